//! `toolsync check`: what is wrong with files, line by line.

use std::io::{self, BufWriter, Write};
use std::path::Path;

use serde::Serialize;
use toolsync_core::check::{Checker, KEPT_PER_CODE, Verdict};
use toolsync_core::finding::{Finding, Fix, Severity, Span};
use toolsync_core::input::Dialect;
use toolsync_core::kinds::Kind;
use toolsync_core::messages::Catalogue;
use toolsync_core::site::{Directory, ExpectedNames, ExpectedSite, NoSite};

use super::Ending;
use super::arguments::{Check, Format};
use super::bundle::Bundle;
use super::output::{Paint, catalogue, finding_line, harmless, json_line, text, unread};
use super::source::{Source, Unreadable};

/// Checks files, prints what is wrong with them, and says how bad it is.
///
/// # Errors
/// When the site or the settings cannot be read, or the output is closed.
pub async fn check(asked: &Check, data: &Path) -> anyhow::Result<Ending> {
    let options = super::settings::options(&asked.reading, data).await?;
    let catalogue = catalogue(asked.reading.lang);
    let site: Box<dyn Directory> = match &asked.site {
        Some(name) => {
            let site = super::sites(data).await?.site(name).await?;
            let state = site.snapshot_for(&[]).await;
            Box::new(state.map_err(|error| unread(&catalogue, error))?)
        }
        None => Box::new(NoSite),
    };
    // What the files so far make and remove: people can be enrolled in the courses that another file of the bundle creates.
    let mut names = ExpectedNames::default();
    let bundle = Bundle::open(&asked.reading, &options);
    let mut output = Output {
        format: asked.reading.format,
        catalogue,
        paint: Paint::of_stdout(),
        out: BufWriter::new(io::stdout().lock()),
    };
    let mut ending = Ending::Good;
    let mut unreadable = bundle.unreadable;
    let mut sources = (0..).zip(bundle.sources).peekable();
    while let Some((place, source)) = sources.next() {
        let mut noted = ExpectedNames::default();
        let expected = ExpectedSite::new(site.as_ref(), &names);
        let mut checker = Checker::new(source.options(&options), &expected);
        if sources.peek().is_some() {
            checker = checker.noting(place, &mut noted);
        }
        let checked = output.file(source, checker)?;
        names.add(noted);
        match checked {
            Ok(0) => {}
            Ok(_) => ending = ending.max(Ending::Bad),
            Err(error) => unreadable.push(error),
        }
    }
    output.out.flush()?;
    for error in unreadable {
        eprintln!("toolsync: {error}");
        ending = Ending::Refused;
    }
    Ok(ending)
}

/// A finding as a script reads it.
#[derive(Serialize)]
struct FindingLine<'f> {
    file: &'f str,
    kind: Option<Kind>,
    line: u64,
    column: Option<&'f str>,
    /// Only of a workbook.
    #[serde(skip_serializing_if = "Option::is_none")]
    cell: Option<&'f str>,
    code: &'static str,
    severity: Severity,
    message: String,
    seed_code: Option<i8>,
    span: Span,
    fix: Option<&'f Fix>,
}

/// What a script reads of a file after its findings.
#[derive(Serialize)]
struct SummaryLine<'f> {
    file: &'f str,
    kind: Option<Kind>,
    /// Only of a workbook.
    #[serde(skip_serializing_if = "Option::is_none")]
    sheet: Option<&'f str>,
    encoding: &'static str,
    separator: char,
    rows: u64,
    errors: u64,
    warnings: u64,
    bad_rows: u64,
    digest: &'f str,
}

/// Where findings are printed.
struct Output<W> {
    format: Format,
    catalogue: Catalogue,
    paint: Paint,
    out: W,
}

/// The number of errors of a file, or why it could not be read to its end.
type Checked = Result<u64, Unreadable>;

impl<W: Write> Output<W> {
    fn file(&mut self, source: Source, checker: Checker<'_>) -> io::Result<Checked> {
        match self.format {
            Format::Text => self.file_as_text(source, checker),
            Format::Json => self.file_as_json(source, checker),
        }
    }

