//! Tools that do the same without Toolsync, each started as a person would start it.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use super::Took;

/// Whose tool.
#[derive(Debug, Clone, Copy)]
pub(super) enum Tool {
    /// Moodle's own.
    Moodles,
    /// tool_sync.
    ToolSync,
}

impl Tool {
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Moodles => "Moodle's tool",
            Self::ToolSync => "tool_sync",
        }
    }

    /// What names of what it makes hold.
    pub(super) const fn letter(self) -> char {
        match self {
            Self::Moodles => 'm',
            Self::ToolSync => 's',
        }
    }
}

/// Where the tools are.
pub(super) struct Tools {
    /// Folder of Moodle's code; none: its tools are not measured.
    code: Option<PathBuf>,
    /// Where the site's enrolment method `flatfile` looks for its file; none: it is not measured.
    flat: Option<PathBuf>,
    /// A script that has tool_sync do a file, called with its kind (`users`, `enrols`, `courses`) and path; none: it is not measured.
    tool_sync: Option<PathBuf>,
    folder: tempfile::TempDir,
}

impl Tools {
    pub(super) fn of_environment() -> Self {
        let path = |name: &str| {
            let given = std::env::var(format!("TOOLSYNC_MOODLE_{name}")).ok();
            given.map(PathBuf::from)
        };
        Self {
            code: path("CODE"),
            flat: path("FLATFILE"),
            tool_sync: path("TOOL_SYNC"),
            folder: tempfile::tempdir().unwrap(),
        }
    }

    /// Accounts: the first name shows how long the tool takes to start, the others are measured.
    pub(super) fn accounts(&self, tool: Tool, names: &[String]) -> Option<Took> {
        match tool {
            Tool::Moodles => {
                let head = "username,password,firstname,lastname,email,idnumber";
                let lines = names.iter().map(|name| {
                    format!("{name},Invented-Pw-1,Nova,{name},{name}@example.org,N-{name}")
                });
                let tool = "admin/tool/uploaduser/cli/uploaduser.php";
                self.moodles(tool, &[], head, lines)
            }
            Tool::ToolSync => {
                let head = "username;password;firstname;lastname;email;idnumber";
                let lines = names.iter().map(|name| {
                    format!("{name};Invented-Pw-1;Nova;{name};{name}@example.org;N-{name}")
                });
                self.tool_sync("users", head, lines)
            }
        }
    }

    /// Courses with their categories, likewise.
    pub(super) fn courses(&self, tool: Tool, courses: &[(String, String)]) -> Option<Took> {
        match tool {
            Tool::Moodles => {
                let head = "shortname,fullname,idnumber,category_path";
                let lines = courses
                    .iter()
                    .map(|(name, category)| format!("{name},{name},{name},{category}"));
                let options = ["--mode=createnew", "--updatemode=nothing"];
                let tool = "admin/tool/uploadcourse/cli/uploadcourse.php";
                self.moodles(tool, &options, head, lines)
            }
            Tool::ToolSync => {
                let head = "shortname;fullname;idnumber;category";
                let lines = courses
                    .iter()
                    .map(|(name, category)| format!("{name};{name};{name};{category}"));
                self.tool_sync("courses", head, lines)
            }
        }
    }

    /// Whether a tool is there for enrolments.
    pub(super) const fn can_enrol(&self, tool: Tool) -> bool {
        match tool {
            Tool::Moodles => self.code.is_some() && self.flat.is_some(),
            Tool::ToolSync => self.tool_sync.is_some(),
        }
    }

    /// Enrolments of everybody in every course. What the flat file takes without a file, tool_sync for the first enrolment, is its start.
    pub(super) fn enrolments(
        &self,
        tool: Tool,
        courses: &[String],
        people: &[String],
    ) -> Option<Took> {
        let pairs = courses
            .iter()
            .flat_map(|course| people.iter().map(move |user| (course, user)));
        match tool {
            Tool::Moodles => {
                let task = self.code.as_ref()?.join("enrol/flatfile/cli/sync.php");
                let flat = self.flat.as_ref()?;
                let start = php(&task, &[]);
                let lines: String = pairs
                    .map(|(course, user)| format!("add,student,N-{user},{course}\n"))
                    .collect();
                let rows = courses.len() * people.len();
                std::fs::write(flat, lines).unwrap();
                let whole = php(&task, &[]);
                assert!(!flat.exists(), "the flat file was not taken");
                Some(Took { rows, start, whole })
            }
            Tool::ToolSync => {
                let head = "cmd;cid;uid;rolename;enrol";
                let lines =
                    pairs.map(|(course, user)| format!("add;{course};{user};student;manual"));
                self.tool_sync("enrols", head, lines)
            }
        }
    }

    fn moodles(
        &self,
        tool: &str,
        options: &[&str],
        head: &str,
        lines: impl Iterator<Item = String>,
    ) -> Option<Took> {
        let tool = self.code.as_ref()?.join(tool);
        let run = |file: &str| {
            let given = format!("--file={file}");
            let arguments = options.iter().copied().chain([given.as_str()]);
            php(&tool, &arguments.collect::<Vec<_>>())
        };
        Some(self.timed(head, lines.collect(), run))
    }

    fn tool_sync(
        &self,
        kind: &str,
        head: &str,
        lines: impl Iterator<Item = String>,
    ) -> Option<Took> {
        let script = self.tool_sync.as_ref()?;
        Some(self.timed(head, lines.collect(), |file| php(script, &[kind, file])))
    }

    /// Has a tool do a file of the first line, and one of the others.
    fn timed(&self, head: &str, lines: Vec<String>, run: impl Fn(&str) -> f64) -> Took {
        let file = self.folder.path().join("rows.csv");
        let timed = |lines: &[String]| {
            std::fs::write(&file, format!("{head}\n{}\n", lines.join("\n"))).unwrap();
            run(file.to_str().unwrap())
        };
        let (first, rest) = lines.split_at(1);
        Took {
            rows: rest.len(),
            start: timed(first),
            whole: timed(rest),
        }
    }
}

/// Seconds that a script takes, from its start to its end.
fn php(script: &Path, arguments: &[&str]) -> f64 {
    let began = Instant::now();
    let ran = Command::new("php")
        .arg(script)
        .args(arguments)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&ran.stdout);
    assert!(ran.status.success(), "{said}");
    began.elapsed().as_secs_f64()
}
