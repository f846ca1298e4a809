//! `toolsync user`.

use super::*;

#[test]
fn an_invitation_is_a_link() {
    let desk = Desk::new();
    let add = [
        "user",
        "add",
        "ada",
        "--name",
        "Ada Lovelace",
        "--role",
        "administrator",
    ];
    let said = desk.toolsync(&add);
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(said.out.starts_with("/welcome/"), "{}", said.out);
    let again = desk.toolsync(&add);
    assert_ne!(
        said.out, again.out,
        "a new link; the old one no longer holds"
    );
    let wrong = desk.toolsync(&["user", "add", "a b", "--name", "A", "--role", "staff"]);
    assert_eq!(wrong.code, 2);
    let wrong = desk.toolsync(&["user", "add", "a", "--name", "A", "--role", "king"]);
    assert_eq!(wrong.code, 2);
    assert!(wrong.err.contains("staff"), "{}", wrong.err);
}
