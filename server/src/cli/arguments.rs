//! What can be asked on the command line.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use toolsync_core::api::Role;
use toolsync_core::input::{Dialect, Encoding};
use toolsync_core::kinds::Kind;
use toolsync_core::messages::Language;
use toolsync_core::settings::CourseIdentifier;

use crate::moodle::WritingHours;
use crate::moodle::webservices::{Client, SiteAddress};

/// Keeps a Moodle site in step with an institution's CSV files.
///
/// Without a command, starts the server with its page (`serve`).
#[derive(Debug, Parser)]
#[command(name = "toolsync", version, disable_help_subcommand = true)]
pub struct Arguments {
    /// Folder of everything that Toolsync keeps; made when missing.
    #[arg(
        long,
        value_name = "DIR",
        global = true,
        env = "TOOLSYNC_DATA",
        default_value = "toolsync-data"
    )]
    pub data: PathBuf,

    /// What to do; `serve` when none is given.
    #[command(subcommand)]
    pub command: Option<Command>,
}

impl Arguments {
    /// Whether the server is to be started.
    pub fn is_serve(&self) -> bool {
        matches!(self.command, None | Some(Command::Serve(_)))
    }
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Checks files and says what is wrong with them, line by line. Changes nothing.
    ///
    /// Exit code: 0 no errors, 1 errors, 2 a file is unreadable or the command is misused.
    Check(Check),
    /// Shows what executing files on a site would change. Changes nothing.
    ///
    /// Exit code: 0 no row is refused, 1 some rows are, 2 a file is unreadable or the command is misused.
    Plan(Plan),
    /// Plans files, asks, executes them on a site and reports.
    ///
    /// The run appears among the page's runs, with its report, its archive and its tryback.
    ///
    /// Exit code: 0 all rows done or unchanged, 1 some failed (the tryback's path is printed), 2 refused.
    Run(Run),
    /// Writes the report of a run, as the page offers it: for people, for spreadsheets, for scripts, or as a mail to be sent on.
    Report(Report),
    /// Makes command files that take back what a run did, and says of each row how far they do and why not further. Changes nothing.
    ///
    /// Exit code: 0 every row is fully undone, 1 some are partly or not at all, 2 there is no such run or it has not ended.
    Undo(Undo),
    /// Makes files: blank templates, files of courses to delete or to reset, lists of empty categories, the reference.
    Generate {
        /// What to make.
        #[command(subcommand)]
        what: Generate,
    },
    /// Starts the server with its page.
    Serve(Serve),
    /// Manages the Moodle sites that Toolsync works on.
    Site {
        /// What to do.
        #[command(subcommand)]
        command: Site,
    },
    /// Manages the people who may sign in.
    User {
        /// What to do.
        #[command(subcommand)]
        command: User,
    },
}

impl Command {
    /// What is done when nothing is asked: `serve`, with what the environment says of it.
    pub fn usual() -> Self {
        let arguments = Arguments::parse_from(["toolsync", "serve"]);
        arguments.command.expect("`serve` is a command")
    }
}

/// How files are read, checked and told about.
#[derive(Debug, Args)]
pub struct Reading {
    /// Command files; `-` reads standard input. Several are one bundle, taken in the order of what they need
    /// (courses before users), whatever the order given.
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,

    /// Takes folders as well: of a folder and those below it, the archives of pictures (setting userpictures_fileprefix), in the
    /// order of their names. Once executed they are deleted from it, unless the setting userpictures_forcedeletion is 0.
    #[arg(long)]
    pub deposit: bool,

    /// Kind of the files; recognised from the header when not given.
    #[arg(long, value_name = "KIND", help_heading = "How the file is read")]
    pub kind: Option<Kind>,

    /// Encoding: UTF-8, UTF-16LE, UTF-16BE, windows-1252, ISO-8859-1 or ISO-8859-15; recognised from the content when not given.
    #[arg(long, value_name = "NAME", help_heading = "How the file is read")]
    pub encoding: Option<Encoding>,

    /// Separator: `;`, `,`, `:` or `tab`; recognised from the content when not given.
    #[arg(long, value_name = "CHAR", value_parser = separator, help_heading = "How the file is read")]
    pub separator: Option<char>,

    /// Sheet of a workbook (.xlsx, .ods), by its name; the first whose header is recognised when not given.
    #[arg(long, value_name = "NAME", help_heading = "How the file is read")]
    pub sheet: Option<String>,

    /// Sets a setting for this time, by its tool_sync key (`courses_forceupdate=1`); may be repeated. Other settings are those
    /// stored in the data folder.
    #[arg(
        long = "set",
        value_name = "KEY=VALUE",
        help_heading = "How the file is read"
    )]
    pub set: Vec<Setting>,

    /// Form of the output: text for people, or JSON, one object a line.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,

    /// Language of the messages: en or fr.
    #[arg(long, value_name = "LANGUAGE", default_value = "en")]
    pub lang: Language,
}

