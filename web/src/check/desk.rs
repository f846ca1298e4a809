//! The desk: the file at hand, its check, its changes. Everything on the page is drawn from here.

mod bundle;
mod draw;
mod site;

pub use bundle::ToSubmit;
pub use site::Against;

use std::collections::VecDeque;
use std::rc::Rc;

use bundle::Parked;
use toolsync_core::api::{BoardQuery, PictureBoard, Session, SiteSummary};
use toolsync_core::check::CheckOptions;
use toolsync_core::finding::{FixAction, Severity};
use toolsync_core::input::spreadsheet::SheetRead;
use toolsync_core::kinds::Kind;
use toolsync_core::settings::Settings;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Blob;
use yew::prelude::*;

use crate::browser;
use crate::text::Text;
use crate::widgets::board::{FIRST, Images};
use crate::worker::link::Link;
use crate::worker::messages::{
    Command, Edit, FindingPage, FindingView, Mend, Query, Refusal, Report, RowFilter, RowPage,
    RowsWanted, Summary,
};

/// How long the desk waits for the next change before it checks again, in milliseconds.
const PAUSE: i32 = 350;

/// How many findings of a group are listed at first, and how many more at each asking.
const SHOWN: u32 = 25;

/// A file at hand.
#[derive(Clone)]
pub struct Open {
    /// Its name.
    pub name: String,
    /// Its bytes, as they are now.
    pub blob: Blob,
    /// Name and bytes before each change, the last one last.
    pub before: Vec<(String, Blob)>,
}

/// What a person is told in passing.
#[derive(Clone, PartialEq)]
pub enum Notice {
    /// The check was stopped.
    Stopped,
    /// So many fixes were applied.
    Mended(u32),
    /// The file did not change.
    Refused(Refusal),
    /// The file cannot be read, in the browser's words.
    Unreadable(String),
    /// What the site has could not be had, in the server's words.
    NoSite(String),
}

/// What happens at the desk.
pub enum Msg {
    /// Files come in.
    Open(Vec<(String, Blob)>),
    /// Another file of the bundle is looked at.
    LookAt(usize),
    /// The file is put away.
    Close,
    /// The check is stopped.
    Stop,
    /// The worker speaks; a blob or several may come along.
    Heard(Report, JsValue),
    /// The file is to be read in another way.
    Options(CheckOptions),
    /// Sites that files can be checked against.
    Sites(Vec<SiteSummary>),
    /// Settings of checks.
    Settings(Settings),
    /// The site chosen.
    Site(Option<String>),
    /// What a site is checked against by, or why that cannot be had.
    Digest(String, Result<Against, String>),
    /// Time to check again, unless something changed since.
    Due(u32),
    /// The list of findings shows others.
    Query(Query),
    /// The board shows other pictures.
    Board(BoardQuery),
    /// Fixes are to be applied.
    Mend(Mend),
    /// The fix of a finding is to be applied.
    Fix(Box<FindingView>),
    /// A finding's row is to be seen.
    Show(u32, u32),
    /// The table shows other rows.
    Filter(RowFilter),
    /// The table needs rows.
    Want(RowsWanted),
    /// A cell was written.
    Edit(Edit),
    /// The last change is taken back.
    Undo,
    /// The file is downloaded.
    Download,
    /// Its rows with errors are downloaded.
    DownloadBadRows,
}

#[derive(Properties, PartialEq)]
pub struct DeskProps {
    /// The texts.
    pub text: Text,
    /// Who is at the page.
    pub session: Session,
    /// The files that were dropped last, and the number of the drop.
    pub dropped: Option<(u32, Vec<(String, Blob)>)>,
}

/// See the module.
pub struct Desk {
    link: Option<Link>,
    /// The file that is looked at.
    open: Option<Open>,
    /// The files of a bundle, in the order in which they are executed; empty when there is only one file. What stands here of the one that is
    /// looked at is behind.
    bundle: Vec<Parked>,
    /// The place of the file that is looked at.
    place: usize,
    /// The places of the files that are still to be checked, the next first.
    waiting: VecDeque<usize>,
    options: CheckOptions,
    sites: Vec<SiteSummary>,
    site: Option<String>,
    against: Option<Against>,
    /// Bytes and rows checked, while a check is under way.
    progress: Option<(u64, u64)>,
    summary: Option<Rc<Summary>>,
    query: Query,
    found: Rc<FindingPage>,
    filter: RowFilter,
    rows: Rc<RowPage>,
    /// Of an archive of pictures: what its board shows.
    board_query: BoardQuery,
    board: Rc<PictureBoard>,
    images: Rc<Images>,
    /// The cell to go to, and how often somebody asked to go somewhere.
    target: Option<(u32, u32, u32)>,
    notice: Option<Notice>,
    /// Counts checks that ended, so that the table asks for its rows again.
    checks: u32,
    /// Counts changes, so that only the last one of several leads to a check.
    changes: u32,
    /// Whether the file changed since the last check began.
    is_changed: bool,
}

impl Component for Desk {
    type Message = Msg;
    type Properties = DeskProps;

