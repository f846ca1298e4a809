//! `toolsync undo`: what a run did, taken back by command files; how far, and why not further.

use std::io::{self, Write as _};
use std::path::Path;

use anyhow::Context as _;
use serde::Serialize;
use toolsync_core::finding::Params;
use toolsync_core::kinds::Kind;
use toolsync_core::undo::{
    ReasonCode, UndoFile, UndoGrade, UndoWords, UndoneRow, render_csv, render_text,
};

use super::Ending;
use super::arguments::{Format, Undo};
use super::output::{catalogue, harmless, json_line, text};
use crate::runs::{RunOptions, RunUndo, Runs};

/// A row as a script reads it.
#[derive(Serialize)]
struct RowLine<'u> {
    #[serde(skip_serializing_if = "str::is_empty")]
    file: &'u str,
    line: u64,
    subject: &'u str,
    grade: UndoGrade,
    reasons: Vec<ReasonLine<'u>>,
}

#[derive(Serialize)]
struct ReasonLine<'u> {
    code: ReasonCode,
    params: &'u Params,
    message: String,
}

/// What a script reads after the rows.
#[derive(Serialize)]
struct SummaryLine<'u> {
    run: i64,
    site: &'u str,
    fully: u64,
    partly: u64,
    not: u64,
    files: Vec<FileLine<'u>>,
    settings: &'u [(String, String)],
}

#[derive(Serialize)]
struct FileLine<'u> {
    name: &'u str,
    kind: Kind,
    rows: u64,
}

/// Grades the rows of a run and writes the files that undo it. Nothing is changed on the site.
///
/// # Errors
/// When there is no such run, it has not ended, its site cannot be read, or a file cannot be written.
pub async fn undo(asked: &Undo, data: &Path) -> anyhow::Result<Ending> {
    let store = super::store(data).await?;
    let sites = super::sites(data).await?;
    let runs = Runs::open(store, sites, data.to_owned(), RunOptions::default()).await?;
    let made = runs.undo(asked.run).await;
    let made = made.with_context(|| format!("undoing run {}", asked.run))?;
    if let Some(path) = &asked.output {
        write(path, &made)?;
    }
    let words = UndoWords::new(asked.lang);
    if let Some(path) = &asked.list {
        std::fs::write(path, render_csv(&made.undo, &words))
            .with_context(|| format!("writing {}", path.display()))?;
    }
    match asked.format {
        Format::Json => json(asked.run, &made, &words)?,
        Format::Text => show(asked, &made, &words)?,
    }
    let whole = made
        .undo
        .rows
        .iter()
        .all(|row| row.grade == UndoGrade::Fully);
    Ok(if whole { Ending::Good } else { Ending::Bad })
}

/// One archive, or the files in a folder.
fn write(path: &Path, made: &RunUndo) -> anyhow::Result<()> {
    let failed = |path: &Path| format!("writing {}", path.display());
    if path.extension().is_some_and(|ending| ending == "zip") {
        return std::fs::write(path, made.undo.archive()).with_context(|| failed(path));
    }
    std::fs::create_dir_all(path).with_context(|| failed(path))?;
    for UndoFile { name, text, .. } in &made.undo.files {
        let path = path.join(name);
        std::fs::write(&path, text).with_context(|| failed(&path))?;
    }
    Ok(())
}

/// The grades, and how the files are run.
fn show(asked: &Undo, made: &RunUndo, words: &UndoWords) -> io::Result<()> {
    let mut out = io::stdout().lock();
    for line in render_text(&made.undo, words).lines() {
        writeln!(out, "{}", harmless(line))?;
    }
    let (Some(path), false) = (&asked.output, made.undo.files.is_empty()) else {
        return Ok(());
    };
    let set = made.settings.iter();
    let set: String = set
        .map(|(key, value)| format!(" --set {key}={value}"))
        .collect();
    let files = made.undo.files.iter();
    let files: String = files.map(|file| format!(" {}", file.name)).collect();
    let command = format!("toolsync run --site {}{set}{files}", made.site);
    let (path, command) = (path.display().to_string(), harmless(&command));
    let said = [("path", path.as_str()), ("command", command.as_ref())];
    writeln!(
        out,
        "{}",
        text(&catalogue(asked.lang), "undo-written", &said)
    )
}

fn json(run: i64, made: &RunUndo, words: &UndoWords) -> io::Result<()> {
    let mut out = io::stdout().lock();
    for row in &made.undo.rows {
        json_line(&mut out, &row_line(row, words))?;
    }
    let [fully, partly, not] = made.undo.counts();
    let files = made.undo.files.iter();
    json_line(
        &mut out,
        &SummaryLine {
            run,
            site: &made.site,
            fully,
            partly,
            not,
            files: files
                .map(|file| FileLine {
                    name: &file.name,
                    kind: file.kind,
                    rows: file.rows,
                })
                .collect(),
            settings: &made.settings,
        },
    )
}

fn row_line<'u>(row: &'u UndoneRow, words: &UndoWords) -> RowLine<'u> {
    let reasons = row.reasons.iter();
    RowLine {
        file: &row.file,
        line: row.line,
        subject: &row.subject,
        grade: row.grade,
        reasons: reasons
            .map(|reason| ReasonLine {
                code: reason.code,
                params: &reason.params,
                message: words.reason(reason),
            })
            .collect(),
    }
}
