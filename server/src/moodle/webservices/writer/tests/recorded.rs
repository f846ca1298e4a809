//! What a Moodle said once.