    /// Findings are printed as they are made, so that a file of any length is checked in the same memory.
    fn file_as_json(&mut self, source: Source, checker: Checker<'_>) -> io::Result<Checked> {
        let (name, kind) = (source.name.clone(), source.kind);
        let mut printed = Ok(());
        let (catalogue, out) = (&self.catalogue, &mut self.out);
        let checker = checker.with_listener(|finding: &Finding| {
            if printed.is_ok() {
                printed = json_line(
                    &mut *out,
                    &finding_document(&name, kind, finding, catalogue),
                );
            }
        });
        let verdict = match read(source, checker) {
            Ok(verdict) => verdict,
            Err(error) => return printed.map(|()| Err(error)),
        };
        printed?;
        let errors = verdict.count(Severity::Error);
        json_line(
            &mut self.out,
            &SummaryLine {
                file: &name,
                kind: verdict.kind,
                sheet: verdict.sheet.as_ref().map(|sheet| sheet.name.as_str()),
                encoding: verdict.dialect.encoding.name(),
                separator: verdict.dialect.separator,
                rows: verdict.rows,
                errors,
                warnings: verdict.count(Severity::Warning),
                bad_rows: verdict.bad_rows,
                digest: &verdict.digest,
            },
        )?;
        Ok(Ok(errors))
    }

    fn file_as_text(&mut self, source: Source, checker: Checker<'_>) -> io::Result<Checked> {
        let name = source.name.clone();
        let verdict = match read(source, checker) {
            Ok(verdict) => verdict,
            Err(error) => return Ok(Err(error)),
        };
        writeln!(self.out, "{}", self.paint.bold(&harmless(&name)))?;
        writeln!(self.out, "{}", facts(&verdict, &self.catalogue))?;
        for finding in &verdict.findings {
            let line = finding_line(finding, &self.catalogue, self.paint);
            writeln!(self.out, "  {line}")?;
        }
        self.not_kept(&verdict)?;
        let totals = text(
            &self.catalogue,
            "check-totals",
            &[
                ("rows", &verdict.rows.to_string()),
                ("errors", &verdict.count(Severity::Error).to_string()),
                ("warnings", &verdict.count(Severity::Warning).to_string()),
            ],
        );
        writeln!(self.out, "{}\n", self.paint.bold(&totals))?;
        Ok(Ok(verdict.count(Severity::Error)))
    }

    /// Says how many findings of a code there are beyond those that a verdict keeps.
    fn not_kept(&mut self, verdict: &Verdict) -> io::Result<()> {
        for (code, count) in &verdict.counts {
            let more = count.saturating_sub(KEPT_PER_CODE as u64);
            if more > 0 {
                let said = text(
                    &self.catalogue,
                    "check-more",
                    &[
                        ("count", &more.to_string()),
                        ("title", &self.catalogue.code_title(*code)),
                    ],
                );
                writeln!(self.out, "  {said}")?;
            }
        }
        Ok(())
    }
}

/// Checks a file to its end.
fn read(source: Source, checker: Checker<'_>) -> Result<Verdict, Unreadable> {
    let checker = match source.length {
        Some(bytes) => checker.expecting(bytes),
        None => checker,
    };
    checker.whole(|push| source.read(push))
}

fn finding_document<'f>(
    file: &'f str,
    kind: Option<Kind>,
    finding: &'f Finding,
    catalogue: &Catalogue,
) -> FindingLine<'f> {
    FindingLine {
        file,
        kind,
        line: finding.line,
        column: finding.column.as_deref(),
        cell: finding.cell.as_deref(),
        code: finding.code.as_str(),
        severity: finding.severity(),
        message: catalogue.finding(finding),
        seed_code: finding.code.seed_code(),
        span: finding.span,
        fix: finding.fix.as_ref(),
    }
}

/// Kind, encoding and separator, in words; an archive has the first only, a workbook a sheet instead.
fn facts(verdict: &Verdict, catalogue: &Catalogue) -> String {
    let kind = match verdict.kind {
        Some(kind) => catalogue.kind(kind),
        None => text(catalogue, "check-kind-unknown", &[]),
    };
    if verdict.kind.is_some_and(Kind::is_archive) {
        return text(catalogue, "check-facts-archive", &[("kind", &kind)]);
    }
    if let Some(sheet) = &verdict.sheet {
        let args = [("kind", kind.as_str()), ("sheet", &sheet.name)];
        return harmless(&text(catalogue, "check-facts-workbook", &args));
    }
    let separator = match verdict.dialect.separator {
        '\t' => text(catalogue, "separator-tab", &[]),
        Dialect::NONE => text(catalogue, "separator-none", &[]),
        separator => separator.to_string(),
    };
    text(
        catalogue,
        "check-facts",
        &[
            ("kind", &kind),
            ("encoding", verdict.dialect.encoding.name()),
            ("separator", &separator),
        ],
    )
}
