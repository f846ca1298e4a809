//! The closing line of `cargo test --workspace`: what was skipped for want of a part.
#![allow(missing_docs, reason = "a program of its own, without public items")]

fn main() {
    match whole_system_tests::skip::take_account() {
        skipped if skipped.is_empty() => println!("\nNothing was skipped."),
        skipped => println!(
            "\nSKIPPED for want of a part: {}",
            skipped.into_iter().collect::<Vec<_>>().join("; ")
        ),
    }
}