    fn create(ctx: &Context<Self>) -> Self {
        site::load(ctx);
        Self {
            link: None,
            open: None,
            bundle: Vec::new(),
            place: 0,
            waiting: VecDeque::new(),
            options: CheckOptions::default(),
            sites: Vec::new(),
            site: None,
            against: None,
            progress: None,
            summary: None,
            query: everything(&ctx.props().text),
            found: Rc::default(),
            filter: RowFilter::All,
            rows: Rc::default(),
            board_query: FIRST,
            board: Rc::default(),
            images: Rc::default(),
            target: None,
            notice: None,
            checks: 0,
            changes: 0,
            is_changed: false,
        }
    }

    fn changed(&mut self, ctx: &Context<Self>, old: &DeskProps) -> bool {
        let props = ctx.props();
        if props.session.person != old.session.person {
            if props.session.person.is_none() {
                self.sites.clear();
                self.choose_site(ctx, None);
                self.options.settings = Settings::default();
            }
            site::load(ctx);
        }
        if props.dropped != old.dropped
            && let Some((_, files)) = &props.dropped
        {
            self.take(ctx, files.clone());
        }
        if props.text != old.text {
            self.query.language = props.text.language();
            if !self.query.search.is_empty() {
                self.send(&Command::Findings(self.query.clone()));
            }
        }
        true
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        match msg {
            Msg::Open(files) => self.take(ctx, files),
            Msg::LookAt(place) => self.look_at(ctx, place),
            Msg::Close => self.put_away(ctx),
            Msg::Stop => {
                self.put_away(ctx);
                self.notice = Some(Notice::Stopped);
            }
            Msg::Heard(report, blob) => self.hear(ctx, report, blob),
            Msg::Options(options) => {
                self.options = options;
                self.put_in_order();
                self.check(ctx, false);
            }
            Msg::Sites(sites) => {
                self.sites = sites;
                // With one site there is nothing to choose.
                if let ([site], None) = (self.sites.as_slice(), &self.site) {
                    self.choose_site(ctx, Some(site.name.clone()));
                }
            }
            Msg::Settings(settings) => {
                if self.options.settings != settings {
                    self.options.settings = settings;
                    self.check(ctx, false);
                }
            }
            Msg::Site(site) => self.choose_site(ctx, site),
            Msg::Digest(site, answer) => self.take_digest(ctx, &site, answer),
            Msg::Due(change) => {
                if change == self.changes && self.is_changed {
                    self.check(ctx, true);
                }
            }
            Msg::Query(query) => {
                self.send(&Command::Findings(query.clone()));
                self.query = query;
            }
            Msg::Board(query) => {
                self.board_query = query;
                self.send(&Command::Board(query));
                return false;
            }
            Msg::Mend(mend) => self.send(&Command::Mend(mend)),
            Msg::Fix(finding) => self.fix(ctx, &finding),
            Msg::Show(row, column) => {
                self.filter = RowFilter::All;
                let asked = self.target.map_or(0, |(_, _, asked)| asked);
                self.target = Some((row, column, asked + 1));
            }
            Msg::Filter(filter) => {
                self.filter = filter;
                self.rows = Rc::default();
            }
            Msg::Want(wanted) => {
                self.send(&Command::Rows(wanted));
                return false;
            }
            Msg::Edit(edit) => self.send(&Command::Edit(edit)),
            Msg::Undo => {
                if let Some(open) = &mut self.open
                    && let Some((name, blob)) = open.before.pop()
                {
                    open.name = name;
                    open.blob = blob;
                    self.check(ctx, false);
                }
            }
            Msg::Download => {
                if let Some(open) = &self.open {
                    super::downloads::save(&open.blob, &open.name);
                }
                return false;
            }
            Msg::DownloadBadRows => {
                self.send(&Command::BadRows);
                return false;
            }
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        self.draw(ctx)
    }
}

/// Everything that was found, in closed groups.
fn everything(text: &Text) -> Query {
    Query {
        severities: vec![Severity::Error, Severity::Warning, Severity::Info],
        column: None,
        search: String::new(),
        language: text.language(),
        open: Vec::new(),
    }
}

impl Desk {
    fn send(&self, command: &Command) {
        if let Some(link) = &self.link {
            link.send(command);
        }
    }

    /// Back to the empty desk. The worker ends with whatever it was doing.
    fn put_away(&mut self, ctx: &Context<Self>) {
        self.link = None;
        self.open = None;
        self.bundle.clear();
        self.place = 0;
        self.waiting.clear();
        self.options = CheckOptions {
            settings: self.options.settings.clone(),
            ..CheckOptions::default()
        };
        self.progress = None;
        self.summary = None;
        self.query = everything(&ctx.props().text);
        self.found = Rc::default();
        self.filter = RowFilter::All;
        self.rows = Rc::default();
        self.clear_board();
        self.target = None;
        self.notice = None;
        self.is_changed = false;
    }

    fn clear_board(&mut self) {
        self.board_query = FIRST;
        self.board = Rc::default();
        self.images = Rc::default();
    }

