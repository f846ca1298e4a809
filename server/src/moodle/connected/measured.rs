//! Rows per second on a live Moodle: by the companion, by core functions, and by tools that are there without Toolsync, in the same run
//! (`docs/performance.md`, "Writing to a live Moodle").

mod tools;

use std::collections::BTreeMap;
use std::time::Instant;

use toolsync_core::kinds::Value;
use toolsync_core::plan::{AccountState, CategoryKey, Operation, Secret};
use toolsync_core::site::{Fields, Password};

use self::tools::{Tool, Tools};
use super::*;
use crate::moodle::WritingHours;
use crate::moodle::testing::{empty_course, enrol};
use crate::moodle::webservices::WriterLimits;

/// Enrolments are of so many people a course.
const PEOPLE_OF_A_COURSE: usize = 200;

/// What a writer or a tool took for rows.
#[derive(Debug, Clone, Copy)]
struct Took {
    rows: usize,
    /// Seconds until the first row was begun: reading the site, or what a tool takes for a file of one row.
    start: f64,
    /// Seconds from start to end.
    whole: f64,
}

impl Took {
    #[expect(clippy::cast_precision_loss, reason = "some thousands")]
    fn rates(self) -> (f64, f64) {
        let rows = self.rows as f64;
        (rows / self.whole, rows / (self.whole - self.start))
    }
}

/// Who writes.
#[derive(Debug, Clone, Copy)]
enum Writes {
    /// The companion, with so many calls at a time.
    Companion(usize),
    /// Moodle's core functions, with so many calls at a time.
    CoreFunctions(usize),
}

/// A live site, and how much is measured on it.
struct Trial {
    connection: Connection,
    token: String,
    database: Option<String>,
    at_once: Vec<usize>,
    tools: Tools,
    /// What all names begin with.
    mark: String,
    /// Rates by what was written and by whom, of each round: whole, and without the start.
    rates: BTreeMap<(&'static str, String), Vec<(f64, f64)>>,
}

/// A number of the environment.
fn number(name: &str, usual: usize) -> usize {
    let given = std::env::var(format!("TOOLSYNC_MOODLE_{name}")).ok();
    given.map_or(usual, |given| given.parse().unwrap())
}

impl Trial {
    /// That of the environment; none without an address and a token.
    fn of_environment() -> Option<Self> {
        let variable = |name: &str| std::env::var(format!("TOOLSYNC_MOODLE_{name}")).ok();
        let (Some(address), Some(token)) = (variable("URL"), variable("TOKEN")) else {
            println!("left out: TOOLSYNC_MOODLE_URL and TOOLSYNC_MOODLE_TOKEN name no live Moodle");
            return None;
        };
        let at_once = variable("AT_ONCE").unwrap_or_else(|| "1,2,4".to_owned());
        Some(Self {
            connection: Connection {
                name: "measured".to_owned(),
                address: address.parse().unwrap(),
                digest_key: [0; 16],
                largest_form: number("FIELDS", Client::USUAL_FORM),
                added_at: String::new(),
                hours: WritingHours::default(),
                database: None,
            },
            token,
            database: variable("DATABASE_URL"),
            at_once: at_once.split(',').map(|one| one.parse().unwrap()).collect(),
            tools: Tools::of_environment(),
            mark: format!("measured{}", jiff::Timestamp::now().as_second()),
            rates: BTreeMap::new(),
        })
    }

    /// The site, not asked anything yet.
    fn site(&self) -> Connected {
        let (address, fields) = (&self.connection.address, self.connection.largest_form);
        let client = Client::new(address, Secret(self.token.clone()), fields).unwrap();
        let database = self.database.as_ref();
        let database = database.map(|database| Database::new(database.parse().unwrap()));
        Connected::new(self.connection.clone(), client, database)
    }

    /// Has rows written as a run writes them, and says how long it took. Every row must take effect.
    async fn write(&self, who: Writes, rows: &[Vec<Operation>]) -> Took {
        let began = Instant::now();
        let mut site = self.site();
        site.snapshot().await.unwrap();
        match who {
            Writes::Companion(at_once) => site.in_flight = at_once,
            Writes::CoreFunctions(at_once) => {
                let limits = WriterLimits {
                    at_once,
                    ..WriterLimits::default()
                };
                site.writer = Writer::new(site.client.clone(), limits);
                *site.means.get_mut().unwrap() = Some(Means::CoreFunctions { account: 0 });
            }
        }
        let start = began.elapsed().as_secs_f64();
        let mut waiting = rows;
        while !waiting.is_empty() {
            let (together, later) = waiting.split_at(site.rows_at_once().min(waiting.len()));
            waiting = later;
            let together: Vec<RowToApply<'_>> = together
                .iter()
                .map(|operations| RowToApply {
                    operations,
                    content: None,
                })
                .collect();
            for (row, applied) in together.iter().zip(site.apply(&together).await.unwrap()) {
                assert_eq!(applied, Applied::Done, "{row:?}");
            }
        }
        let whole = began.elapsed().as_secs_f64();
        Took {
            rows: rows.len(),
            start,
            whole,
        }
    }

