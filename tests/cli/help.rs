//! `--help`: whatever changes there, changes on purpose.

use super::*;

#[test]
fn help_is_complete() {
    let desk = Desk::new();
    for command in [
        "",
        "check",
        "plan",
        "run",
        "undo",
        "serve",
        "site add",
        "site check",
        "site plugin",
        "user add",
    ] {
        let mut arguments: Vec<_> = command.split_whitespace().collect();
        arguments.push("--help");
        let said = desk.toolsync(&arguments);
        assert_eq!(said.code, 0);
        let name = format!("help_{}", command.replace(' ', "_"));
        insta::assert_snapshot!(name, said.transcript(&desk));
    }
}
