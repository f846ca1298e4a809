//! What changes a fingerprint, and what must not.

use super::{Kind, options, plan, site};

const FILE: &str = "username;firstname;lastname;city\n\
                    m.curie;Marie;Curie;Warszawa\n\
                    j.bell;Jocelyn;Bell;Belfast\n";

#[test]
fn how_the_file_is_cut_does_not_matter() {
    let options = options(Kind::Users, |_| {});
    let whole = plan([FILE.as_bytes()], &options, site::small()).fingerprint;
    assert_eq!(whole.len(), 32);
    for size in [1, 7, 64] {
        let cut = plan(FILE.as_bytes().chunks(size), &options, site::small());
        assert_eq!(cut.fingerprint, whole);
    }
}

#[test]
fn the_file_the_settings_and_the_site_matter() {
    let base = options(Kind::Users, |_| {});
    let fingerprint = plan([FILE.as_bytes()], &base, site::small()).fingerprint;

    let other_file = FILE.replace("Belfast", "Lurgan");
    let other = plan([other_file.as_bytes()], &base, site::small());
    assert_ne!(other.fingerprint, fingerprint);

    let settings = options(Kind::Users, |settings| settings.create_passwords = true);
    let other = plan([FILE.as_bytes()], &settings, site::small());
    assert_ne!(other.fingerprint, fingerprint);

    let mut moved = site::small();
    let mut marie = moved
        .user_by_username("m.curie")
        .cloned()
        .expect("she is on the site");
    marie.fields.remove("city");
    moved.put_user(marie);
    let other = plan([FILE.as_bytes()], &base, moved);
    assert_ne!(other.fingerprint, fingerprint);
}

#[test]
fn no_password_reaches_a_stored_plan() {
    let file = "username;firstname;lastname;password\n\
                m.curie;Marie;Curie;Radium-1898\n\
                j.bell;Jocelyn;Bell;Pulsar-1967\n";
    let plan = plan(
        [file.as_bytes()],
        &options(Kind::Users, |_| {}),
        site::small(),
    );
    let json = serde_json::to_string(&plan).expect("plain data");
    assert!(!json.contains("Radium") && !json.contains("Pulsar"));
    let debug = format!("{plan:?}");
    assert!(!debug.contains("Radium") && !debug.contains("Pulsar"));
}
