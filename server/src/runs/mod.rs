//! The life of a run: submitted → planned → awaiting approval → approved → executing → finished.
