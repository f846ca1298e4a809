//! How the desk looks in each of its states: empty, checking, checked.

use toolsync_core::api::Submission;
use yew::prelude::*;

use super::{Desk, Msg, Notice, Open, SHOWN};
use crate::check::findings::Findings;
use crate::check::grid::Grid;
use crate::check::options::Options;
use crate::check::start::{Picker, Start};
use crate::check::submit::{Obstacle, Submit, What};
use crate::check::summary::VerdictPanel;
use crate::widgets::board::Board;
use crate::worker::messages::{Refusal, Summary};

impl Desk {
    pub(super) fn draw(&self, ctx: &Context<Self>) -> Html {
        let text = &ctx.props().text;
        let notice = self.notice.as_ref().map(|notice| self.notice(ctx, notice));
        let Some(open) = &self.open else {
            let taken = ctx.link().callback(Msg::Open);
            return html! {
                <section class="page">
                    <h1>{ text.get("check-title") }</h1>
                    <p class="lead">{ text.get("check-lead") }</p>
                    { notice }
                    <Start open={taken} />
                </section>
            };
        };
        html! {
            <section class="page wide">
                { self.bar(ctx, open) }
                <Options options={self.options.clone()} change={ctx.link().callback(Msg::Options)}
                    dialect={self.summary.as_ref().map(|summary| summary.verdict.dialect)}
                    kind={self.summary.as_ref().and_then(|summary| summary.verdict.kind)} sheet={self.sheet().cloned()}
                    sites={self.sites.clone()} site={self.site.clone()} choose_site={ctx.link().callback(Msg::Site)}
                    is_signed_in={ctx.props().session.person.is_some()} />
                { notice }
                { self.draw_files(ctx) }
                if let Some((workbook, _)) = open.before.first().filter(|(name, _)| *name != open.name) {
                    <p class="notice">{ text.with("check-became-csv", &[("workbook", workbook.clone()), ("name", open.name.clone())]) }</p>
                }
                { self.progress(ctx, open) }
                if let Some(summary) = &self.summary { { self.checked(ctx, summary) } }
            </section>
        }
    }

    /// The file's name, and what can be done with it.
    fn bar(&self, ctx: &Context<Self>, open: &Open) -> Html {
        let text = &ctx.props().text;
        let link = ctx.link();
        let taken = link.callback(Msg::Open);
        let has_bad_rows = self
            .summary
            .as_ref()
            .map(|summary| &summary.verdict)
            // Rows of an archive are no text to put together again; its tryback comes after the run.
            .filter(|_| !self.is_archive())
            .is_some_and(|verdict| verdict.bad_rows > 0);
        html! {
            <header class="file-bar">
                <h1>{ &open.name }</h1>
                <div class="buttons">
                    <Picker open={taken} label={text.get("check-another")} />
                    <button type="button" onclick={link.callback(|_| Msg::Close)}>{ text.get("check-close") }</button>
                    <button type="button" disabled={open.before.is_empty()} onclick={link.callback(|_| Msg::Undo)}>{ text.get("check-undo") }</button>
                    <button type="button" disabled={self.summary.is_none()} onclick={link.callback(|_| Msg::Download)}>{ text.get("check-download") }</button>
                    if has_bad_rows {
                        <button type="button" onclick={link.callback(|_| Msg::DownloadBadRows)}>{ text.get(if self.sheet().is_some() { "check-download-bad-csv" } else { "check-download-bad" }) }</button>
                    }
                    { self.submit(open) }
                </div>
            </header>
        }
    }

