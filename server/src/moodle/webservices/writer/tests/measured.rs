//! Rows per second on a live Moodle, beside Moodle's own tools in the same run (`docs/performance.md`, "Against a live Moodle").

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use serde_json::{Value as Json, json};
use toolsync_core::plan::{AccountState, Ending};
use toolsync_core::site::{Category, Course, User};

use super::live::Live;
use super::operations::NOW;
use super::*;

/// Calls of so many rows, and so many in flight.
const GRID: [(usize, usize); 9] = [
    (10, 1),
    (10, 2),
    (10, 4),
    (20, 1),
    (20, 2),
    (20, 4),
    (50, 1),
    (50, 2),
    (50, 4),
];

/// The same for courses, of which each takes as long as ten accounts.
const COURSE_GRID: [(usize, usize); 6] = [(5, 1), (5, 2), (5, 4), (10, 1), (10, 2), (10, 4)];

/// How many of a grid, from its end, are measured when the environment does not ask for all: calls of the size that is used.
const USUAL: usize = 3;

/// Rows of each measurement.
const ACCOUNTS: usize = 100;
const COURSES: usize = 20;

/// Who is enrolled where: everybody in every course.
const PEOPLE: usize = 100;
const PLACES: usize = 4;

/// What is measured of a grid.
fn cells(grid: &[(usize, usize)]) -> &[(usize, usize)] {
    match std::env::var("TOOLSYNC_MOODLE_GRID") {
        Ok(_) => grid,
        Err(_) => &grid[grid.len() - USUAL..],
    }
}

/// Rates by what was measured, in the order in which they came.
#[derive(Default)]
struct Rates(Vec<(String, Vec<f64>)>);

impl Rates {
    #[expect(clippy::cast_precision_loss, reason = "some thousands")]
    fn add(&mut self, what: String, rows: usize, seconds: f64) {
        let rate = rows as f64 / seconds;
        println!("{what}: {rate:.1}/s");
        match self.0.iter_mut().find(|(name, _)| *name == what) {
            Some((_, rates)) => rates.push(rate),
            None => self.0.push((what, vec![rate])),
        }
    }

    fn print(&mut self) {
        println!("\n| measured | rows/s, median | of rounds |\n|---|---|---|");
        for (name, rates) in &mut self.0 {
            rates.sort_by(f64::total_cmp);
            let all: Vec<String> = rates.iter().map(|rate| format!("{rate:.0}")).collect();
            println!(
                "| {name} | {:.0} | {} |",
                rates[rates.len() / 2],
                all.join(", ")
            );
        }
    }
}

fn limits((batch, at_once): (usize, usize)) -> Limits {
    Limits {
        batch: Some(batch),
        at_once,
        ..Limits::default()
    }
}

/// A live site with a larger form than usual, where the environment says so.
fn live(limits: Limits) -> Option<Live> {
    Live::of_environment(limits)
}

#[tokio::test]
#[ignore = "takes minutes; TOOLSYNC_MOODLE_ROUNDS says how often each is measured"]
async fn rows_per_second() {
    let rounds = std::env::var("TOOLSYNC_MOODLE_ROUNDS").ok();
    let rounds = rounds.and_then(|rounds| rounds.parse().ok()).unwrap_or(1);
    let code = std::env::var("TOOLSYNC_MOODLE_CODE")
        .ok()
        .map(PathBuf::from);
    let Some(site) = live(Limits::default()) else {
        return;
    };
    let mut rates = Rates::default();
    let folder = tempfile::tempdir().unwrap();
    let tools = Tools {
        code,
        folder: folder.path().to_owned(),
        flat: std::env::var("TOOLSYNC_MOODLE_FLATFILE")
            .ok()
            .map(PathBuf::from),
    };
    let known = stage(&site).await;
    for round in 0..rounds {
        accounts(&mut rates, &tools, round).await;
        enrolments(&mut rates, &tools, &known, &site).await;
        courses(&mut rates, &tools, round).await;
    }
    rates.print();
    strike(&site, &known).await;
}