    /// Checks the file at hand, and with it the others of its bundle that may need it. `follows`: it is what the worker composed last.
    fn check(&mut self, ctx: &Context<Self>, follows: bool) {
        let from = if follows { self.place } else { 0 };
        self.waiting = (from..self.bundle.len().max(1)).collect();
        self.check_next(ctx, follows);
    }

    /// The worker; it is started where there is none.
    fn worker(&mut self, ctx: &Context<Self>) -> Option<&Link> {
        if self.link.is_none() {
            let hear = ctx
                .link()
                .callback(|(report, blob)| Msg::Heard(report, blob));
            match Link::start(hear) {
                Ok(link) => self.link = Some(link),
                Err(error) => self.notice = Some(Notice::Unreadable(format!("{error:?}"))),
            }
        }
        self.link.as_ref()
    }

    fn hear(&mut self, ctx: &Context<Self>, report: Report, came: JsValue) {
        let blob = came.dyn_ref::<Blob>().cloned();
        match report {
            Report::Sorted(names) => self.sorted(ctx, names, &came.unchecked_into()),
            Report::Progress { bytes, rows } => self.progress = Some((bytes, rows)),
            Report::Checked(place, summary) if place != self.place => {
                if let Some(parked) = self.bundle.get_mut(place) {
                    parked.summary = Some(Rc::from(summary));
                }
                self.check_next(ctx, false);
            }
            Report::Checked(_, summary) => {
                self.progress = None;
                // The heaviest groups open by themselves, as far as a screen goes.
                let is_first = self.summary.is_none();
                self.summary = Some(Rc::from(summary));
                self.checks += 1;
                if is_first {
                    self.open_first_group();
                }
                self.send(&Command::Findings(self.query.clone()));
                if self.is_archive() {
                    self.send(&Command::Board(self.board_query));
                }
                self.check_next(ctx, false);
            }
            Report::Board(board) => {
                self.board = Rc::new(board);
                self.images = Rc::new(Images::of(&came.unchecked_into()));
            }
            Report::Rows(page) => {
                if page.wanted.filter == self.filter {
                    self.rows = Rc::new(page);
                }
            }
            Report::Findings(page) => self.found = Rc::new(page),
            Report::Edited { mends } => {
                let name = self.name_of_text();
                if let (Some(open), Some(blob)) = (&mut self.open, blob) {
                    let before = std::mem::replace(&mut open.blob, blob);
                    let name = name.unwrap_or_else(|| open.name.clone());
                    let name = std::mem::replace(&mut open.name, name);
                    open.before.push((name, before));
                }
                self.notice = (mends > 0).then_some(Notice::Mended(mends));
                self.is_changed = true;
                self.changes += 1;
                self.send(&Command::Rows(self.rows.wanted));
                let (link, change) = (ctx.link().clone(), self.changes);
                browser::after(PAUSE, move || link.send_message(Msg::Due(change)));
            }
            Report::Refused(refusal) => self.notice = Some(Notice::Refused(refusal)),
            Report::BadRows => {
                if let (Some(name), Some(blob)) = (self.name_of_text(), blob) {
                    let words = &ctx.props().text;
                    let name = super::downloads::name_of_bad_rows(
                        &name,
                        &words.get("check-bad-rows-name"),
                    );
                    super::downloads::save(&blob, &name);
                }
            }
            Report::Unreadable(words) => {
                self.progress = None;
                self.notice = Some(Notice::Unreadable(words));
            }
        }
    }

    /// The name of a file made of the rows at hand: of a workbook, they make a CSV file.
    fn name_of_text(&self) -> Option<String> {
        let open = self.open.as_ref()?;
        Some(match self.sheet() {
            Some(_) => super::downloads::name_of_csv(&open.name),
            None => open.name.clone(),
        })
    }

    /// Which sheet was read, when the file that was checked is a workbook.
    fn sheet(&self) -> Option<&SheetRead> {
        self.summary.as_ref()?.verdict.sheet.as_ref()
    }

    /// Whether the file that was checked is an archive, which has no table.
    fn is_archive(&self) -> bool {
        let kind = self
            .summary
            .as_ref()
            .and_then(|summary| summary.verdict.kind);
        kind.is_some_and(Kind::is_archive)
    }

    fn open_first_group(&mut self) {
        let Some(summary) = &self.summary else {
            return;
        };
        let first = summary
            .verdict
            .counts
            .keys()
            .min_by_key(|code| (code.severity(), **code));
        self.query.open = first.map(|code| (*code, SHOWN)).into_iter().collect();
    }

    /// Fixes of the whole file change how it is read; others are the worker's.
    fn fix(&mut self, ctx: &Context<Self>, view: &FindingView) {
        match view.finding.fix.as_ref().map(|fix| &fix.action) {
            Some(FixAction::UseSeparator(separator)) => {
                self.options.separator = Some(*separator);
                self.check(ctx, false);
            }
            Some(FixAction::UseEncoding(encoding)) => {
                self.options.encoding = Some(*encoding);
                self.check(ctx, false);
            }
            Some(_) => self.send(&Command::Mend(Mend::One(view.id))),
            None => {}
        }
    }
}