    /// Everybody who writes, in the order in which they are measured.
    fn writers(&self) -> Vec<(String, Writes)> {
        let companion = self.at_once.iter().map(|at_once| {
            let name = format!("companion, {at_once} at a time");
            (name, Writes::Companion(*at_once))
        });
        let core = self.at_once.iter().map(|at_once| {
            let name = format!("core functions, {at_once} at a time");
            (name, Writes::CoreFunctions(*at_once))
        });
        companion.chain(core).collect()
    }

    fn note(&mut self, what: &'static str, who: &str, took: Option<Took>) {
        let Some(took) = took else { return };
        let (whole, without) = took.rates();
        let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
        let load = load.split(' ').next().unwrap_or_default();
        println!(
            "{what}, {who}: {} rows in {:.2} s, of which {:.2} s start: {whole:.0}/s, {without:.0}/s without the start (load {load})",
            took.rows, took.whole, took.start
        );
        let rates = self.rates.entry((what, who.to_owned())).or_default();
        rates.push((whole, without));
    }

    /// Has rows made by core functions, outside of any measurement.
    async fn make(&self, rows: impl IntoIterator<Item = Operation>) {
        let rows: Vec<Vec<Operation>> = rows.into_iter().map(|one| vec![one]).collect();
        self.write(Writes::CoreFunctions(2), &rows).await;
    }

    /// Has rows taken away again by core functions, which takes longer than to make them; not from a site that is thrown away afterwards.
    async fn remove(&self, rows: impl IntoIterator<Item = Operation>) {
        if std::env::var("TOOLSYNC_MOODLE_KEEP").is_err() {
            self.make(rows).await;
        }
    }

    fn names(&self, kind: &str, count: usize) -> Vec<String> {
        let name = |n| format!("{}{kind}n{n}", self.mark);
        (0..count).map(name).collect()
    }

    async fn accounts(&mut self, round: usize) {
        let count = number("ACCOUNTS", 500);
        for (place, (who, writes)) in self.writers().into_iter().enumerate() {
            let names = self.names(&format!("a{round}w{place}"), count);
            let rows: Vec<_> = names.iter().map(|name| vec![account(name)]).collect();
            let took = self.write(writes, &rows).await;
            self.note("accounts", &who, Some(took));
            self.remove(names.iter().map(|name| delete_account(name)))
                .await;
        }
        for tool in [Tool::Moodles, Tool::ToolSync] {
            let names = self.names(&format!("a{round}{}", tool.letter()), count + 1);
            if let Some(took) = self.tools.accounts(tool, &names) {
                self.note("accounts", tool.name(), Some(took));
                self.remove(names.iter().map(|name| delete_account(name)))
                    .await;
            }
        }
    }

    /// Everybody in every course, which are others each time.
    async fn enrolments(&mut self, round: usize, people: &[String]) {
        let count = number("ENROLMENTS", 2000) / PEOPLE_OF_A_COURSE;
        let category = self.categories(&format!("e{round}"), 1).await.remove(0);
        for (place, (who, writes)) in self.writers().into_iter().enumerate() {
            let courses = self.names(&format!("e{round}w{place}"), count);
            self.make(courses.iter().map(|name| course(name, &category)))
                .await;
            let pairs = courses
                .iter()
                .flat_map(|course| people.iter().map(move |user| vec![enrol(course, user)]));
            let took = self.write(writes, &pairs.collect::<Vec<_>>()).await;
            self.note("enrolments", &who, Some(took));
            self.remove(courses.iter().map(|name| delete_course(name)))
                .await;
        }
        for tool in [Tool::Moodles, Tool::ToolSync] {
            let courses = self.names(&format!("e{round}{}", tool.letter()), count);
            if !self.tools.can_enrol(tool) {
                continue;
            }
            self.make(courses.iter().map(|name| course(name, &category)))
                .await;
            let took = self.tools.enrolments(tool, &courses, people);
            self.note("enrolments", tool.name(), took);
            self.remove(courses.iter().map(|name| delete_course(name)))
                .await;
        }
        self.remove([delete_category(&category)]).await;
    }

