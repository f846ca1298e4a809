//! Who a row of a users file is about: identity, collisions, renaming, deletion (`spec/operations.md` §7.2 to §7.5).
//!
//! The account of a row is the one that has its login name (its `oldusername` when it is renamed). What the row gives
//! besides must belong to that account, to nobody, or be new to it. With login `U`, idnumber `I` and address `E`:
//!
//! | on the site | identity `idnumber` | identity `username`, `id` | identity `email` |
//! |---|---|---|---|
//! | no `U`, no `I`, no `E` | new account | new account | new account |
//! | `U` has `I` | this account | this account | this account |
//! | `U` has no idnumber, nobody has `I` | gets its first idnumber | gets it | gets it |
//! | `U` has another idnumber, nobody has `I` | [`Code::UsernameTaken`] | idnumber changes | [`Code::UsernameTaken`], unless `E` is its own |
//! | `I` belongs to another login | [`Code::IdnumberTaken`] | [`Code::IdnumberTaken`] | [`Code::IdnumberTaken`] |
//! | `U` has another address, nobody has `E` | address changes, or [`Code::EmailProtected`] | likewise | likewise |
//! | `U` has no address, nobody has `E` | address is completed | likewise | likewise |
//! | `E` belongs to another login | [`Code::EmailTaken`] | [`Code::EmailTaken`] | [`Code::EmailTaken`] |
//!
//! The account's own record is never a collision (Q26).

use hashbrown::HashSet;

use crate::finding::{Code, Finding, FixAction, Grade};
use crate::kinds::cells::Place;
use crate::kinds::duplicates::{FirstRow, OftenSorted};
use crate::kinds::keys::{Form, KeyColumn};
use crate::kinds::{Header, Keys, Row, RowKeys};
use crate::settings::{Settings, UserIdentifier};
use crate::site::{Directory, Hashed, Space};

/// What becomes of a row's account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Account {
    /// The row was there already, as it is.
    Repeated,
    /// It is deleted: the rest of the row means nothing.
    Deleted,
    /// It is created or updated.
    Kept,
}

/// The people that the file has named so far.
#[derive(Debug)]
pub(super) struct Identity {
    username: Place,
    idnumber: Place,
    email: Place,
    oldusername: Place,
    deleted: Place,
    suspended: Place,
    identifier: UserIdentifier,
    allow_rename: bool,
    protect_emails: bool,
    usernames: OftenSorted<FirstRow>,
    idnumbers: OftenSorted<u64>,
    emails: OftenSorted<u64>,
    /// Login names that renamings above have given up.
    given_up: HashSet<Box<str>>,
    buffers: Lowered,
}

/// Room for texts in lower case, used again for each row.
#[derive(Debug, Default)]
struct Lowered {
    username: String,
    oldusername: String,
    email: String,
}

/// The identifiers of a row, in lower case where case does not count; empty when not given.
#[derive(Debug, Clone, Copy)]
struct Names<'a> {
    username: &'a str,
    oldusername: &'a str,
    idnumber: &'a str,
    email: &'a str,
    hashes: RowKeys<'a>,
}

// The columns whose cells are looked up, by their places in `key_columns`.
const USERNAME: usize = 0;
const IDNUMBER: usize = 1;
const EMAIL: usize = 2;
const OLDUSERNAME: usize = 3;

/// The columns whose cells are looked up.
pub(in crate::kinds) fn key_columns(header: &Header) -> Vec<KeyColumn> {
    let columns = [
        ("username", Form::Lower, Some(Space::Username)),
        ("idnumber", Form::Exact, Some(Space::UserIdnumber)),
        ("email", Form::Address, Some(Space::UserEmail)),
        ("oldusername", Form::Lower, None),
    ];
    let column = |(name, form, space)| KeyColumn {
        place: header.position(name),
        form,
        space,
    };
    columns.map(column).into()
}