    fn submit(&self, open: &Open) -> Html {
        let Some(summary) = &self.summary else {
            return Html::default();
        };
        let is_current = !self.is_checking() && !self.is_changed;
        let bundle = self.bundle_to_submit().filter(|_| !self.bundle.is_empty());
        let is_blocked = bundle
            .as_ref()
            .map_or(summary.verdict.blocks_execution(), |bundle| {
                bundle.is_blocked
            });
        let obstacle = if is_blocked {
            Some(Obstacle::Header)
        } else if self.sites.is_empty() {
            Some(Obstacle::SignedOut)
        } else if self.site.is_none() {
            Some(Obstacle::NoSite)
        } else {
            None
        };
        let site = self
            .sites
            .iter()
            .find(|site| Some(&site.name) == self.site.as_ref());
        let site = site.map(|site| site.title.clone()).unwrap_or_default();
        if let Some(bundle) = bundle {
            let names: Vec<String> = bundle.parts.iter().map(|part| part.name.clone()).collect();
            return html! {
                <Submit name={names.join(", ")} rows={bundle.rows} bad_rows={bundle.bad_rows} kind={None}
                    what={What::Bundle(bundle)} {obstacle} {is_current} {site} />
            };
        }
        let verdict = &summary.verdict;
        let submission = Submission {
            name: open.name.clone(),
            site: self.site.clone().unwrap_or_default(),
            kind: self.options.kind,
            encoding: self.options.encoding,
            separator: self.options.separator,
            sheet: self
                .options
                .sheet
                .clone()
                .filter(|_| self.sheet().is_some()),
            core: verdict.core.clone(),
            digest: verdict.digest.clone(),
            site_state: self
                .against
                .as_ref()
                .map(|against| against.state.clone())
                .unwrap_or_default(),
            set: Default::default(),
        };
        html! {
            <Submit name={open.name.clone()} rows={verdict.rows} bad_rows={verdict.bad_rows} kind={verdict.kind}
                what={What::File(submission, open.blob.clone())} {obstacle} {is_current} {site} />
        }
    }

    /// A bar that shows itself once a check takes a noticeable time.
    fn progress(&self, ctx: &Context<Self>, open: &Open) -> Html {
        let text = &ctx.props().text;
        let (bytes, rows) = match self.progress {
            Some((bytes, rows)) if bytes > 0 || self.summary.is_none() => (bytes, rows),
            _ => return Html::default(),
        };
        // A file's size is a whole number below 2^53.
        let size = open.blob.size();
        html! {
            <div class="card checking">
                <label for="check-progress">{ text.with("check-checking", &[("rows", text.number(rows)), ("form", text.form(rows).to_owned())]) }</label>
                <progress id="check-progress" max={size.max(1.0).to_string()} value={bytes.to_string()} />
                <button type="button" onclick={ctx.link().callback(|_| Msg::Stop)}>{ text.get("check-stop") }</button>
            </div>
        }
    }

    fn checked(&self, ctx: &Context<Self>, summary: &std::rc::Rc<Summary>) -> Html {
        let link = ctx.link();
        let has_findings = !summary.verdict.counts.is_empty();
        html! { <>
            <VerdictPanel summary={summary.clone()} has_site={self.site.is_some()} mend={link.callback(Msg::Mend)} />
            <div class={classes!("bench", has_findings.then_some("with-findings"))}>
                if has_findings {
                    <Findings summary={summary.clone()} query={self.query.clone()} found={self.found.clone()} step={SHOWN}
                        ask={link.callback(Msg::Query)} mend={link.callback(Msg::Mend)}
                        fix={link.callback(|view| Msg::Fix(Box::new(view)))}
                        show={link.callback(|(row, column)| Msg::Show(row, column))} />
                }
                if self.is_archive() {
                    <Board board={self.board.clone()} images={self.images.clone()} query={self.board_query} ask={link.callback(Msg::Board)}
                        lead={ctx.props().text.get(if self.site.is_some() { "board-lead" } else { "board-lead-no-site" })} />
                } else if summary.rows[0] > 0 {
                    <Grid summary={summary.clone()} page={self.rows.clone()} filter={self.filter} checks={self.checks} target={self.target}
                        want={link.callback(Msg::Want)} choose_filter={link.callback(Msg::Filter)} edit={link.callback(Msg::Edit)} />
                }
            </div>
        </> }
    }

    fn notice(&self, ctx: &Context<Self>, notice: &Notice) -> Html {
        let text = &ctx.props().text;
        let (class, words) = match notice {
            Notice::Stopped => ("", text.get("check-stopped")),
            Notice::Mended(count) => ("success", text.count("check-mended", u64::from(*count))),
            Notice::Refused(Refusal::Nothing) => ("warning", text.get("check-refused-nothing")),
            Notice::Refused(Refusal::Unencodable {
                character,
                encoding,
            }) => (
                "error",
                text.with(
                    "check-refused-unencodable",
                    &[
                        ("character", character.to_string()),
                        ("encoding", encoding.clone()),
                    ],
                ),
            ),
            Notice::Refused(Refusal::Browser(words)) | Notice::Unreadable(words) => (
                "error",
                text.with("check-unreadable", &[("words", words.clone())]),
            ),
            Notice::NoSite(words) => (
                "warning",
                text.with("check-no-digest", &[("words", words.clone())]),
            ),
        };
        let role = if class == "error" { "alert" } else { "status" };
        html! { <p class={classes!("notice", class)} {role}>{ words }</p> }
    }
}
