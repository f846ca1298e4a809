//! The stable codes of findings and outcomes, each with its weight.
//!
//! One diagnostic, one code. A code is never renamed once released; its message is
//! `finding-<code with hyphens>` in the Fluent files of [`crate::messages`].

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::finding::Severity;

macro_rules! codes {
    ($( $(#[doc = $doc:literal])+ $variant:ident = $name:literal, $severity:ident; )+) => {
        /// What a finding or an outcome says.
        // By its name as a text: what serde derives for so many variants would be a twentieth of the page.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(into = "&str", try_from = "Cow<str>")]
        pub enum Code {
            $( $(#[doc = $doc])+ $variant, )+
        }

        impl Code {
            /// Every code, in the order of the pipeline.
            pub const ALL: &'static [Code] = &[ $( Code::$variant, )+ ];

            /// The stable name, in snake_case.
            pub const fn as_str(self) -> &'static str {
                match self { $( Code::$variant => $name, )+ }
            }

            /// How much it weighs.
            pub const fn severity(self) -> Severity {
                match self { $( Code::$variant => Severity::$severity, )+ }
            }
        }
    };
}

codes! {
    // ── the file as bytes ────────────────────────────────────────────────────────────────────
    /// The file holds no header and no row.
    EmptyFile = "empty_file", Error;
    /// The file is no text (a spreadsheet, an archive, a picture).
    NotText = "not_text", Error;
    /// The encoding is not UTF-8 and was recognised from the content.
    EncodingRecognised = "encoding_recognised", Info;
    /// Bytes that mean nothing in the file's encoding.
    UndecodableBytes = "undecodable_bytes", Error;
    /// A NUL byte in a row.
    NulByte = "nul_byte", Error;
    /// A quote that opens a cell and is never closed, or is followed by text; the line is read without quoting.
    StrayQuote = "stray_quote", Error;
    /// A record longer than the limit; its content was skipped.
    RecordTooLong = "record_too_long", Error;
    /// A row has more or fewer cells than the header.
    CellCount = "cell_count", Error;
    /// A row starts like one of tool_sync's comments but has the cells of a row; it is read as a row.
    RowLikeComment = "row_like_comment", Warning;
    /// All the cells of a row are empty; it is passed over.
    BlankRow = "blank_row", Info;

    // ── the file as a workbook of spreadsheets ───────────────────────────────────────────────
    /// A workbook that cannot be read: its parts are missing, damaged or protected.
    WorkbookDamaged = "workbook_damaged", Error;
    /// A workbook that holds more than is read.
    WorkbookTooLarge = "workbook_too_large", Error;
    /// The workbook has no sheet of the name that was asked for.
    SheetUnknown = "sheet_unknown", Error;
    /// Of several sheets, one was read.
    SheetRead = "sheet_read", Info;
    /// Rows that the sheet hides are read as all others.
    RowsHidden = "rows_hidden", Warning;
    /// Cells were made one: the value stands in the first of them only.
    CellsMerged = "cells_merged", Warning;
    /// A number so long that the spreadsheet may have lost its last digits.
    NumberRounded = "number_rounded", Warning;
    /// A cell shows an error of a spreadsheet (`#REF!`) instead of a value.
    CellError = "cell_error", Error;
    /// A cell holds a formula instead of its result.
    FormulaText = "formula_text", Error;

    // ── the file as an archive ───────────────────────────────────────────────────────────────
    /// A file that should be a ZIP archive is none, or its directory is damaged.
    ArchiveDamaged = "archive_damaged", Error;
    /// An archive has more bytes or entries than the limits allow.
    ArchiveTooLarge = "archive_too_large", Error;
    /// The path of an entry leads out of the archive, or is no path.
    EntryPathUnsafe = "entry_path_unsafe", Error;
    /// An entry is a symbolic link.
    EntryIsLink = "entry_is_link", Error;
    /// An entry is encrypted.
    EntryEncrypted = "entry_encrypted", Error;
    /// An entry is damaged, shares its bytes with another, or is packed in a way that is not known.
    EntryUnreadable = "entry_unreadable", Error;
    /// An entry would become larger than the limits allow.
    EntryTooLarge = "entry_too_large", Error;
    /// Two entries have the same path, without regard to case.
    DuplicateEntry = "duplicate_entry", Error;
    /// The name of an entry is in no known encoding, and was guessed.
    EntryNameEncoding = "entry_name_encoding", Warning;
    /// An entry that a system put there for itself; it is passed over.
    EntryPassedOver = "entry_passed_over", Info;

    // ── pictures ─────────────────────────────────────────────────────────────────────────────
    /// An archive holds no picture.
    NoPictures = "no_pictures", Error;
    /// An entry is no picture of a kind that Moodle takes.
    NotAPicture = "not_a_picture", Error;
    /// A picture has more pixels than can be made icons of.
    PictureTooLarge = "picture_too_large", Error;
    /// The ending of a picture's name is that of another format; what the picture is counts.
    PictureEnding = "picture_ending", Info;
    /// Two different pictures of one person.
    SecondPicture = "second_picture", Error;
    /// The person has a picture, and the settings do not let the file replace it.
    PictureKept = "picture_kept", Info;
    /// The site lacks the profile field that keeps the checksums of pictures.
    NoChecksumField = "no_checksum_field", Warning;

    // ── the header ───────────────────────────────────────────────────────────────────────────
    /// The header fits no kind of command file.
    UnknownKind = "unknown_kind", Error;
    /// The kind of a file without header was told by its name, or by its first line; nobody chose it.
    KindAssumed = "kind_assumed", Info;
    /// A list, which has no header, begins with one.
    ListWithHeader = "list_with_header", Error;
    /// The header is cut by another separator than the one in use.
    WrongSeparator = "wrong_separator", Error;
    /// A required column is absent.
    MissingColumn = "missing_column", Error;
    /// A column that the kind does not have.
    UnknownColumn = "unknown_column", Error;
    /// A column that the kind does not have, let in by the settings and passed over.
    IgnoredColumn = "ignored_column", Info;
    /// A column of older versions of the tool, which means nothing now.
    RetiredColumn = "retired_column", Error;
    /// Two columns of the same name.
    DuplicateColumn = "duplicate_column", Error;
    /// A column without a name.
    UnnamedColumn = "unnamed_column", Error;
    /// A column name in another case than the field's.
    ColumnCase = "column_case", Warning;
    /// A numbered column whose partner is absent (`role2` without `course2`).
    OrphanColumn = "orphan_column", Warning;
    /// Numbered columns that leave a number out (`course1`, `course3`).
    NumberGap = "number_gap", Info;
    /// The file has a header and no row.
    NoRows = "no_rows", Error;

    // ── one cell ─────────────────────────────────────────────────────────────────────────────
    /// A cell that must be filled is empty.
    RequiredEmpty = "required_empty", Error;
    /// Blanks around a value; they are dropped.
    SurroundingSpaces = "surrounding_spaces", Info;
    /// A control character inside a value.
    ControlCharacter = "control_character", Error;
    /// UTF-8 that was read as another encoding and saved (`Ã©`).
    Mojibake = "mojibake", Warning;
    /// A text longer than Moodle keeps.
    TooLong = "too_long", Error;
    /// Not a whole number.
    NotInteger = "not_integer", Error;
    /// A number below or above what is allowed.
    OutOfRange = "out_of_range", Error;
    /// Neither 0 nor 1.
    NotBoolean = "not_boolean", Error;
    /// A value outside the list of what is allowed.
    NotInList = "not_in_list", Error;
    /// Not a date, or one whose day and month could be each other's.
    BadDate = "bad_date", Error;
    /// A period that ends before it starts.
    PeriodReversed = "period_reversed", Error;
    /// Not an e-mail address.
    BadEmail = "bad_email", Error;
    /// A login name with a character that Moodle refuses.
    BadUsername = "bad_username", Error;
    /// A login name with capitals; Moodle keeps it in lower case.
    UsernameCase = "username_case", Warning;
    /// Not a country of ISO 3166-1, two letters.
    BadCountry = "bad_country", Error;
    /// Not a language code.
    BadLanguage = "bad_language", Error;
    /// Not a time zone.
    BadTimezone = "bad_timezone", Error;
    /// Not a web address.
    BadUrl = "bad_url", Error;
    /// A cell that means nothing because its partner in the row is empty (`role2` without a course in `course2`).
    OrphanCell = "orphan_cell", Warning;
    /// A category path with an empty level.
    EmptyCategoryLevel = "empty_category_level", Error;
    /// A category path cut with another sign than `/`.
    CategorySeparator = "category_separator", Warning;

    // ── rows among themselves ────────────────────────────────────────────────────────────────
    /// The same row stands twice.
    DuplicateRow = "duplicate_row", Warning;
    /// Two rows name the same object.
    DuplicateKey = "duplicate_key", Error;
    /// Two rows give the same identifier to two objects.
    DuplicateIdentifier = "duplicate_identifier", Error;
    /// Two rows say opposite things of the same object: at every run, each would undo the other.
    ContradictoryRow = "contradictory_row", Error;
    /// Two rows give one person two roles in one course, which adds up.
    TwoRoles = "two_roles", Warning;
    /// A row shifts the role of a person whose role a row above shifts: this one counts.
    ShiftAgain = "shift_again", Info;
    /// A row shifts the role of a person whose role a row below shifts again: that one counts.
    ShiftSuperseded = "shift_superseded", Warning;
    /// Two rows give the same e-mail address to two people.
    DuplicateEmail = "duplicate_email", Warning;

    // ── against the site ─────────────────────────────────────────────────────────────────────
    /// A course that is neither on the site nor created above.
    UnknownCourse = "unknown_course", Error;
    /// An idnumber that several courses share.
    AmbiguousCourse = "ambiguous_course", Error;
    /// Identifiers of one row that belong to different courses.
    CourseMismatch = "course_mismatch", Error;
    /// A person who is neither on the site nor created above.
    UnknownUser = "unknown_user", Error;
    /// A search that several people answer to.
    AmbiguousUser = "ambiguous_user", Error;
    /// A category identifier that the site does not have.
    UnknownCategory = "unknown_category", Error;
    /// A cohort that is neither on the site nor created above, and cannot be created.
    UnknownCohort = "unknown_cohort", Error;
    /// A cohort that is not on the site: nothing is left to remove.
    MissingCohort = "missing_cohort", Warning;
    /// A name that several cohorts of the site share.
    AmbiguousCohort = "ambiguous_cohort", Error;
    /// A cohort to be created, without a name.
    CohortWithoutName = "cohort_without_name", Error;
    /// Another cohort has this name.
    CohortNameTaken = "cohort_name_taken", Error;
    /// A category that the site does not have, named as the context of a cohort; the cohort stays where it is.
    UnknownCohortContext = "unknown_cohort_context", Warning;
    /// A row of a file of members that concerns a whole cohort.
    WholeCohort = "whole_cohort", Warning;
    /// The file leaves the cohort without members, so it is deleted, as the settings say.
    EmptiedCohortDeleted = "emptied_cohort_deleted", Warning;
    /// An enrolment method that does not bind cohorts to courses on this site.
    UnknownCohortMethod = "unknown_cohort_method", Error;
    /// Every role (`*`) where one must be named.
    EveryRole = "every_role", Error;
    /// A cohort that is not bound to the course in this role: nothing is left to take away.
    MissingBinding = "missing_binding", Warning;
    /// A cohort that is not bound to the course in this role: nothing can be given back.
    UnknownBinding = "unknown_binding", Error;
    /// A course that is to take its own people.
    LinkToItself = "link_to_itself", Error;
    /// Two courses take each other's people, directly or by way of others.
    LinkLoop = "link_loop", Warning;
    /// A course takes the people of the other already.
    LinkExists = "link_exists", Info;
    /// A course does not take the people of the other: nothing is left to take away.
    MissingLink = "missing_link", Warning;
    /// A role that the site does not have.
    UnknownRole = "unknown_role", Error;
    /// A role that nobody was seen to hold, on a site that does not tell its roles.
    RoleNotTold = "role_not_told", Error;
    /// A course format that the site does not have.
    UnknownFormat = "unknown_format", Error;
    /// An authentication method that the site does not have.
    UnknownAuth = "unknown_auth", Error;
    /// A language pack that the site does not have.
    UnknownLanguage = "unknown_language", Warning;
    /// A theme that the site does not have.
    UnknownTheme = "unknown_theme", Warning;
    /// An enrolment method that the course does not offer; the role alone is given.
    UnknownMethod = "unknown_method", Warning;
    /// An enrolment method by which files cannot enrol in the course: it is absent, switched off, or keeps its own list.
    MethodNotOffered = "method_not_offered", Error;
    /// A change of an enrolment would end its period, which the site does not tell.
    PeriodNotTold = "period_not_told", Error;
    /// What the site does not tell: the plan of the row leaves it as it is, or assumes.
    NotTold = "not_told", Warning;
    /// The method `sync` is not switched on for the site: `manual` is used.
    SyncNotEnabled = "sync_not_enabled", Info;
    /// An enrolment that is to be suspended or given access again does not exist.
    EnrolmentMissing = "enrolment_missing", Error;
    /// A person who does not take part in the course is put in none of its groups.
    NotAParticipant = "not_a_participant", Warning;
    /// A group that a person is to leave does not exist in the course.
    GroupAbsent = "group_absent", Warning;
    /// A person stays in groups that were given by hand, as the settings ask.
    MembershipProtected = "membership_protected", Info;
    /// A group that the file leaves without members is deleted, as the settings ask.
    EmptiedGroupDeleted = "emptied_group_deleted", Info;
    /// Neither a role nor a usable enrolment method: the person is not bound to the course.
    NoRoleGiven = "no_role_given", Warning;
    /// A custom profile field that the site does not have.
    UnknownProfileField = "unknown_profile_field", Error;
    /// The course does not exist, but one of nearly the same name does.
    CourseNearMiss = "course_near_miss", Warning;
    /// The category would be created, but one of nearly the same name exists.
    CategoryNearMiss = "category_near_miss", Warning;
    /// A category will be created.
    NewCategory = "new_category", Info;
    /// A cohort will be created.
    NewCohort = "new_cohort", Info;
    /// A group will be created.
    NewGroup = "new_group", Info;
    /// The course exists and the settings do not let the file change it.
    CourseExists = "course_exists", Info;
    /// Another course has this short name.
    ShortnameTaken = "shortname_taken", Error;
    /// Another course or person has this idnumber.
    IdnumberTaken = "idnumber_taken", Error;
    /// Another account has this login name.
    UsernameTaken = "username_taken", Error;
    /// Another account has this e-mail address.
    EmailTaken = "email_taken", Error;
    /// The new login name of a renaming belongs to another account.
    RenameTargetTaken = "rename_target_taken", Error;
    /// The account to rename does not exist.
    RenameSourceMissing = "rename_source_missing", Error;
    /// The settings do not let the file rename accounts.
    RenameNotAllowed = "rename_not_allowed", Error;
    /// The account to delete does not exist.
    DeleteMissing = "delete_missing", Error;
    /// The account to delete, or to suspend, is deleted already.
    AlreadyDeleted = "already_deleted", Info;
    /// The account is one that no file deletes or suspends: the guest account, a site administrator, the one that this program
    /// works by.
    AccountProtected = "account_protected", Error;
    /// Two identifiers of a row belong to two accounts.
    IdentifiersDisagree = "identifiers_disagree", Error;
    /// What a deletion takes, and that suspension takes nothing; once per file.
    SuspensionIsGentler = "suspension_is_gentler", Info;
    /// The e-mail address is protected by the settings and stays as it is.
    EmailProtected = "email_protected", Info;
    /// The site does not take this account's password from a file (its authentication is external).
    PasswordNotUsed = "password_not_used", Warning;
    /// The template is the short name of no course (seed code −7).
    TemplateNotFound = "template_not_found", Error;
    /// The template is a course and no strategy found an archive of it (seed code −20).
    TemplateNoArchive = "template_no_archive", Error;
    /// The template is a course without any archive in its backups, and there is no other strategy (seed code −21).
    TemplateNoBackup = "template_no_backup", Error;
    /// The template is a path and no file is there (seed code −22).
    TemplateFileMissing = "template_file_missing", Error;
    /// The template was found and the course could not be created (seed code −23).
    TemplateCourseNotCreated = "template_course_not_created", Error;
    /// The template was found and its archive could not be opened (seed code −24).
    TemplateUnreadable = "template_unreadable", Error;
    /// The site cannot do what the row asks; the message names what is missing.
    NotCapable = "not_capable", Error;

    // ── lists of courses ─────────────────────────────────────────────────────────────────────
    /// A course to delete that the site does not have.
    CourseDeleteMissing = "course_delete_missing", Error;
    /// The front page of the site, which is a course that cannot be deleted.
    FrontPage = "front_page", Error;
    /// A course that was looked for is on the site.
    CourseFound = "course_found", Info;
    /// A course that was looked for is not on the site.
    CourseMissing = "course_missing", Warning;

    // ── categories to delete ─────────────────────────────────────────────────────────────────
    /// A category to delete holds courses or categories.
    CategoryNotEmpty = "category_not_empty", Error;
    /// A category to delete is not the one whose path the row gives.
    CategoryDiffers = "category_differs", Error;
    /// Several categories of the site have this path.
    AmbiguousCategory = "ambiguous_category", Error;

    // ── groups ───────────────────────────────────────────────────────────────────────────────
    /// A group that the course does not have.
    UnknownGroup = "unknown_group", Error;
    /// A grouping that the course does not have and no line above creates.
    UnknownGrouping = "unknown_grouping", Error;
    /// Two groups or groupings of the course have the same name.
    AmbiguousGroup = "ambiguous_group", Error;
    /// Another group or grouping of the course has this name.
    GroupNameTaken = "group_name_taken", Error;
    /// The group or grouping to update does not exist and will be created.
    UpdateCreates = "update_creates", Warning;
    /// A grouping keeps the field that identifies it, and the row gives another.
    IdentifierKept = "identifier_kept", Warning;
    /// A grouping without idnumber: no line can put groups in it.
    GroupingWithoutIdnumber = "grouping_without_idnumber", Warning;
    /// A cell that says nothing about a grouping.
    NotForGroupings = "not_for_groupings", Warning;
    /// The person neither is enrolled in the course nor has a role in it, and so cannot be put in its groups.
    NotInCourse = "not_in_course", Error;
    /// A line above puts the person in another group; this one takes them out of it again.
    LastLineCounts = "last_line_counts", Warning;
    /// The person stays in groups of the course that a human put them in.
    MembershipKept = "membership_kept", Info;
    /// The group or grouping exists otherwise than the row says, and stays as it is.
    GroupExists = "group_exists", Info;
    /// The course does not have the group or grouping to delete: nothing is left to do.
    MissingGroup = "missing_group", Warning;
    /// The group to delete has members, who leave it.
    GroupWithMembers = "group_with_members", Warning;
    /// The group to delete is the one that a cohort of the course fills.
    GroupOfCohort = "group_of_cohort", Error;
    /// The grouping to delete has groups.
    GroupingWithGroups = "grouping_with_groups", Error;

    // ── resets of courses ────────────────────────────────────────────────────────────────────
    /// An activity module that is neither Moodle's nor installed.
    UnknownModule = "unknown_module", Error;
    /// A module of Moodle that is not installed on this site: nothing of it is reset.
    ModuleNotInstalled = "module_not_installed", Warning;
    /// A module that has nothing to reset.
    ModuleWithoutOptions = "module_without_options", Warning;
    /// The column `modules` contradicts itself or the column of an option.
    ContradictoryModules = "contradictory_modules", Error;
    /// An option for which a Moodle of today does nothing.
    ResetWithoutEffect = "reset_without_effect", Warning;
    /// An option that another one includes.
    ResetIncluded = "reset_included", Warning;
    /// What was graded goes, and the module keeps its grades.
    GradesStay = "grades_stay", Warning;
    /// A row that asks for nothing.
    NothingAsked = "nothing_asked", Warning;

    // ── outcomes ─────────────────────────────────────────────────────────────────────────────
    /// A row of a courses file names no course at all (seed code −1).
    EmptyDefinition = "empty_definition", Error;
    /// A section could not be created (seed code −3).
    SectionNotCreated = "section_not_created", Error;
    /// A person could not be enrolled (seed code −4).
    NotEnrolled = "not_enrolled", Error;
    /// The site is no longer as the approved plan saw it.
    SiteMoved = "site_moved", Error;
    /// A row that this one needs was not done.
    BlockedByLine = "blocked_by_line", Error;
    /// A row of another file of the bundle, which this one needs, was not done.
    BlockedByFile = "blocked_by_file", Error;
    /// The site refused the operation; its own words are in the details.
    SiteRefused = "site_refused", Error;
    /// The site refused after it had done a part of the row.
    PartlyDone = "partly_done", Error;
    /// The run was cancelled before this row.
    Cancelled = "cancelled", Warning;
}

impl From<Code> for &str {
    fn from(code: Code) -> Self {
        code.as_str()
    }
}

impl TryFrom<Cow<'_, str>> for Code {
    type Error = String;

    fn try_from(name: Cow<'_, str>) -> Result<Self, String> {
        let mut codes = Self::ALL.iter();
        let code = codes.find(|code| code.as_str() == name);
        code.copied()
            .ok_or_else(|| format!("{name} is no code of a finding"))
    }
}

impl Code {
    /// The code of the seeds' technical guide (seed 000) that says the same, if there is one.
    pub const fn seed_code(self) -> Option<i8> {
        Some(match self {
            Self::EmptyDefinition => -1,
            Self::SectionNotCreated => -3,
            Self::NotEnrolled => -4,
            Self::TemplateNotFound => -7,
            Self::TemplateNoArchive => -20,
            Self::TemplateNoBackup => -21,
            Self::TemplateFileMissing => -22,
            Self::TemplateCourseNotCreated => -23,
            Self::TemplateUnreadable => -24,
            _ => return None,
        })
    }
}