impl Identity {
    /// Nobody, at the start of a file with this header.
    pub(super) fn new(header: &Header, settings: &Settings) -> Self {
        Self {
            username: header.position("username"),
            idnumber: header.position("idnumber"),
            email: header.position("email"),
            oldusername: header.position("oldusername"),
            deleted: header.position("deleted"),
            suspended: header.position("suspended"),
            identifier: settings.user_identifier,
            allow_rename: settings.allow_rename,
            protect_emails: settings.protect_emails,
            usernames: OftenSorted::default(),
            idnumbers: OftenSorted::default(),
            emails: OftenSorted::default(),
            given_up: HashSet::new(),
            buffers: Lowered::default(),
        }
    }

    /// Makes room for the people of so many rows.
    pub(super) fn expect(&mut self, rows: usize) {
        self.usernames.expect(rows);
        if self.idnumber.is_some() {
            self.idnumbers.expect(rows);
        }
        if self.email.is_some() {
            self.emails.expect(rows);
        }
    }

    /// Fetches what is known of the people in rows that are checked next.
    pub(super) fn look_ahead(&mut self, keys: &Keys, directory: &dyn Directory) {
        let [usernames, idnumbers, emails] =
            [USERNAME, IDNUMBER, EMAIL].map(|column| keys.column(column));
        self.usernames.look_ahead(usernames);
        self.idnumbers.look_ahead(idnumbers);
        self.emails.look_ahead(emails);
        directory.look_ahead(Space::Username, usernames, keys.absent(USERNAME));
        directory.look_ahead(Space::UserIdnumber, idnumbers, keys.absent(IDNUMBER));
        directory.look_ahead(Space::UserEmail, emails, keys.absent(EMAIL));
    }

    /// Whether the site has the name of a column of the row.
    fn has(
        &self,
        directory: &dyn Directory,
        (space, column): (Space, usize),
        row: &Row<'_>,
        name: Hashed<'_>,
    ) -> bool {
        !row.keys.is_absent(column) && directory.has_hashed(space, name.name, name.hash)
    }

    /// The identifiers of a row.
    fn names<'a>(&self, row: &Row<'a>, buffers: &'a mut Lowered) -> Names<'a> {
        let [form, email] = [Form::Lower, Form::Address].map(|form| row.keys.form(form));
        Names {
            username: form.of(row.given(self.username), &mut buffers.username),
            oldusername: form.of(row.given(self.oldusername), &mut buffers.oldusername),
            idnumber: row.given(self.idnumber),
            email: email.of(row.given(self.email), &mut buffers.email),
            hashes: row.keys,
        }
    }

    /// Checks who the row is about.
    pub(super) fn check(
        &mut self,
        row: &Row<'_>,
        directory: &dyn Directory,
        findings: &mut Vec<Finding>,
    ) -> Account {
        let mut buffers = std::mem::take(&mut self.buffers);
        let names = self.names(row, &mut buffers);
        // Only the value 1 deletes (Q27).
        let deleted = row.given(self.deleted) == "1";
        let account = if names.username.is_empty() {
            // The cell has its finding; nothing can be said of the person.
            Account::Kept
        } else if self.is_repeated(row, names, findings) {
            Account::Repeated
        } else {
            if directory.covers(Space::Username) {
                self.against_site(row, names, deleted, directory, findings);
            }
            if deleted {
                Account::Deleted
            } else {
                Account::Kept
            }
        };
        self.buffers = buffers;
        account
    }