/// A setting given on the command line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting {
    /// Its tool_sync key.
    pub key: String,
    /// Its value, as tool_sync writes it.
    pub value: String,
}

impl std::str::FromStr for Setting {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (key, value) = text
            .split_once('=')
            .ok_or("write KEY=VALUE, for example courses_forceupdate=1")?;
        Ok(Self {
            key: key.trim().to_owned(),
            value: value.trim().to_owned(),
        })
    }
}

/// `toolsync check`.
#[derive(Debug, Args)]
pub struct Check {
    /// How files are read.
    #[command(flatten)]
    pub reading: Reading,

    /// Site to look courses, people and categories up on; without it the files are checked for themselves alone.
    #[arg(long, value_name = "NAME")]
    pub site: Option<String>,
}

/// `toolsync plan`.
#[derive(Debug, Args)]
pub struct Plan {
    /// How files are read.
    #[command(flatten)]
    pub reading: Reading,

    /// Site to plan for; the built-in one is named sandbox.
    #[arg(long, value_name = "NAME")]
    pub site: String,
}

/// `toolsync run`.
#[derive(Debug, Args)]
pub struct Run {
    /// How files are read.
    #[command(flatten)]
    pub reading: Reading,

    /// Site to execute on; the built-in one is named sandbox.
    #[arg(long, value_name = "NAME")]
    pub site: String,

    /// Executes without asking. Without a terminal to ask on, nothing is executed unless this is given.
    #[arg(long)]
    pub yes: bool,
}

/// `toolsync undo`.
#[derive(Debug, Args)]
pub struct Undo {
    /// Number of the run.
    #[arg(value_name = "RUN")]
    pub run: i64,

    /// Where to write the command files: a ZIP archive where the name ends in .zip, else a folder, made when missing.
    #[arg(long, value_name = "PATH")]
    pub output: Option<PathBuf>,

    /// Where to write the list of all rows with their grades, as CSV.
    #[arg(long, value_name = "FILE")]
    pub list: Option<PathBuf>,

    /// Form of the output: text for people, or JSON, one object a line.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,

    /// Language of the reasons: en or fr.
    #[arg(long, value_name = "LANGUAGE", default_value = "en")]
    pub lang: Language,
}

/// `toolsync report`.
#[derive(Debug, Args)]
pub struct Report {
    /// Number of the run.
    #[arg(value_name = "RUN")]
    pub run: i64,

    /// Which file of a run of several, from 1, in the order in which they were executed.
    #[arg(long, value_name = "NUMBER", default_value_t = 1)]
    pub file: usize,

    /// Form of the report.
    #[arg(long, value_enum, default_value_t = ReportForm::Text)]
    pub form: ReportForm,

    /// Where to write it; the standard output when not given.
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,

    /// Language of the report: en or fr.
    #[arg(long, value_name = "LANGUAGE", default_value = "en")]
    pub lang: Language,
}

/// Form of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ReportForm {
    /// Text for people.
    Text,
    /// A list for spreadsheets.
    Csv,
    /// For scripts.
    Json,
    /// A page of its own.
    Html,
    /// A mail without addressees (`.eml`): the text and the page.
    Mail,
}

/// `toolsync generate`.
#[derive(Debug, Subcommand)]
pub enum Generate {
    /// A blank file of a kind, with every column explained and an example.
    Template(TemplateOf),
    /// A course deletion file from a selection of a site's courses. Nothing is deleted: check, edit and run the file.
    Deletions(Courses),
    /// A course reset file with the usual options from a selection of a site's courses. Nothing is reset: refine, check and run the file.
    Resets(Courses),
    /// The categories of a site that hold no course, children first, and why the others stay, as CSV. Nothing is deleted.
    EmptyCategories(Categories),
    /// A file that deletes the categories of a site that hold no course, children first. Nothing is deleted: check, edit and run the file.
    CategoryDeletions(Categories),
    /// Who on a site has which picture, with its checksum, and who has none, as CSV.
    Pictures {
        /// Site whose pictures are listed; the built-in one is named sandbox.
        #[arg(long, value_name = "NAME")]
        site: String,

        /// Where to write it; the standard output when not given.
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
    },
    /// The reference of kinds and codes as Markdown files, in both languages.
    Reference {
        /// Folder to write to; made when missing.
        #[arg(value_name = "DIR")]
        folder: PathBuf,
    },
}

/// `toolsync generate template`.
#[derive(Debug, Args)]
pub struct TemplateOf {
    /// Kind of the file.
    pub kind: Kind,

