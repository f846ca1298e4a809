//! `toolsync site`, with a Moodle that says again what a real one said.

use whole_system_tests::moodle::Replay;
use whole_system_tests::postgres::Postgres;

use super::*;

/// A recorded Moodle, and the threads that it needs.
struct Moodle {
    _threads: tokio::runtime::Runtime,
    replay: Replay,
}

impl Moodle {
    fn start() -> Self {
        let threads = tokio::runtime::Runtime::new().unwrap();
        let replay = threads.block_on(Replay::start()).unwrap();
        Self {
            _threads: threads,
            replay,
        }
    }

    /// Connects it to a desk, once for each caller, under the caller's name.
    fn connect(&self, desk: &Desk, callers: &[&str]) {
        let url = format!("http://{}", self.replay.address);
        for caller in callers {
            let variable = format!("TOKEN_OF_{}", caller.to_uppercase());
            let add = [
                "site",
                "add",
                caller,
                "--url",
                &url,
                "--token-env",
                &variable,
            ];
            let said = desk.toolsync(&add);
            assert_eq!(said.code, 0, "{}", said.err);
        }
    }
}

#[test]
fn sites_are_added_listed_and_forgotten() {
    let desk = Desk::new();
    let empty = desk.toolsync(&["site", "list"]);
    assert!(empty.out.contains("toolsync site add"), "{}", empty.out);
    let moodle = Moodle::start();
    moodle.connect(&desk, &["nobody", "agent"]);
    let listed = desk.toolsync(&["site", "list", "--format", "json"]).json();
    let names: Vec<_> = listed
        .iter()
        .map(|site| site["name"].as_str().unwrap())
        .collect();
    assert_eq!(names, ["agent", "nobody"]);
    assert_eq!(listed[0]["fields"], 1000);
    assert_eq!(
        moodle.replay.called(),
        Vec::<String>::new(),
        "nothing is asked yet"
    );

    let taken = desk.toolsync(&[
        "site",
        "add",
        "agent",
        "--url",
        "https://m.example.org",
        "--token-env",
        "TOKEN_OF_AGENT",
    ]);
    assert_eq!(taken.code, 2);
    assert!(taken.err.contains("already"), "{}", taken.err);
    // A token is never an argument; without a terminal it must be in the environment.
    let unasked = desk.toolsync(&["site", "add", "other", "--url", "https://m.example.org"]);
    assert_eq!(unasked.code, 2);
    assert!(unasked.err.contains("--token-env"), "{}", unasked.err);
    let clear = desk.toolsync(&[
        "site",
        "add",
        "other",
        "--url",
        "http://m.example.org",
        "--token-env",
        "TOKEN_OF_AGENT",
    ]);
    assert_eq!(clear.code, 2);
    assert!(clear.err.contains("https"), "{}", clear.err);

    assert_eq!(desk.toolsync(&["site", "remove", "agent"]).code, 0);
    assert_eq!(desk.toolsync(&["site", "remove", "agent"]).code, 2);
    assert_eq!(desk.toolsync(&["site", "check", "agent"]).code, 2);
}

#[test]
fn a_check_says_what_is_missing_and_how_to_grant_it() {
    let desk = Desk::new();
    let moodle = Moodle::start();
    moodle.connect(&desk, &["agent", "nobody", "stranger"]);

    let said = desk.toolsync(&["site", "check", "nobody"]);
    assert_eq!(said.code, 1, "{}", said.err);
    assert!(said.out.contains("Moodle 4.5.5+"), "{}", said.out);
    // The recorded site's clock stands at noon of a day in the past.
    assert!(
        said.out.contains("s behind this machine’s")
            || said.out.contains("s ahead of this machine’s"),
        "{}",
        said.out
    );
    let line = |out: &str, piece: &str| {
        out.lines()
            .find(|line| line.contains(piece))
            .unwrap()
            .to_owned()
    };
    assert_eq!(
        line(&said.out, "delete accounts"),
        "  not allowed: delete accounts. Without it: user deletion files are refused. Allow the role of the account what it lacks \
         of these (Site administration, Users, Permissions, Define roles): moodle/user:delete"
    );
    let said = desk.toolsync(&["site", "check", "nobody", "--lang", "fr"]);
    assert_eq!(
        line(&said.out, "supprimer des comptes"),
        "  non autorisé\u{a0}: supprimer des comptes. Sans cela\u{a0}: les fichiers de suppression d’utilisateurs sont refusés. \
         Accordez au rôle du compte ce qui lui manque de ceci (Administration du site, Utilisateurs, Permissions, Définition des \
         rôles)\u{a0}: moodle/user:delete"
    );

    let json = &desk
        .toolsync(&["site", "check", "agent", "--format", "json"])
        .json()[0];
    assert_eq!(json["account"], "sync.agent");
    assert_eq!(json["companion"], serde_json::Value::Null);
    assert_eq!(json["largest_form"], 1000);
    let abilities = json["abilities"].as_array().unwrap();
    assert_eq!(abilities.len(), 17);
    assert!(
        abilities
            .iter()
            .all(|ability| ability["standing"] != "not_permitted")
    );

    let said = desk.toolsync(&["site", "check", "stranger"]);
    assert_eq!(said.code, 2);
    assert!(said.err.contains("does not know the token"), "{}", said.err);
    let json = &desk
        .toolsync(&["site", "check", "stranger", "--format", "json"])
        .json()[0];
    assert_eq!(
        (&json["error"], &json["code"]),
        (&"refused".into(), &"invalidtoken".into())
    );
}