    /// New courses in one category, or spread over several. Each writer and tool gets categories of its own: a new course moves all others of
    /// its category, so that the last would have most to do.
    async fn courses(&mut self, round: usize, what: &'static str, categories: usize) {
        let count = number("COURSES", 60);
        for (place, (who, writes)) in self.writers().into_iter().enumerate() {
            let kind = format!("c{round}k{categories}w{place}");
            let places = self.categories(&kind, categories).await;
            let names = self.names(&kind, count);
            let rows: Vec<_> = names
                .iter()
                .zip(places.iter().cycle())
                .map(|(name, category)| vec![course(name, category)])
                .collect();
            let took = self.write(writes, &rows).await;
            self.note(what, &who, Some(took));
            self.remove(names.iter().map(|name| delete_course(name)))
                .await;
            self.remove(places.iter().map(|name| delete_category(name)))
                .await;
        }
        for tool in [Tool::Moodles, Tool::ToolSync] {
            let kind = format!("c{round}k{categories}{}", tool.letter());
            let places = self.categories(&kind, categories).await;
            let names = self.names(&kind, count + 1);
            let lines: Vec<_> = names
                .iter()
                .cloned()
                .zip(places.iter().cycle().cloned())
                .collect();
            if let Some(took) = self.tools.courses(tool, &lines) {
                self.note(what, tool.name(), Some(took));
                self.remove(names.iter().map(|name| delete_course(name)))
                    .await;
            }
            self.remove(places.iter().map(|name| delete_category(name)))
                .await;
        }
    }

    /// Makes so many categories of the first level, and says their names.
    async fn categories(&self, kind: &str, count: usize) -> Vec<String> {
        let names = self.names(&format!("{kind}k"), count);
        for name in &names {
            self.make([create_category(name)]).await;
        }
        names
    }

    fn print(&self) {
        let middle = |rates: &[(f64, f64)], of: fn(&(f64, f64)) -> f64| {
            let mut rates: Vec<f64> = rates.iter().map(of).collect();
            rates.sort_by(f64::total_cmp);
            rates[rates.len() / 2]
        };
        println!(
            "\n| rows | by | rows/s, median | × Moodle's tool | rows/s without the start | × Moodle's tool | rounds |"
        );
        println!("|---|---|---|---|---|---|---|");
        for ((what, who), rates) in &self.rates {
            let tool = self.rates.get(&(*what, Tool::Moodles.name().to_owned()));
            let (whole, without) = (middle(rates, |r| r.0), middle(rates, |r| r.1));
            let ratio = |rate: f64, of: fn(&(f64, f64)) -> f64| {
                tool.map_or(String::new(), |tool| {
                    format!("{:.2}", rate / middle(tool, of))
                })
            };
            let rounds: Vec<String> = rates.iter().map(|(rate, _)| format!("{rate:.0}")).collect();
            println!(
                "| {what} | {who} | {whole:.0} | {} | {without:.0} | {} | {} |",
                ratio(whole, |r| r.0),
                ratio(without, |r| r.1),
                rounds.join(", ")
            );
        }
    }
}

#[tokio::test]
#[ignore = "takes minutes; TOOLSYNC_MOODLE_ROUNDS says how often each is measured"]
async fn rows_per_second() {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let Some(mut trial) = Trial::of_environment() else {
        return;
    };
    let several = number("CATEGORIES", 6);
    let people = trial.names("p", PEOPLE_OF_A_COURSE);
    trial.make(people.iter().map(|name| account(name))).await;
    for round in 0..number("ROUNDS", 1) {
        trial.accounts(round).await;
        trial.enrolments(round, &people).await;
        trial.courses(round, "courses, one category", 1).await;
        trial
            .courses(round, "courses, several categories", several)
            .await;
    }
    trial.print();
    trial
        .remove(people.iter().map(|name| delete_account(name)))
        .await;
}

fn fields(pairs: &[(&str, &str)]) -> Fields {
    let pairs = pairs.iter();
    pairs
        .map(|(name, value)| ((*name).to_owned(), Value::Text((*value).to_owned())))
        .collect()
}

/// The key of a category of the first level, which a look at the site gives its id.
fn key(name: &str) -> CategoryKey {
    CategoryKey {
        id: None,
        path: vec![name.to_owned()],
    }
}

fn create_category(name: &str) -> Operation {
    Operation::CreateCategory {
        category: key(name),
        visible: true,
    }
}

fn delete_category(name: &str) -> Operation {
    Operation::DeleteCategory {
        category: key(name),
        old: Box::default(),
    }
}

fn account(name: &str) -> Operation {
    let email = format!("{name}@example.org");
    let idnumber = format!("N-{name}");
    Operation::CreateUser {
        username: name.to_owned(),
        fields: fields(&[
            ("firstname", "Nova"),
            ("lastname", name),
            ("email", &email),
            ("idnumber", &idnumber),
        ]),
        password: Password::Set,
        secret: Secret("Invented-Pw-1".to_owned()),
        digest: "0123456789abcdef0123456789abcdef".to_owned(),
        force_change: false,
        mail: String::new(),
    }
}

fn delete_account(name: &str) -> Operation {
    Operation::DeleteUser {
        username: name.to_owned(),
        old: AccountState::default(),
    }
}

fn course(name: &str, category: &str) -> Operation {
    Operation::CreateCourse {
        shortname: name.to_owned(),
        category: key(category),
        fields: fields(&[("fullname", name), ("idnumber", name)]),
        template: String::new(),
    }
}

/// By core functions, which do not look at what the plan saw.
fn delete_course(name: &str) -> Operation {
    Operation::DeleteCourse {
        shortname: name.to_owned(),
        old: Box::new(empty_course()),
    }
}
