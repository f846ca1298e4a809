//! The files of an undo. Kind by kind, in the order in which a bundle runs them, rows are written for what is not yet as before, and
//! planned at once: the next file is written against what the planner says this one leaves. So what one file brings with it (a cohort
//! that enrols, an enrolment whose end takes roles away) the next ones know.

mod cohorts;
pub(super) mod columns;
mod courses;
mod enrolments;
mod groups;
mod users;

use std::collections::{BTreeMap, BTreeSet};

use super::sheet::Sheet;
use super::{Reason, ReasonCode, UndoFile};
use crate::finding::Severity;
use crate::kinds::Kind;
use crate::plan::{Decision, PlanOptions, PlannedRow, plan};
use crate::settings::{
    CategoryIdentifier, CourseIdentifier, DefaultCommand, EmptyGroups, GroupIdentifier,
    RoleIdentifier, Settings, TemplateMode, UserIdentifier,
};
use crate::site::{SiteIndex, Touched};

/// The sites between which files lead, and what is to be brought back.
pub(super) struct Gap<'s> {
    /// The site as it is now, before any file.
    now: &'s SiteIndex,
    /// The site as it was before the run.
    before: &'s SiteIndex,
    /// The site after the files so far.
    site: SiteIndex,
    /// What the run changed, in order.
    keys: &'s [Touched],
    /// How files name cohorts.
    cohorts: GroupIdentifier,
}

/// Files, and what comes of them.
pub(super) struct Files {
    /// The files, in order.
    pub(super) files: Vec<UndoFile>,
    /// The settings that they are written for.
    pub(super) settings: Settings,
    /// The site once they are done.
    pub(super) site: SiteIndex,
    /// What the rows change that are not refused.
    pub(super) changed: BTreeSet<Touched>,
    /// What is kept from coming back since the planner refuses the row.
    pub(super) refused: BTreeMap<Touched, Vec<Reason>>,
    /// What the files change beyond what the run had changed, each with what it comes of.
    pub(super) aside: BTreeMap<Touched, BTreeSet<Touched>>,
}

/// Writes the next file; one without rows is left out.
type Writer = fn(&Gap<'_>) -> Sheet;

/// What writes files, in the order in which a bundle runs their kinds (`Kind::BUNDLE_ORDER`).
const WRITERS: &[Writer] = &[
    courses::delete,
    users::delete,
    courses::update,
    courses::link,
    courses::unlink,
    groups::delete,
    groups::keep,
    users::update,
    enrolments::enrolments,
    enrolments::suspensions,
    enrolments::roles,
    enrolments::memberships,
    cohorts::cohorts,
    cohorts::bind,
    cohorts::disable,
    groups::members,
    users::suspend,
    courses::delete_categories,
];

impl Files {
    /// The files that lead from the site as it is `now` to the site as it was `before`, as far as `keys` are concerned.
    pub(super) fn write(
        now: &SiteIndex,
        before: &SiteIndex,
        keys: &[Touched],
        options: &PlanOptions,
    ) -> Self {
        let cohorts = cohorts::identifier(now, before, keys);
        let mut gap = Gap {
            now,
            before,
            site: now.clone(),
            keys,
            cohorts,
        };
        let mut options = options.clone();
        options.check.settings = settings(options.check.settings, cohorts);
        let mut files = Vec::new();
        let mut changed = BTreeSet::new();
        let mut aside: BTreeMap<Touched, BTreeSet<Touched>> = BTreeMap::new();
        let mut refused: BTreeMap<Touched, Vec<Reason>> = BTreeMap::new();
        for write in WRITERS {
            let sheet = write(&gap);
            if sheet.rows.is_empty() {
                continue;
            }
            let file = UndoFile {
                name: name(sheet.kind, files.len() + 1),
                kind: sheet.kind,
                text: sheet.text(),
                rows: sheet.rows.len() as u64,
            };
            for (row, planned) in gap.plan(&file, &options).iter().zip(&sheet.rows) {
                for key in gap.take(row) {
                    if keys.binary_search(&key).is_err() {
                        let causes = aside.entry(key).or_default();
                        causes.extend(planned.about.iter().cloned());
                    }
                }
                if row.decision == Decision::Refused {
                    let why = refusal(&file, row);
                    for key in &planned.about {
                        refused.entry(key.clone()).or_default().push(why.clone());
                    }
                } else {
                    changed.extend(planned.about.iter().cloned());
                }
            }
            files.push(file);
        }
        Self {
            files,
            settings: options.check.settings,
            site: gap.site,
            changed,
            refused,
            aside,
        }
    }
}

impl Gap<'_> {
    /// Plans a file on the site after those above. Gives what becomes of its rows.
    fn plan(&self, file: &UndoFile, options: &PlanOptions) -> Vec<PlannedRow> {
        let mut options = options.clone();
        options.check.kind = None;
        options.check.encoding = None;
        options.check.separator = None;
        options.check.name.clone_from(&file.name);
        let plan = plan([file.text.as_bytes()], &options, self.site.clone());
        debug_assert_eq!(plan.verdict.kind, Some(file.kind), "{}", file.text);
        debug_assert_eq!(plan.rows.len() as u64, file.rows, "{}", file.text);
        plan.rows
    }

    /// Takes what a planned row does as done, and says what it changes.
    fn take(&mut self, row: &PlannedRow) -> BTreeSet<Touched> {
        let operations = row.operations.iter();
        let touched = operations.filter_map(|operation| self.site.apply(operation).ok());
        touched.flatten().collect()
    }
}

