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

use super::ahead::{Ahead, Hashes};
use crate::finding::{Code, Finding, FixAction, Grade};
use crate::kinds::cells::Place;
use crate::kinds::duplicates::{Fingerprints, FirstRow, KeySet, lower_case};
use crate::kinds::values::sends_no_mail;
use crate::kinds::{Header, Row};
use crate::settings::{Settings, UserIdentifier};
use crate::site::{Directory, NameHash, Space, is_lower};

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
    usernames: KeySet<FirstRow>,
    idnumbers: KeySet<u64>,
    emails: KeySet<u64>,
    fingerprints: Fingerprints,
    /// Login names that renamings above have given up.
    given_up: HashSet<Box<str>>,
    ahead: Ahead,
    buffers: Buffers,
}

/// Room for texts in lower case and for pairs, used again for each row.
#[derive(Debug, Default)]
struct Buffers {
    names: Lowered,
    pair: String,
}

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
    hashes: Hashes,
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
            usernames: KeySet::default(),
            idnumbers: KeySet::default(),
            emails: KeySet::default(),
            fingerprints: Fingerprints::default(),
            given_up: HashSet::new(),
            ahead: Ahead::default(),
            buffers: Buffers::default(),
        }
    }

    /// Fetches what is known of the people in rows that are checked next.
    pub(super) fn look_ahead(&mut self, rows: &[Row<'_>], directory: &dyn Directory) {
        let mut buffers = std::mem::take(&mut self.buffers);
        self.ahead.clear();
        for row in rows {
            let hashes = self.names(row, &mut buffers.names, None).hashes;
            self.ahead.push(row.line(), hashes);
        }
        self.buffers = buffers;
        let ahead = &self.ahead;
        self.usernames.look_ahead(&ahead.usernames);
        self.idnumbers.look_ahead(&ahead.idnumbers);
        self.emails.look_ahead(&ahead.emails);
        directory.look_ahead(Space::Username, &ahead.usernames);
        directory.look_ahead(Space::UserIdnumber, &ahead.idnumbers);
        directory.look_ahead(Space::UserEmail, &ahead.emails);
    }

    /// The identifiers of a row; `hashes`: theirs, if they are known.
    fn names<'a>(
        &self,
        row: &Row<'a>,
        buffers: &'a mut Lowered,
        hashes: Option<Hashes>,
    ) -> Names<'a> {
        let given = [self.username, self.oldusername, self.email].map(|place| row.given(place));
        let as_given =
            hashes.map_or_else(|| given.into_iter().all(is_lower), |known| known.as_given);
        let [mut username, mut oldusername, mut email] = given;
        if !as_given {
            username = lower_case(username, &mut buffers.username);
            oldusername = lower_case(oldusername, &mut buffers.oldusername);
            email = address(email, &mut buffers.email);
        }
        let idnumber = row.given(self.idnumber);
        Names {
            username,
            oldusername,
            idnumber,
            email,
            hashes: hashes.unwrap_or_else(|| Hashes {
                as_given,
                username: NameHash::of(username),
                idnumber: NameHash::of(idnumber),
                email: NameHash::of(email),
            }),
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
        let hashes = self.ahead.take(row.line());
        let names = self.names(row, &mut buffers.names, hashes);
        // Only the value 1 deletes (Q27).
        let deleted = row.given(self.deleted) == "1";
        let account = if names.username.is_empty() {
            // The cell has its finding; nothing can be said of the person.
            Account::Kept
        } else if self.is_repeated(row, names, findings) {
            Account::Repeated
        } else {
            if directory.covers(Space::Username) {
                self.against_site(row, names, deleted, directory, &mut buffers.pair, findings);
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
            fingerprint: self.fingerprints.of(row.record),
        };
        let (hashes, line) = (names.hashes, this.line);
        let username = self
            .usernames
            .insert_hashed(names.username, hashes.username, this);
        let idnumber = self
            .idnumbers
            .insert_filled_hashed(names.idnumber, hashes.idnumber, line);
        let email = self
            .emails
            .insert_filled_hashed(names.email, hashes.email, line);
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
        pair: &mut String,
        findings: &mut Vec<Finding>,
    ) {
        let Some(login) = self.present_login(row, names, directory, findings) else {
            return;
        };
        let is_given_up = self.given_up.contains(login);
        let exists = !is_given_up
            && if login == names.username {
                directory.has_hashed(Space::Username, login, names.hashes.username)
            } else {
                directory.has(Space::Username, login)
            };
        let mut site = Site {
            directory,
            pair,
            login,
            is_known: exists || !is_given_up && directory.foresees(),
            exists,
        };
        let before = findings.len();
        self.collisions(row, names, deleted, &mut site, findings);
        let shut = if deleted {
            self.deleted
        } else {
            self.suspended
        };
        if site.exists && row.given(shut) == "1" {
            let account = Space::account(UserIdentifier::Username, login);
            if directory.has(Space::ProtectedUser, &account) {
                let protected = row.finding_on(Code::AccountProtected, shut);
                findings.push(protected.with("value", login));
            }
        }
        if login != names.username {
            self.given_up.insert(login.into());
        }
        if deleted && !site.exists && findings.len() == before {
            findings.push(
                row.finding_on(Code::DeleteMissing, self.username)
                    .with("value", names.username),
            );
        }
    }

    /// The login name under which the site has the account now, or none when the row cannot rename it.
    /// An account that has its new name already is not renamed again.
    fn present_login<'n>(
        &self,
        row: &Row<'_>,
        names: Names<'n>,
        directory: &dyn Directory,
        findings: &mut Vec<Finding>,
    ) -> Option<&'n str> {
        let (old, new) = (names.oldusername, names.username);
        if old.is_empty() || old == new {
            return Some(new);
        }
        if !self.allow_rename {
            findings.push(
                row.finding_on(Code::RenameNotAllowed, self.oldusername)
                    .with("value", old),
            );
            return None;
        }
        let on_site =
            |login: &str| directory.has(Space::Username, login) && !self.given_up.contains(login);
        let source = on_site(old) || self.usernames.get(old).is_some();
        match (source, on_site(new)) {
            (true, false) => Some(old),
            (false, true) => Some(new),
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
        site: &mut Site<'_>,
        findings: &mut Vec<Finding>,
    ) {
        let taken = |code, place, value: &str, object| {
            row.finding_on(code, place)
                .with("value", value)
                .with("object", object)
        };
        let before = findings.len();
        let own_email = site.owns(Space::UsernameWithEmail, names.email);
        if !names.idnumber.is_empty() && !site.owns(Space::UsernameWithIdnumber, names.idnumber) {
            let hash = names.hashes.idnumber;
            if site
                .directory
                .has_hashed(Space::UserIdnumber, names.idnumber, hash)
            {
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
            if site.exists && !identified && !site.owns(Space::UsernameWithIdnumber, "") {
                let place = if site.login == names.username {
                    self.username
                } else {
                    self.oldusername
                };
                findings.push(taken(Code::UsernameTaken, place, site.login, "account"));
            }
        }
        let counts = !deleted || self.identifier == UserIdentifier::Email;
        if names.email.is_empty() || own_email || !counts || findings.len() > before {
            return;
        }
        let hash = names.hashes.email;
        if site
            .directory
            .has_hashed(Space::UserEmail, names.email, hash)
        {
            findings.push(taken(Code::EmailTaken, self.email, names.email, "account"));
        } else if site.exists
            && self.protect_emails
            && !deleted
            && !site.owns(Space::UsernameWithEmail, "")
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
    /// Room for the pair that is asked for.
    pair: &'s mut String,
    /// The account's present login name.
    login: &'s str,
    /// Whether an account of this login name may have identifiers. So may one that another file of the bundle deletes before; one whose
    /// name a renaming above has given up has none.
    is_known: bool,
    /// Whether the site has an account of this login name.
    exists: bool,
}

impl Site<'_> {
    /// Whether the account has this idnumber or address; an empty one: whether it has none. So has the one that another file of the
    /// bundle deletes before: its identifiers are free.
    fn owns(&mut self, space: Space, identifier: &str) -> bool {
        if !self.is_known {
            return false;
        }
        self.pair.clear();
        self.pair.push_str(self.login);
        self.pair.push(Space::PAIR);
        self.pair.push_str(identifier);
        self.directory.has(space, self.pair)
    }
}

/// The e-mail address in a cell, in lower case; a text that asks for no mail, which takes capitals, is none (`spec/files.md` §7).
fn address<'a>(cell: &'a str, buffer: &'a mut String) -> &'a str {
    if sends_no_mail(cell) {
        ""
    } else {
        lower_case(cell, buffer)
    }
}
