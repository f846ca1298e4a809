//! The page in headless Chromium, against the real binary.
#![allow(missing_docs, clippy::unwrap_used, reason = "tests")]
