//! Which archives of a folder are pictures, and in which order they are taken (`spec/files.md` §13).

use crate::settings::Settings;

/// Whether a file of this path, its folders joined by `/`, is one to take pictures from: its name begins with the prefix of the
/// settings, letter by letter (Q47: never as a pattern), and ends in `.zip`.
pub fn is_candidate(path: &str, settings: &Settings) -> bool {
    let file = path.rsplit_once('/').map_or(path, |(_, file)| file);
    let is_zip = file
        .get(file.len().saturating_sub(4)..)
        .is_some_and(|ending| ending.eq_ignore_ascii_case(".zip"));
    is_zip && file.starts_with(&settings.picture_prefix)
}

/// Those of `paths` to take pictures from, in the order in which they are taken: folder by folder, then name by name, so that of two
/// archives in a folder the one of the later date wins.
pub fn in_order<'p>(paths: impl IntoIterator<Item = &'p str>, settings: &Settings) -> Vec<&'p str> {
    let mut candidates: Vec<_> = paths
        .into_iter()
        .filter(|path| is_candidate(path, settings))
        .collect();
    candidates.sort_by_key(|path| path.rsplit_once('/').unwrap_or(("", path)));
    candidates
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with_prefix(prefix: &str) -> Settings {
        Settings {
            picture_prefix: prefix.to_owned(),
            ..Settings::default()
        }
    }

    /// Quirk Q47: the prefix is 1 at the first display, and is used as a pattern.
    #[test]
    fn q47_the_prefix_is_a_text_and_has_a_default() {
        let settings = Settings::default();
        assert_eq!(settings.picture_prefix, "userpictures_");
        for (path, taken) in [
            ("userpictures_20240901.zip", true),
            ("2024/userpictures_.ZIP", true),
            ("userpictures.zip", false),
            ("old_userpictures_1.zip", false),
            ("userpictures_/readme.txt", false),
            ("userpictures_1.zip.txt", false),
            ("userpictures_é", false),
        ] {
            assert_eq!(is_candidate(path, &settings), taken, "{path}");
        }
        assert!(is_candidate("a.b_1.zip", &with_prefix("a.b_")));
        assert!(!is_candidate("axb_1.zip", &with_prefix("a.b_")));
        assert!(is_candidate("1.zip", &with_prefix("")));
    }

    #[test]
    fn archives_are_taken_folder_by_folder_and_by_name() {
        let paths = [
            "b/userpictures_20240901.zip",
            "userpictures_20240902.zip",
            "a/userpictures_20240903.zip",
            "userpictures_20240901.zip",
            "a/users.csv",
        ];
        assert_eq!(
            in_order(paths, &Settings::default()),
            [
                "userpictures_20240901.zip",
                "userpictures_20240902.zip",
                "a/userpictures_20240903.zip",
                "b/userpictures_20240901.zip",
            ]
        );
    }
}