    /// Checks the row against those above: one line per person, and one person per identifier. Says whether the
    /// whole row is a repetition.
    fn is_repeated(
        &mut self,
        row: &Row<'_>,
        names: Names<'_>,
        findings: &mut Vec<Finding>,
    ) -> bool {
        let this = FirstRow {
            line: row.line(),
            fingerprint: row.keys.fingerprint(),
        };
        let (hashes, line) = (names.hashes, this.line);
        let username = self
            .usernames
            .insert_hashed(names.username, hashes.hash(USERNAME), this);
        let insert = |keys: &mut OftenSorted<u64>, name: &str, column| {
            // What is not given is no key.
            let is_given = !name.is_empty();
            let first = is_given.then(|| keys.insert_hashed(name, hashes.hash(column), line));
            first.flatten()
        };
        let idnumber = insert(&mut self.idnumbers, names.idnumber, IDNUMBER);
        let email = insert(&mut self.emails, names.email, EMAIL);
        if username.is_none() && idnumber.is_none() && email.is_none() {
            return false;
        }
        if let Some(first) = username
            && first.fingerprint == this.fingerprint
        {
            findings.push(
                row.row_finding(Code::DuplicateRow)
                    .with("first", first.line)
                    .fix(Grade::Safe, FixAction::RemoveRecord(row.span())),
            );
            return true;
        }
        let username = username.map(|first| first.line);
        let by_idnumber = self.identifier == UserIdentifier::Idnumber && !names.idnumber.is_empty();
        let by_email = self.identifier == UserIdentifier::Email && !names.email.is_empty();
        let by_username = !by_idnumber && !by_email;
        let mut found = |code, place, value: &str, first: u64| {
            findings.push(
                row.finding_on(code, place)
                    .with("value", value)
                    .with("first", first),
            );
        };
        let key = [
            (by_username, username, self.username, names.username),
            (by_idnumber, idnumber, self.idnumber, names.idnumber),
            (by_email, email, self.email, names.email),
        ];
        if let Some((_, Some(first), place, value)) = key
            .into_iter()
            .find(|(is_key, first, ..)| *is_key && first.is_some())
        {
            // Rows about one person share the person's other identifiers, of course.
            found(Code::DuplicateKey, place, value, first);
            return false;
        }
        if let Some(first) = username {
            found(
                Code::DuplicateIdentifier,
                self.username,
                names.username,
                first,
            );
        }
        if let Some(first) = idnumber {
            found(
                Code::DuplicateIdentifier,
                self.idnumber,
                names.idnumber,
                first,
            );
        }
        if let Some(first) = email {
            found(Code::DuplicateEmail, self.email, names.email, first);
        }
        false
    }

    /// Checks the row against the accounts of the site.
    fn against_site(
        &mut self,
        row: &Row<'_>,
        names: Names<'_>,
        deleted: bool,
        directory: &dyn Directory,
        findings: &mut Vec<Finding>,
    ) {
        let Some((login, column)) = self.present_login(row, names, directory, findings) else {
            return;
        };
        let is_given_up = self.given_up.contains(login.name);
        let exists = !is_given_up && self.has(directory, (Space::Username, column), row, login);
        let site = Site {
            directory,
            login,
            is_known: exists || !is_given_up && directory.foresees(),
            exists,
        };
        let before = findings.len();
        self.collisions(row, names, deleted, &site, findings);
        let shut = if deleted {
            self.deleted
        } else {
            self.suspended
        };
        if site.exists && row.given(shut) == "1" {
            let account = Space::account(UserIdentifier::Username, login.name);
            if directory.has(Space::ProtectedUser, &account) {
                let protected = row.finding_on(Code::AccountProtected, shut);
                findings.push(protected.with("value", login.name));
            }
        }
        if column == OLDUSERNAME {
            self.given_up.insert(login.name.into());
        }
        if deleted && !site.exists && findings.len() == before {
            findings.push(
                row.finding_on(Code::DeleteMissing, self.username)
                    .with("value", names.username),
            );
        }
    }