/// The people and courses that are enrolled, with their ids.
async fn stage(site: &Live) -> SiteIndex {
    let mut known = nothing_known();
    known.put_category(Category {
        id: 1,
        parent: 0,
        name: "Category 1".to_owned(),
        idnumber: String::new(),
        visible: true,
    });
    let people: Vec<String> = (0..PEOPLE).map(|n| site.name(&format!("p{n}"))).collect();
    site.rows(people.iter().map(|name| new_user(name)).collect())
        .await;
    let places: Vec<String> = (0..PLACES).map(|n| site.name(&format!("P{n}"))).collect();
    site.rows(places.iter().map(|name| course(name)).collect())
        .await;
    for username in people {
        let id = site.user(&username).await["id"].as_u64().unwrap();
        known.put_user(User {
            id,
            fields: fields(&[("idnumber", text(&format!("N-{username}")))]),
            username,
            ..User::default()
        });
    }
    for shortname in places {
        let id = site.course(&shortname).await["id"].as_u64().unwrap();
        known.put_course(Course {
            id,
            shortname,
            category: 1,
            ..Course::default()
        });
    }
    known
}

async fn strike(site: &Live, known: &SiteIndex) {
    let courses = known
        .courses()
        .map(|course| delete_course(&course.shortname));
    site.rows(courses.collect()).await;
    let users = known.users().map(|user| delete_user(&user.username));
    site.rows(users.collect()).await;
}

async fn accounts(rates: &mut Rates, tools: &Tools, round: usize) {
    for cell in cells(&GRID).iter().copied() {
        let site = live(limits(cell)).unwrap();
        let names: Vec<String> = (0..ACCOUNTS)
            .map(|n| site.name(&format!("a{round}x{}x{}n{n}", cell.0, cell.1)))
            .collect();
        let began = Instant::now();
        site.rows(names.iter().map(|name| new_user(name)).collect())
            .await;
        let what = format!("accounts, calls of {}, {} at a time", cell.0, cell.1);
        rates.add(what, ACCOUNTS, began.elapsed().as_secs_f64());
        site.rows(names.iter().map(|name| delete_user(name)).collect())
            .await;
    }
    let site = live(Limits::default()).unwrap();
    let names: Vec<String> = (0..ACCOUNTS)
        .map(|n| site.name(&format!("t{round}n{n}")))
        .collect();
    let line =
        |name: &String| format!("{name},Invented-Pw-1,Nova,{name},{name}@example.org,N-{name}");
    let head = "username,password,firstname,lastname,email,idnumber";
    let lines = names.iter().map(line).collect();
    if let Some(seconds) = tools.timed("admin/tool/uploaduser/cli/uploaduser.php", &[], head, lines)
    {
        rates.add(
            "accounts, Moodle's uploader".to_owned(),
            ACCOUNTS - 1,
            seconds,
        );
        site.rows(names.iter().map(|name| delete_user(name)).collect())
            .await;
    }
}

async fn enrolments(rates: &mut Rates, tools: &Tools, known: &SiteIndex, site: &Live) {
    let pairs: Vec<(&Course, &User)> = known
        .courses()
        .flat_map(|course| known.users().map(move |user| (course, user)))
        .collect();
    for cell in cells(&GRID).iter().copied() {
        let mut site = live(limits(cell)).unwrap();
        site.known = known.clone();
        let pairs = pairs.iter();
        let rows: Vec<Operation> = pairs
            .map(|(course, user)| enrol(&course.shortname, &user.username))
            .collect();
        let count = rows.len();
        let began = Instant::now();
        site.rows(rows).await;
        let what = format!("enrolments, calls of {}, {} at a time", cell.0, cell.1);
        rates.add(what, count, began.elapsed().as_secs_f64());
        unenrol(&site, known).await;
    }
    let Some(flat) = &tools.flat else {
        return;
    };
    let seconds = tools.flat_file(flat, known, site).await;
    if let Some(seconds) = seconds {
        rates.add(
            "enrolments, Moodle's flat file".to_owned(),
            pairs.len(),
            seconds,
        );
    }
}

async fn unenrol(site: &Live, known: &SiteIndex) {
    let rows = known.courses().flat_map(|course| {
        known.users().map(move |user| Operation::Unenrol {
            course: course.shortname.clone(),
            user: user.username.clone(),
            method: "manual".to_owned(),
            old: NOW,
            with: Ending::default(),
        })
    });
    site.rows(rows.collect()).await;
}

