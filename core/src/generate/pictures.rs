//! Who has which picture: the checksums that a sender of pictures asks for, to send only those that changed (`spec/operations.md` §13).

use crate::input::quote;
use crate::site::SiteIndex;

/// A CSV file of all accounts that are not deleted, by Moodle's id. Its column `picture` says `given` (by an archive: the checksum is
/// known), `by_hand`, or `none`.
pub fn pictures(site: &SiteIndex) -> String {
    let mut text = String::from("username;idnumber;picture;md5;bytes\n");
    for user in site.users().filter(|user| !user.deleted) {
        let idnumber = user.fields.get("idnumber").map(ToString::to_string);
        let idnumber = idnumber.unwrap_or_default();
        let (state, checksum, bytes) = match &user.picture {
            None => ("none", "", String::new()),
            Some(picture) if picture.checksum.is_empty() => ("by_hand", "", String::new()),
            Some(picture) => ("given", &*picture.checksum, picture.bytes.to_string()),
        };
        let cells = [&*user.username, &idnumber, state, checksum, &bytes];
        let cells = cells.map(|cell| quote(cell, ';'));
        text.push_str(&cells.join(";"));
        text.push('\n');
    }
    text
}