    /// The login name under which the site has the account now, and its column; none when the row cannot rename it.
    /// An account that has its new name already is not renamed again.
    fn present_login<'n>(
        &mut self,
        row: &Row<'_>,
        names: Names<'n>,
        directory: &dyn Directory,
        findings: &mut Vec<Finding>,
    ) -> Option<(Hashed<'n>, usize)> {
        let (old, new) = (names.oldusername, names.username);
        let login = |name, column| {
            let hash = names.hashes.hash(column);
            (Hashed { name, hash }, column)
        };
        if old.is_empty() || old == new {
            return Some(login(new, USERNAME));
        }
        if !self.allow_rename {
            findings.push(
                row.finding_on(Code::RenameNotAllowed, self.oldusername)
                    .with("value", old),
            );
            return None;
        }
        let given_up = &self.given_up;
        let on_site =
            |login: &str| directory.has(Space::Username, login) && !given_up.contains(login);
        let source = on_site(old) || self.usernames.get(old).is_some();
        match (source, on_site(new)) {
            (true, false) => Some(login(old, OLDUSERNAME)),
            (false, true) => Some(login(new, USERNAME)),
            (true, true) => {
                findings.push(
                    row.finding_on(Code::RenameTargetTaken, self.username)
                        .with("value", new)
                        .with("old", old),
                );
                None
            }
            (false, false) => {
                findings.push(
                    row.finding_on(Code::RenameSourceMissing, self.oldusername)
                        .with("value", old),
                );
                None
            }
        }
    }

    /// Checks that idnumber and address belong to the account of the row, or to nobody (table above).
    fn collisions(
        &self,
        row: &Row<'_>,
        names: Names<'_>,
        deleted: bool,
        site: &Site<'_>,
        findings: &mut Vec<Finding>,
    ) {
        let taken = |code, place, value: &str, object| {
            row.finding_on(code, place)
                .with("value", value)
                .with("object", object)
        };
        let before = findings.len();
        let email = Hashed {
            name: names.email,
            hash: names.hashes.hash(EMAIL),
        };
        let idnumber = Hashed {
            name: names.idnumber,
            hash: names.hashes.hash(IDNUMBER),
        };
        let nothing = || Hashed::of("");
        let own_email = site.owns(Space::UsernameWithEmail, email);
        if !idnumber.name.is_empty() && !site.owns(Space::UsernameWithIdnumber, idnumber) {
            if self.has(
                site.directory,
                (Space::UserIdnumber, IDNUMBER),
                row,
                idnumber,
            ) {
                findings.push(taken(
                    Code::IdnumberTaken,
                    self.idnumber,
                    names.idnumber,
                    "account",
                ));
            }
            let identified = match self.identifier {
                UserIdentifier::Idnumber => false,
                UserIdentifier::Email => !names.email.is_empty() && own_email,
                UserIdentifier::Username | UserIdentifier::Id => true,
            };
            if site.exists && !identified && !site.owns(Space::UsernameWithIdnumber, nothing()) {
                let place = if site.login.name == names.username {
                    self.username
                } else {
                    self.oldusername
                };
                findings.push(taken(
                    Code::UsernameTaken,
                    place,
                    site.login.name,
                    "account",
                ));
            }
        }
        let counts = !deleted || self.identifier == UserIdentifier::Email;
        if names.email.is_empty() || own_email || !counts || findings.len() > before {
            return;
        }
        if self.has(site.directory, (Space::UserEmail, EMAIL), row, email) {
            findings.push(taken(Code::EmailTaken, self.email, names.email, "account"));
        } else if site.exists
            && self.protect_emails
            && !deleted
            && !site.owns(Space::UsernameWithEmail, nothing())
        {
            findings.push(
                row.finding_on(Code::EmailProtected, self.email)
                    .with("value", names.email),
            );
        }
    }
}

/// What the site has of the account of a row.
struct Site<'s> {
    directory: &'s dyn Directory,
    /// The account's present login name.
    login: Hashed<'s>,
    /// Whether an account of this login name may have identifiers. So may one that another file of the bundle deletes before; one whose
    /// name a renaming above has given up has none.
    is_known: bool,
    /// Whether the site has an account of this login name.
    exists: bool,
}

impl Site<'_> {
    /// Whether the account has this idnumber or address; an empty one: whether it has none. So has the one that another file of the
    /// bundle deletes before: its identifiers are free.
    fn owns(&self, pairs: Space, identifier: Hashed<'_>) -> bool {
        self.is_known && self.directory.owns(self.login, pairs, identifier)
    }
}
