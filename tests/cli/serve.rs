//! `toolsync serve`, where it cannot start.

use std::net::TcpListener;

use super::*;

#[test]
fn an_address_that_cannot_be_had_is_refused_with_what_to_do() {
    let desk = Desk::new();
    let other = TcpListener::bind("127.0.0.1:0").unwrap();
    let busy = other.local_addr().unwrap().to_string();
    for (address, advice) in [
        (busy.as_str(), "--listen"),
        ("localhost:8080", "127.0.0.1:8080"),
    ] {
        let said = desk.toolsync(&["serve", "--listen", address]);
        assert_eq!(said.code, 2, "{address}: {}", said.out);
        assert!(said.err.contains(advice), "{address}: {}", said.err);
        assert_eq!(said.out, "");
    }
}