#[test]
fn a_token_is_in_no_log_and_in_no_file_in_clear() {
    let desk = Desk::new();
    let moodle = Moodle::start();
    let url = format!("http://{}", moodle.replay.address);
    let token = "agentsecret0123456789abcdef";
    // Nobody listens on port 1.
    let database = format!("postgres://reader:{token}@127.0.0.1:1/moodle");
    let run = |arguments: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_toolsync"))
            .args(arguments)
            .env("TOOLSYNC_DATA", desk.data())
            .env_remove("TOOLSYNC_DATABASE_URL")
            .env_remove("TOOLSYNC_KEY")
            .env("RUST_LOG", "trace")
            .env("A_TOKEN", token)
            .env("A_DATABASE", &database)
            .stdin(Stdio::null())
            .output()
            .unwrap();
        [output.stdout, output.stderr].concat()
    };
    let mut said = run(&[
        "site",
        "add",
        "logged",
        "--url",
        &url,
        "--token-env",
        "A_TOKEN",
        "--database-url-env",
        "A_DATABASE",
    ]);
    said.extend(run(&["site", "check", "logged"]));
    said.extend(run(&["site", "list", "--format", "json"]));
    assert_eq!(moodle.replay.called(), ["core_webservice_get_site_info"]);
    let shown = String::from_utf8_lossy(&said).into_owned();
    assert!(shown.contains("does not let Toolsync in"), "{shown}");
    let holds = |bytes: &[u8]| {
        bytes
            .windows(token.len())
            .any(|window| window == token.as_bytes())
    };
    assert!(!holds(&said), "{}", String::from_utf8_lossy(&said));
    for entry in std::fs::read_dir(desk.data()).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            assert!(!holds(&std::fs::read(&path).unwrap()), "{}", path.display());
        }
    }
}

#[test]
fn the_plugins_for_moodle_are_written_with_instructions() {
    let desk = Desk::new();
    let folder = desk.data().with_file_name("plugins");
    let folder = folder.to_str().unwrap();
    let said = desk.toolsync(&["site", "plugin", "--out", folder]);
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(said.out.contains("local/toolsync:apply"), "{}", said.out);
    for (component, folder_in_moodle) in [("local_toolsync", "toolsync"), ("enrol_sync", "sync")] {
        let archive = std::fs::read(format!("{folder}/{component}.zip")).unwrap();
        assert!(archive.starts_with(b"PK\x03\x04"));
        // The name of the first entry stands after the 30 bytes of its header.
        assert!(archive[30..].starts_with(format!("{folder_in_moodle}/").as_bytes()));
    }
    let said = desk.toolsync(&["site", "plugin", "--out", folder, "--lang", "fr"]);
    assert!(said.out.contains("Installer des plugins"), "{}", said.out);
}

#[test]
fn a_check_looks_at_the_database() {
    let Some(server) = Postgres::start("the database of a checked site").unwrap() else {
        return;
    };
    let desk = Desk::new();
    let moodle = Moodle::start();
    let url = format!("http://{}", moodle.replay.address);
    let add = |name: &str, address: &str| {
        Command::new(env!("CARGO_BIN_EXE_toolsync"))
            .args(["site", "add", name, "--url", &url])
            .args(["--token-env", "A_TOKEN", "--database-url-env", "A_DATABASE"])
            .env("TOOLSYNC_DATA", desk.data())
            .env_remove("TOOLSYNC_DATABASE_URL")
            .env_remove("TOOLSYNC_KEY")
            .env("A_TOKEN", "agent")
            .env("A_DATABASE", address)
            .stdin(Stdio::null())
            .status()
            .unwrap()
            .code()
    };
    // A slip is found before the site is kept.
    assert_eq!(add("slip", "127.0.0.1/moodle"), Some(2));
    assert_eq!(add("empty", &server.url()), Some(0));
    let listed = desk.toolsync(&["site", "list", "--format", "json"]).json();
    assert_eq!(listed.len(), 1);
    assert_eq!(listed[0]["database"], true);

    let said = desk.toolsync(&["site", "check", "empty"]);
    assert_eq!(said.code, 1, "{}", said.err);
    let told = "error: The database has no table mdl_config that the account may read.";
    assert!(said.out.contains(told), "{}", said.out);
    let json = &desk
        .toolsync(&["site", "check", "empty", "--format", "json"])
        .json()[0];
    assert_eq!(json["database"]["error"], "no_moodle");
}