    /// Form of the file.
    #[arg(long, value_enum, default_value_t = TemplateForm::Csv)]
    pub form: TemplateForm,

    /// Separator of a CSV file: `;`, `,`, `:` or `tab`.
    #[arg(long, value_name = "CHAR", value_parser = separator, default_value = ";")]
    pub separator: char,

    /// Where to write it; the standard output when not given.
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,

    /// Language of the explanations: en or fr.
    #[arg(long, value_name = "LANGUAGE", default_value = "en")]
    pub lang: Language,
}

/// Form of a template.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum TemplateForm {
    /// Text, one row a line.
    Csv,
    /// A workbook of spreadsheets.
    Xlsx,
}

/// `toolsync generate deletions` and `resets`.
#[derive(Debug, Args)]
pub struct Courses {
    /// Site whose courses are listed; the built-in one is named sandbox.
    #[arg(long, value_name = "NAME")]
    pub site: String,

    /// Only courses with this piece in their short name, full name or idnumber.
    #[arg(long, value_name = "TEXT")]
    pub search: Option<String>,

    /// Only courses in this category or below it: names from the root with / between them.
    #[arg(long, value_name = "PATH")]
    pub category: Option<String>,

    /// Only courses in which nobody takes part.
    #[arg(long)]
    pub empty: bool,

    /// Only courses that nobody has ever opened.
    #[arg(long)]
    pub never_accessed: bool,

    /// Only courses with an end before this day (2024-09-01).
    #[arg(long, value_name = "DATE")]
    pub ended_before: Option<jiff::civil::Date>,

    /// Only courses that students do not see.
    #[arg(long)]
    pub hidden: bool,

    /// What names the courses in the list.
    #[arg(long, value_enum, default_value_t = IdentifierName::Shortname)]
    pub identifier: IdentifierName,

    /// Where to write it; the standard output when not given.
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,

    /// Language of what is said about it: en or fr.
    #[arg(long, value_name = "LANGUAGE", default_value = "en")]
    pub lang: Language,
}

/// A course identifier by its name on the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum IdentifierName {
    /// The short name.
    Shortname,
    /// The idnumber.
    Idnumber,
    /// Moodle's number.
    Id,
}

impl From<IdentifierName> for CourseIdentifier {
    fn from(name: IdentifierName) -> Self {
        match name {
            IdentifierName::Shortname => Self::Shortname,
            IdentifierName::Idnumber => Self::Idnumber,
            IdentifierName::Id => Self::Id,
        }
    }
}

/// `toolsync generate empty-categories` and `category-deletions`.
#[derive(Debug, Args)]
pub struct Categories {
    /// Site whose categories are listed; the built-in one is named sandbox.
    #[arg(long, value_name = "NAME")]
    pub site: String,

    /// Only this category and those below it: names from the root with / between them.
    #[arg(long, value_name = "PATH")]
    pub under: Option<String>,

    /// Only categories without any category below them count as empty, not whole branches.
    #[arg(long)]
    pub leaves: bool,

    /// Where to write the list; the standard output when not given.
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,

    /// Language of the reasons: en or fr.
    #[arg(long, value_name = "LANGUAGE", default_value = "en")]
    pub lang: Language,
}

/// `toolsync serve`.
#[derive(Debug, Args)]
#[command(
    after_help = "People and runs are kept in SQLite in the data folder, or in PostgreSQL when the environment variable \
    TOOLSYNC_DATABASE_URL names a database (postgres://user:password@host/name)."
)]
pub struct Serve {
    /// Address and port to listen on; port 0 takes a free one, which is printed.
    #[arg(long, value_name = "ADDR", env = "TOOLSYNC_LISTEN", default_value_t = Self::LISTEN, value_parser = address)]
    pub listen: SocketAddr,

    /// People reach the server by https, through a proxy: cookies are then sent by https only.
    #[arg(long, env = "TOOLSYNC_HTTPS")]
    pub https: bool,

    /// The largest file that is taken in, in MiB.
    #[arg(long, value_name = "MIB", env = "TOOLSYNC_LARGEST_FILE", default_value_t = Self::LARGEST_FILE)]
    pub largest_file: u64,
}

impl Serve {
    /// Where the server listens unless told otherwise: this machine only.
    const LISTEN: SocketAddr =
        SocketAddr::new(std::net::IpAddr::V4(std::net::Ipv4Addr::LOCALHOST), 8080);

    /// Three million rows of a users file.
    const LARGEST_FILE: u64 = 256;
}

