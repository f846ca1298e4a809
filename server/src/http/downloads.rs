//! The names of downloads (`spec/tasks-files-reports.md` §1) and the headers that carry them.

use actix_web::HttpResponse;
use actix_web::http::header::{
    Charset, ContentDisposition, DispositionParam, DispositionType, ExtendedValue,
};
use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::runs::split_name;
use crate::store::FileRecord;

/// The moment (RFC 3339) in a file's name: `YYYYMMDD-HHMM`, in the server's time zone.
fn stamp(moment: &str) -> String {
    let moment: Timestamp = moment.parse().unwrap_or_else(|_| Timestamp::now());
    moment
        .to_zoned(TimeZone::system())
        .strftime("%Y%m%d-%H%M")
        .to_string()
}

/// The name of a file that is made of the run's: its own, or that of a CSV file when it is made of the sheet of a workbook.
pub fn made_of(record: &FileRecord) -> String {
    let file = &record.submission.name;
    let sheet = record
        .verdict
        .as_ref()
        .and_then(|verdict| verdict.sheet.as_ref());
    match sheet {
        Some(_) => format!("{}.csv", split_name(file).0),
        None => file.clone(),
    }
}

/// `users_tryback_20260901-0800.csv`.
pub fn tryback_name(file: &str, finished_at: &str) -> String {
    let (stem, ending) = split_name(file);
    format!("{stem}_tryback_{}{ending}", stamp(finished_at))
}

/// `20260901-0800_users.csv`.
pub fn archive_name(file: &str, finished_at: &str) -> String {
    format!("{}_{file}", stamp(finished_at))
}

/// `20260901-0800_report_users.csv.html`; `moment` is the end of the run, or now before it.
pub fn report_name(file: &str, moment: &str, format: &str) -> String {
    format!("{}_report_{file}.{format}", stamp(moment))
}

/// `20260901-0800_undo_users.csv.zip`; `moment` is the end of the run.
pub fn undo_name(file: &str, moment: &str, format: &str) -> String {
    format!("{}_undo_{file}.{format}", stamp(moment))
}

/// An answer that the browser saves under `name` and never shows. Folders of a file that came in an archive become part of its name.
pub fn attachment(name: &str, media_type: &str, bytes: impl Into<Vec<u8>>) -> HttpResponse {
    let name = name.replace('/', "_");
    let plain: String = name
        .chars()
        .map(|c| {
            if c.is_ascii_graphic() || c == ' ' {
                c
            } else {
                '_'
            }
        })
        .collect();
    let disposition = ContentDisposition {
        disposition: DispositionType::Attachment,
        parameters: vec![
            DispositionParam::Filename(plain),
            DispositionParam::FilenameExt(ExtendedValue {
                charset: Charset::Ext("UTF-8".to_owned()),
                language_tag: None,
                value: name.as_bytes().to_vec(),
            }),
        ],
    };
    HttpResponse::Ok()
        .insert_header(disposition)
        .content_type(media_type)
        .body(bytes.into())
}

#[cfg(test)]
mod tests {
    use actix_web::http::header::CONTENT_DISPOSITION;

    use super::*;

    #[test]
    fn names_carry_the_moment() {
        let stamp = stamp("2026-09-01T08:00:59Z");
        assert_eq!(stamp.len(), "20260901-0800".len());
        assert!(stamp.starts_with("2026"));
        let finished = "2026-09-01T08:00:59Z";
        assert_eq!(
            tryback_name("users.csv", finished),
            format!("users_tryback_{stamp}.csv")
        );
        assert_eq!(
            archive_name("users.csv", finished),
            format!("{stamp}_users.csv")
        );
        assert_eq!(
            report_name("users.csv", finished, "txt"),
            format!("{stamp}_report_users.csv.txt")
        );
    }

    #[test]
    fn a_name_that_is_no_ascii_is_given_twice() {
        let response = attachment("étudiants.csv", "text/csv", "x");
        let header = response
            .headers()
            .get(CONTENT_DISPOSITION)
            .unwrap()
            .to_str()
            .unwrap();
        assert_eq!(
            header,
            "attachment; filename=\"_tudiants.csv\"; filename*=UTF-8''%C3%A9tudiants.csv"
        );
    }
}
