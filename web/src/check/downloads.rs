//! Files that the page hands out.

use wasm_bindgen::JsCast;
use web_sys::{Blob, HtmlAnchorElement, Url};

use crate::browser;

/// How long the browser may take to begin, in milliseconds.
const PATIENCE: i32 = 60_000;

/// Lets the browser save a blob under a name.
pub fn save(blob: &Blob, name: &str) {
    let Ok(address) = Url::create_object_url_with_blob(blob) else {
        return;
    };
    let anchor = browser::document()
        .and_then(|document| document.create_element("a").ok())
        .and_then(|anchor| anchor.dyn_into::<HtmlAnchorElement>().ok());
    if let Some(anchor) = anchor {
        anchor.set_href(&address);
        anchor.set_download(name);
        anchor.click();
    }
    // The browser keeps the blob alive by this address; a failure to revoke it lasts as long as the page.
    browser::after(PATIENCE, move || drop(Url::revoke_object_url(&address)));
}

/// The name of the CSV file that is made of a workbook: `users.xlsx` makes `users.csv`.
pub fn name_of_csv(name: &str) -> String {
    match name.rsplit_once('.') {
        Some((stem, _)) if !stem.is_empty() => format!("{stem}.csv"),
        _ => format!("{name}.csv"),
    }
}

/// The name of a file with a word before its ending: `users.csv` and `errors` make `users-errors.csv`.
pub fn name_of_bad_rows(name: &str, word: &str) -> String {
    match name.rsplit_once('.') {
        Some((stem, ending)) if !stem.is_empty() => format!("{stem}-{word}.{ending}"),
        _ => format!("{name}-{word}.csv"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn workbooks_become_csv_files() {
        assert_eq!(name_of_csv("users.xlsx"), "users.csv");
        assert_eq!(name_of_csv("a.b.ods"), "a.b.csv");
        assert_eq!(name_of_csv("users"), "users.csv");
        assert_eq!(name_of_csv("users.csv"), "users.csv");
    }

    #[test]
    fn the_word_stands_before_the_ending() {
        assert_eq!(name_of_bad_rows("users.csv", "errors"), "users-errors.csv");
        assert_eq!(name_of_bad_rows("a.b.txt", "erreurs"), "a.b-erreurs.txt");
        assert_eq!(name_of_bad_rows("users", "errors"), "users-errors.csv");
        assert_eq!(name_of_bad_rows(".csv", "errors"), ".csv-errors.csv");
    }
}
