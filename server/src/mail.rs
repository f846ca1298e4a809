//! Reports as mails, to be opened in a mail program and sent on from there.

use jiff::Timestamp;
use mail_builder::MessageBuilder;
use mail_builder::headers::raw::Raw;
use toolsync_core::messages::{Catalogue, Language};
use toolsync_core::report::{Report, render_html, render_text};

/// A report as a mail (RFC 5322, `.eml`) without sender and addressees: the report as text, and the same as a page. `X-Unsent` lets
/// mail programs open it as a draft. `run` is the number of the run, `catalogue` has the server's own words.
///
/// # Errors
/// Those of writing into memory: none in practice.
pub fn report_mail(
    report: &Report,
    run: i64,
    catalogue: &Catalogue,
    language: Language,
) -> std::io::Result<Vec<u8>> {
    let ended = report.finished.parse::<Timestamp>();
    let moment = ended.unwrap_or_else(|_| Timestamp::now());
    let args = [
        ("kind", catalogue.kind(report.kind).into()),
        ("file", report.file.as_str().into()),
        ("site", report.site.as_str().into()),
    ];
    MessageBuilder::new()
        .subject(catalogue.text("mail-subject", &args))
        .date(moment.as_second())
        .message_id(format!("run-{run}.{}@toolsync", report.fingerprint))
        .header("X-Unsent", Raw::new("1"))
        .text_body(render_text(report, language))
        .html_body(render_html(report, language))
        .write_to_vec()
}

#[cfg(test)]
mod tests {
    use toolsync_core::input::{Dialect, Encoding, LineEnd};
    use toolsync_core::kinds::Kind;

    use super::*;

    /// Header fields whose text is not ASCII are encoded, no line is longer than mail allows, and nothing of the file becomes a header.
    #[test]
    fn a_report_is_a_mail_in_two_forms() {
        let report = Report {
            file: "été\r\nBcc: everybody@example.org.csv".to_owned(),
            kind: Kind::CourseChecks,
            site: "sandbox".to_owned(),
            sheet: Default::default(),
            dialect: Dialect {
                encoding: Encoding::Utf8,
                separator: ';',
                line_end: LineEnd::Lf,
            },
            submitted_by: "staff".to_owned(),
            approved_by: String::new(),
            started: String::new(),
            finished: "2026-09-01T08:00:03Z".to_owned(),
            core: "0.1.0".to_owned(),
            fingerprint: "00ff".to_owned(),
            outcomes: Vec::new(),
        };
        let catalogue = &crate::cli::catalogue(Language::Fr);
        let mail = report_mail(&report, 7, catalogue, Language::Fr).unwrap();
        let mail = String::from_utf8(mail).unwrap();
        let (head, body) = mail.split_once("\r\n\r\n").unwrap();
        assert!(
            head.contains("Date: Tue, 1 Sep 2026 08:00:03 +0000\r\n"),
            "{head}"
        );
        assert!(head.contains("Message-ID: <run-7.00ff@toolsync>"), "{head}");
        assert!(head.contains("X-Unsent: 1"), "{head}");
        assert!(
            head.contains("Content-Type: multipart/alternative;"),
            "{head}"
        );
        assert!(head.contains("Subject: =?utf-8?"), "{head}");
        assert!(!head.lines().any(|line| line.starts_with("Bcc")), "{head}");
        assert!(
            body.contains("Content-Type: text/plain; charset=\"utf-8\""),
            "{body}"
        );
        assert!(
            body.contains("Content-Type: text/html; charset=\"utf-8\""),
            "{body}"
        );
        assert!(mail.split("\r\n").all(|line| line.len() <= 998));
    }
}
