//! The stable words for things and their parts.

/// What sort of thing it is. A word is never renamed once released.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ThingKind {
    /// An account, by login name.
    Account,
    /// An account, by its number.
    NumberedAccount,
    /// A deleted account, by the login name that it had.
    DeletedAccount,
    /// An account of this mail address.
    AccountOfAddress,
    /// A way to log in, by the name of its plugin.
    Authentication,
    /// A profile field, by short name.
    ProfileField,
    /// A course, by short name.
    Course,
    /// A course, by its number.
    NumberedCourse,
    /// The front page, which is a course that cannot be deleted; by short name.
    FrontPage,
    /// A course format, by the name of its plugin.
    CourseFormat,
    /// A theme, by name.
    Theme,
    /// A language, by code.
    Language,
    /// Types of forums, by name.
    ForumType,
    /// A category, by path with `/`.
    Category,
    /// A category, by its number.
    NumberedCategory,
    /// A category that should be made and has no name.
    NamelessCategory,
    /// A cohort, by name.
    Cohort,
    /// A cohort, by its number.
    NumberedCohort,
    /// A cohort of this idnumber.
    CohortOfIdnumber,
    /// An account (`user`) in a cohort.
    CohortMember,
    /// A role, by short name.
    Role,
    /// A group of a course.
    Group,
    /// A group of this idnumber in a course.
    GroupOfIdnumber,
    /// An account (`user`) in a group.
    GroupMember,
    /// A grouping of a course.
    Grouping,
    /// A grouping of this idnumber in a course.
    GroupingOfIdnumber,
    /// A group (`group`) in a grouping.
    GroupingMember,
    /// A section of a course, by number.
    Section,
    /// An enrolment method of the site.
    Method,
    /// An enrolment method of a course.
    CourseMethod,
    /// An enrolment method that the course has switched on.
    EnabledMethod,
    /// An enrolment, by method, of an account (`user`) in a course.
    Enrolment,
    /// A role that an account (`user`) has in a course.
    AssignedRole,
    /// An account (`user`) in a course.
    Participant,
    /// The binding of a cohort to a course, with `method` and `role`.
    Binding,
    /// The link by which a course takes the people of another, the named one.
    Link,
    /// Who loses enrolments.
    Losses,
    /// An archive on the site, by path.
    Archive,
    /// The course in an archive.
    ArchivedCourse,
    /// The backup of a template.
    Backup,
    /// What a line of a file is about, by the name that plans and reports have for it.
    Subject,
}

impl ThingKind {
    /// Every kind, in the order of the messages.
    pub const ALL: &'static [Self] = &[
        Self::Account,
        Self::NumberedAccount,
        Self::DeletedAccount,
        Self::AccountOfAddress,
        Self::Authentication,
        Self::ProfileField,
        Self::Course,
        Self::NumberedCourse,
        Self::FrontPage,
        Self::CourseFormat,
        Self::Theme,
        Self::Language,
        Self::ForumType,
        Self::Category,
        Self::NumberedCategory,
        Self::NamelessCategory,
        Self::Cohort,
        Self::NumberedCohort,
        Self::CohortOfIdnumber,
        Self::CohortMember,
        Self::Role,
        Self::Group,
        Self::GroupOfIdnumber,
        Self::GroupMember,
        Self::Grouping,
        Self::GroupingOfIdnumber,
        Self::GroupingMember,
        Self::Section,
        Self::Method,
        Self::CourseMethod,
        Self::EnabledMethod,
        Self::Enrolment,
        Self::AssignedRole,
        Self::Participant,
        Self::Binding,
        Self::Link,
        Self::Losses,
        Self::Archive,
        Self::ArchivedCourse,
        Self::Backup,
        Self::Subject,
    ];

    /// The stable word, which findings have as `what`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Account => "account",
            Self::NumberedAccount => "numbered_account",
            Self::DeletedAccount => "deleted_account",
            Self::AccountOfAddress => "account_of_address",
            Self::Authentication => "authentication",
            Self::ProfileField => "profile_field",
            Self::Course => "course",
            Self::NumberedCourse => "numbered_course",
            Self::FrontPage => "front_page",
            Self::CourseFormat => "course_format",
            Self::Theme => "theme",
            Self::Language => "language",
            Self::ForumType => "forum_type",
            Self::Category => "category",
            Self::NumberedCategory => "numbered_category",
            Self::NamelessCategory => "nameless_category",
            Self::Cohort => "cohort",
            Self::NumberedCohort => "numbered_cohort",
            Self::CohortOfIdnumber => "cohort_of_idnumber",
            Self::CohortMember => "cohort_member",
            Self::Role => "role",
            Self::Group => "group",
            Self::GroupOfIdnumber => "group_of_idnumber",
            Self::GroupMember => "group_member",
            Self::Grouping => "grouping",
            Self::GroupingOfIdnumber => "grouping_of_idnumber",
            Self::GroupingMember => "grouping_member",
            Self::Section => "section",
            Self::Method => "method",
            Self::CourseMethod => "course_method",
            Self::EnabledMethod => "enabled_method",
            Self::Enrolment => "enrolment",
            Self::AssignedRole => "assigned_role",
            Self::Participant => "participant",
            Self::Binding => "binding",
            Self::Link => "link",
            Self::Losses => "losses",
            Self::Archive => "archive",
            Self::ArchivedCourse => "archived_course",
            Self::Backup => "backup",
            Self::Subject => "subject",
        }
    }
}

/// What of a thing is meant, where it is not the whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Part {
    /// The field that `field` names.
    Field,
    /// Its name.
    Name,
    /// Its short name.
    Shortname,
    /// Its path.
    Path,
    /// Its category, by number.
    Category,
    /// How many groups it has, or which.
    Groups,
    /// Which groupings it is in.
    Groupings,
    /// How many members it has, or which.
    Members,
    /// Whether it is the default of its course.
    Default,
    /// Who made it: a person, or a tool.
    Origin,
    /// The picture of an account.
    Picture,
    /// The roles of a person.
    Roles,
    /// What an account or an enrolment takes along.
    Ties,
    /// All that is in a course.
    Contents,
    /// What a reset would remove.
    Reset,
    /// What is to be done with it, by the types of operations.
    Operations,
}

impl Part {
    /// Every part, in the order of the messages.
    pub const ALL: &'static [Self] = &[
        Self::Field,
        Self::Name,
        Self::Shortname,
        Self::Path,
        Self::Category,
        Self::Groups,
        Self::Groupings,
        Self::Members,
        Self::Default,
        Self::Origin,
        Self::Picture,
        Self::Roles,
        Self::Ties,
        Self::Contents,
        Self::Reset,
        Self::Operations,
    ];

    /// The stable word, which findings have as `part`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Field => "field",
            Self::Name => "name",
            Self::Shortname => "shortname",
            Self::Path => "path",
            Self::Category => "category",
            Self::Groups => "groups",
            Self::Groupings => "groupings",
            Self::Members => "members",
            Self::Default => "default",
            Self::Origin => "origin",
            Self::Picture => "picture",
            Self::Roles => "roles",
            Self::Ties => "ties",
            Self::Contents => "contents",
            Self::Reset => "reset",
            Self::Operations => "operations",
        }
    }
}