/// The name of a file: its place, and its kind. Lists of courses to delete are known by their name only.
fn name(kind: Kind, place: usize) -> String {
    match kind {
        Kind::CourseDeletions => "deletecourses.csv".to_owned(),
        _ => format!("{place:02}-{}.csv", kind.as_str()),
    }
}

fn refusal(file: &UndoFile, row: &PlannedRow) -> Reason {
    let mut findings = row.findings.iter();
    let error = findings.find(|finding| finding.severity() == Severity::Error);
    Reason::of(ReasonCode::RowRefused, &file.name)
        .with("line", row.line)
        .with("code", error.map_or("", |error| error.code.as_str()))
}

/// The settings that the files are written for, others as in `base`: what identifies objects in them, and that they may change what they are about.
fn settings(base: Settings, cohorts: GroupIdentifier) -> Settings {
    Settings {
        course_identifier: CourseIdentifier::Id,
        course_delete_identifier: CourseIdentifier::Id,
        link_course_identifier: CourseIdentifier::Shortname,
        category_identifier: CategoryIdentifier::Path,
        protect_category: false,
        force_update: true,
        template_mode: TemplateMode::Ignore,
        create_passwords: false,
        send_passwords: false,
        allow_rename: true,
        protect_emails: false,
        user_identifier: UserIdentifier::Username,
        cohort_identifier: cohorts,
        cohort_user_identifier: UserIdentifier::Username,
        cohort_course_identifier: CourseIdentifier::Shortname,
        cohort_role_identifier: RoleIdentifier::Shortname,
        create_cohorts: true,
        delete_emptied_cohorts: false,
        group_course_identifier: CourseIdentifier::Shortname,
        group_user_identifier: UserIdentifier::Username,
        group_identifier: GroupIdentifier::Name,
        grouping_identifier: GroupIdentifier::Id,
        group_created_groups: false,
        empty_groups: EmptyGroups::Keep,
        enrolment_course_identifier: CourseIdentifier::Shortname,
        enrolment_user_identifier: UserIdentifier::Username,
        default_enrolment_command: DefaultCommand::Add,
        use_disabled_methods: true,
        protect_memberships: false,
        delete_emptied_groups: false,
        ..base
    }
}