/// `toolsync site`.
#[derive(Debug, Subcommand)]
pub enum Site {
    /// Connects a Moodle site. Its token and the address of its database are read from the environment or asked for, and kept encrypted.
    ///
    /// The key of the encryption is in the file `key` of the data folder, or in the environment variable TOOLSYNC_KEY (64
    /// hexadecimal digits). Whoever has it and the store has the tokens and passwords.
    Add(AddSite),
    /// Lists the connected sites.
    List {
        /// Form of the output: text for people, or JSON, one object a line.
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
    },
    /// Writes the plugins for Moodle, which do what Moodle's own web services cannot, as archives to install there, and says how.
    Plugin(PluginsOut),
    /// Forgets a site and its token. On the site itself, nothing changes.
    Remove {
        /// Name of the site in Toolsync.
        name: String,
    },
    /// Asks a site who it is and what the token may do, and says what is missing, what that forbids and how to grant it.
    /// Changes nothing.
    ///
    /// Exit code: 0 nothing is missing, 1 something is, 2 the site does not answer, or the command is misused.
    Check {
        /// Name of the site in Toolsync.
        name: String,

        /// Form of the output: text for people, or JSON.
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,

        /// Language of the messages: en or fr.
        #[arg(long, value_name = "LANGUAGE", default_value = "en")]
        lang: Language,
    },
}

/// Fewer fields would not hold one row; no site has so few.
const SMALLEST_FORM: usize = 100;

/// Where the plugins for Moodle go.
#[derive(Debug, Args)]
pub struct PluginsOut {
    /// Folder for the archives, `local_toolsync.zip` and `enrol_sync.zip`; made when missing.
    #[arg(long, value_name = "FOLDER", default_value = ".")]
    pub out: PathBuf,

    /// Language of the messages: en or fr.
    #[arg(long, value_name = "LANGUAGE", default_value = "en")]
    pub lang: Language,
}

/// `toolsync site add`.
#[derive(Debug, Args)]
pub struct AddSite {
    /// Name of the site in Toolsync: lower-case letters, digits, - and _.
    pub name: String,

    /// Address of the site as a browser shows it, with https:// in front
    #[arg(long)]
    pub url: SiteAddress,

    /// Environment variable that holds the token of the site's web services; asked for on the terminal when not given.
    #[arg(long, value_name = "VAR")]
    pub token_env: Option<String>,

    /// Environment variable that holds the address of the site's database, to read its state there in seconds instead of minutes:
    /// postgres://user:password@host:port/database?prefix=mdl_, or mysql://… likewise. The account should be one that can only read
    /// (GRANT SELECT). Asked for on the terminal when the token is; may be empty.
    #[arg(long, value_name = "VAR")]
    pub database_url_env: Option<String>,

    /// How many fields the site's PHP takes at once (`max_input_vars`); more are cut off without a word, so do not guess high.
    #[arg(long, value_name = "NUMBER", default_value_t = Client::USUAL_FORM, value_parser = form_size)]
    pub fields: usize,

    /// When the site may be written to, by the clock of this machine: 22:00-06:00, or several such spans with commas between them. Runs wait
    /// until then; without this they begin at once.
    #[arg(long, value_name = "HOURS")]
    pub hours: Option<WritingHours>,
}

/// `toolsync user`.
#[derive(Debug, Subcommand)]
pub enum User {
    /// Invites a person and prints a one-time link, by which the person chooses a password.
    Add {
        /// Login name.
        login: String,
        /// Name, as others see it.
        #[arg(long)]
        name: String,
        /// What the person may do.
        #[arg(long, value_enum)]
        role: RoleName,
    },
}

/// A role by its name on the command line.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum RoleName {
    /// Checks and submits files, sees the runs.
    Staff,
    /// Also approves, refuses, sets, and invites people.
    Administrator,
}

impl From<RoleName> for Role {
    fn from(name: RoleName) -> Self {
        match name {
            RoleName::Staff => Self::Staff,
            RoleName::Administrator => Self::Administrator,
        }
    }
}

/// Form of the output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people.
    Text,
    /// For programs, one object a line.
    Json,
}

fn address(text: &str) -> Result<SocketAddr, &'static str> {
    text.parse()
        .map_err(|_| "write the number of an address and a port, for example 127.0.0.1:8080")
}

fn form_size(text: &str) -> Result<usize, &'static str> {
    let size = text.parse().ok();
    size.filter(|size| *size >= SMALLEST_FORM)
        .ok_or("write a number of fields, 100 or more")
}

fn separator(text: &str) -> Result<char, String> {
    let known = match text {
        "tab" | "TAB" | "\\t" => Some('\t'),
        _ => text.parse().ok(),
    };
    known
        .filter(|separator| Dialect::SEPARATORS.contains(separator))
        .ok_or_else(|| "use one of ; , : or tab".to_owned())
}