async fn courses(rates: &mut Rates, tools: &Tools, round: usize) {
    for cell in cells(&COURSE_GRID).iter().copied() {
        let site = live(limits(cell)).unwrap();
        let names: Vec<String> = (0..COURSES)
            .map(|n| site.name(&format!("c{round}x{}x{}n{n}", cell.0, cell.1)))
            .collect();
        let began = Instant::now();
        site.rows(names.iter().map(|name| course(name)).collect())
            .await;
        let what = format!("courses, calls of {}, {} at a time", cell.0, cell.1);
        rates.add(what, COURSES, began.elapsed().as_secs_f64());
        site.rows(names.iter().map(|name| delete_course(name)).collect())
            .await;
    }
    let site = live(Limits::default()).unwrap();
    let names: Vec<String> = (0..COURSES)
        .map(|n| site.name(&format!("u{round}n{n}")))
        .collect();
    let lines = names
        .iter()
        .map(|name| format!("{name},{name},1"))
        .collect();
    let tool = "admin/tool/uploadcourse/cli/uploadcourse.php";
    let options = ["--mode=createnew", "--updatemode=nothing"];
    if let Some(seconds) = tools.timed(tool, &options, "shortname,fullname,category", lines) {
        rates.add(
            "courses, Moodle's uploader".to_owned(),
            COURSES - 1,
            seconds,
        );
        site.rows(names.iter().map(|name| delete_course(name)).collect())
            .await;
    }
}

/// Moodle's own command-line tools.
struct Tools {
    /// Folder of Moodle's code; none: they are not measured.
    code: Option<PathBuf>,
    folder: PathBuf,
    /// Where the site's enrolment method `flatfile` looks for its file; none: it is not measured.
    flat: Option<PathBuf>,
}

impl Tools {
    /// The seconds that a tool takes for all lines but the first: that one alone shows how long it takes to start.
    fn timed(&self, tool: &str, options: &[&str], head: &str, lines: Vec<String>) -> Option<f64> {
        let code = self.code.as_ref()?;
        let (first, rest) = lines.split_first()?;
        let file = self.folder.join("rows.csv");
        let run = |lines: &[String]| {
            std::fs::write(&file, format!("{head}\n{}\n", lines.join("\n"))).unwrap();
            let given = format!("--file={}", file.display());
            php(
                &code.join(tool),
                options.iter().copied().chain([given.as_str()]),
            )
        };
        let start = run(std::slice::from_ref(first));
        Some(run(rest) - start)
    }

    /// The same for enrolments in a flat file, which the site's task takes and deletes.
    async fn flat_file(&self, flat: &Path, known: &SiteIndex, site: &Live) -> Option<f64> {
        let code = self.code.as_ref()?;
        for course in known.courses() {
            let idnumber = text(&course.shortname);
            let change = toolsync_core::plan::Change {
                field: "idnumber".to_owned(),
                old: None,
                new: Some(idnumber),
            };
            site.rows(vec![Operation::UpdateCourse {
                shortname: course.shortname.clone(),
                changes: vec![change],
                category: None,
            }])
            .await;
        }
        let task = code.join("enrol/flatfile/cli/sync.php");
        let start = php(&task, ["-v"].into_iter());
        let lines = |command: &str| {
            let pairs = known.courses().flat_map(|course| {
                known.users().map(move |user| {
                    let person = user.fields["idnumber"].to_string();
                    format!("{command},student,{person},{}\n", course.shortname)
                })
            });
            pairs.collect::<Vec<String>>()
        };
        std::fs::write(flat, lines("add").concat()).unwrap();
        let seconds = php(&task, ["-v"].into_iter()) - start;
        let people = participants(site, known).await;
        assert_eq!(people, lines("add").len(), "the flat file was not taken");
        // The next round begins where this one did.
        std::fs::write(flat, lines("del").concat()).unwrap();
        php(&task, ["-v"].into_iter());
        Some(seconds)
    }
}

/// How many people are enrolled, over all courses.
async fn participants(site: &Live, known: &SiteIndex) -> usize {
    let mut count = 0;
    for course in known.courses() {
        let asked = json!({"courseid": course.id});
        let people: Json = site.ask("core_enrol_get_enrolled_users", asked).await;
        count += people.as_array().map_or(0, Vec::len);
    }
    count
}

fn php<'a>(script: &Path, arguments: impl Iterator<Item = &'a str>) -> f64 {
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

fn course(name: &str) -> Operation {
    Operation::CreateCourse {
        shortname: name.to_owned(),
        category: CategoryKey {
            id: Some(1),
            path: vec!["Category 1".to_owned()],
        },
        fields: fields(&[("fullname", text(name))]),
        template: String::new(),
    }
}

fn delete_course(name: &str) -> Operation {
    Operation::DeleteCourse {
        shortname: name.to_owned(),
        old: Box::new(empty_course()),
    }
}

fn delete_user(name: &str) -> Operation {
    Operation::DeleteUser {
        username: name.to_owned(),
        old: AccountState::default(),
    }
}
