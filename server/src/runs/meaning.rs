//! What a site's refusal means, in our own words: Moodle has a code for many things, and an answer in the language of an account that nobody
//! reads with. What it said itself follows, as it came.
//!
//! The same for all who write to a site: they hand on Moodle's code (parameter `code`) and name objects as [`Thing`](toolsync_core::site::Thing) does.

use toolsync_core::finding::{Code, Finding, Span};
use toolsync_core::kinds::Value;
use toolsync_core::plan::{ObjectKey, Operation, PlannedRow};

/// The findings of a row that its site refused: ours, where there is more to say than that it refused; then the site's own words.
pub(super) fn explained(approved: &PlannedRow, mut refusal: Finding) -> Vec<Finding> {
    refusal.line = approved.line;
    refusal.span = approved.span;
    if let Some(reason) = param(&refusal, "code").and_then(reason) {
        refusal = refusal.with("reason", reason);
    }
    let meant = of_template(approved, &refusal).or_else(|| meant(approved, &refusal));
    let meant = meant.map(|meant| Finding {
        line: approved.line,
        span: approved.span,
        ..meant
    });
    meant.into_iter().chain([refusal]).collect()
}

/// Who has to do something, where the message of the refusal says so itself.
fn reason(code: &str) -> Option<&'static str> {
    Some(match code {
        "passwordpolicy" => "password",
        "nopermissions"
        | "nopermission"
        | "requireloginerror"
        | "accessdenied"
        | "accessexception"
        | "cannotdeletecategory"
        | "cannotdeletecourse"
        | "cannotviewprofile"
        | "usernotupdatedadmin"
        | "wscannotenrol"
        | "wscannotunenrol"
        | "wsusercannotassign"
        | "youcannotdeletecategory" => "permission",
        _ => return None,
    })
}

/// That nothing came of a template, with the number that tool_sync has for it. A course that the site does not make from its template has
/// one in any case.
fn of_template(approved: &PlannedRow, refusal: &Finding) -> Option<Finding> {
    let (template, is_new) = approved.operations.iter().find_map(|one| match one {
        Operation::CreateCourse { template, .. } if !template.is_empty() => Some((template, true)),
        Operation::ApplyTemplate { template, .. } => Some((template, false)),
        _ => None,
    })?;
    let code = match param(refusal, "code") {
        Some("-7") => Code::TemplateNotFound,
        Some("-20") => Code::TemplateNoArchive,
        Some("-21") => Code::TemplateNoBackup,
        Some("-22") => Code::TemplateFileMissing,
        Some("-24") => Code::TemplateUnreadable,
        _ if is_new => Code::TemplateCourseNotCreated,
        _ => return None,
    };
    Some(about(code, template).column("template"))
}

fn meant(approved: &PlannedRow, refusal: &Finding) -> Option<Finding> {
    match param(refusal, "how") {
        Some("missing") => missing(refusal),
        Some("exists") if param(refusal, "what") == Some("account_of_address") => {
            let address = param(refusal, "name")?;
            Some(about(Code::EmailTaken, address).column("email"))
        }
        Some("exists" | "changed") => None,
        _ => match param(refusal, "code")? {
            "-3" => Some(with_details(Code::SectionNotCreated, refusal)),
            "-4" => Some(with_details(Code::NotEnrolled, refusal)),
            code => refused(code, untried(approved, refusal)),
        },
    }
}

/// What tool_sync has a number for, with the site's words.
fn with_details(code: Code, refusal: &Finding) -> Finding {
    let details = param(refusal, "details").unwrap_or_default();
    Finding::new(code, 0, Span::default()).with("details", details)
}

/// The operations of a row from the one on that the site refused, as far as that is known.
fn untried<'r>(approved: &'r PlannedRow, refusal: &Finding) -> &'r [Operation] {
    let done = param(refusal, "done").and_then(|done| done.parse().ok());
    approved
        .operations
        .get(done.unwrap_or(0)..)
        .unwrap_or_default()
}

/// An object that is not there.
fn missing(refusal: &Finding) -> Option<Finding> {
    let code = match param(refusal, "what")? {
        "account" => Code::UnknownUser,
        "course" => Code::UnknownCourse,
        "category" => Code::UnknownCategory,
        "role" => Code::UnknownRole,
        "cohort" => Code::UnknownCohort,
        "group" => Code::UnknownGroup,
        "grouping" => Code::UnknownGrouping,
        "enabled_method" => Code::MethodNotOffered,
        _ => return None,
    };
    let finding = about(code, param(refusal, "name")?);
    Some(match param(refusal, "course") {
        Some(course) => finding.with("course", course).with("reason", "missing"),
        None => finding,
    })
}

/// What Moodle's code says of the first operation that it can be about.
fn refused(code: &str, operations: &[Operation]) -> Option<Finding> {
    let value_of = |field: &str| operations.iter().find_map(|one| given(one, field));
    Some(match code {
        "useremailduplicate" => about(Code::EmailTaken, &value_of("email")?).column("email"),
        "useremailinvalid" | "invalidemail" => {
            about(Code::BadEmail, &value_of("email")?).column("email")
        }
        "shortnametaken" => {
            about(Code::ShortnameTaken, &value_of("shortname")?).column("shortname")
        }
        "courseidnumbertaken" | "idnumbertaken" => {
            let (value, object) = operations.iter().find_map(|one| {
                let value = given(one, "idnumber")?;
                Some((value, kind(one)))
            })?;
            about(Code::IdnumberTaken, &value).with("object", object)
        }
        "useradminodelete" | "usernotdeletederror" => {
            let key = operations.iter().flat_map(Operation::uses);
            let mut names = key.filter_map(|key| match key {
                ObjectKey::User(name) => Some(name),
                _ => None,
            });
            about(Code::AccountProtected, &names.next()?)
        }
        _ => return None,
    })
}

/// What an operation gives to a field.
fn given(operation: &Operation, field: &str) -> Option<String> {
    let value = match operation {
        Operation::CreateUser { fields, .. } => fields.get(field),
        Operation::CreateCourse { shortname, .. } if field == "shortname" => {
            return Some(shortname.clone());
        }
        Operation::CreateCourse { fields, .. } => fields.get(field),
        Operation::CreateGroup { group: new, .. }
        | Operation::CreateGrouping { grouping: new, .. }
            if field == "idnumber" =>
        {
            return Some(new.idnumber.clone());
        }
        _ => {
            let mut changes = operation.changes().iter();
            let change = changes.find(|change| change.field == field)?;
            change.new.as_ref()
        }
    };
    value.map(Value::to_string)
}

/// What an operation is about, as the message of taken idnumbers names it.
const fn kind(operation: &Operation) -> &'static str {
    match operation {
        Operation::CreateCourse { .. } | Operation::UpdateCourse { .. } => "course",
        Operation::CreateGroup { .. } | Operation::UpdateGroup { .. } => "group",
        Operation::CreateGrouping { .. } | Operation::UpdateGrouping { .. } => "grouping",
        Operation::CreateCohort { .. } | Operation::UpdateCohort { .. } => "cohort",
        _ => "account",
    }
}

/// A finding about a name or a value. Of one that is not known, none like it is looked for: the check did.
fn about(code: Code, value: &str) -> Finding {
    let finding = Finding::new(code, 0, Span::default()).with("value", value);
    finding.with("suggested", "no")
}

fn param<'f>(finding: &'f Finding, name: &str) -> Option<&'f str> {
    finding.params.get(name).map(String::as_str)
}

#[cfg(test)]
mod tests {
    use toolsync_core::messages::{Catalogue, Language};
    use toolsync_core::plan::{CategoryKey, Change, Decision};
    use toolsync_core::site::{ApplyError, Fields, Password, Thing, ThingKind};

    use super::*;

    fn row(operations: Vec<Operation>) -> PlannedRow {
        PlannedRow {
            line: 3,
            span: Span::new(40, 60),
            subject: "ana".to_owned(),
            decision: Decision::Change,
            operations,
            needs: Vec::new(),
            needs_elsewhere: Vec::new(),
            findings: Vec::new(),
        }
    }

    fn text(value: &str) -> Value {
        Value::Text(value.to_owned())
    }

    fn new_user(address: &str) -> Operation {
        Operation::CreateUser {
            username: "ana".to_owned(),
            fields: Fields::from([("email".to_owned(), text(address))]),
            password: Password::ToGenerate,
            secret: Default::default(),
            digest: String::new(),
            force_change: false,
            mail: String::new(),
        }
    }

    fn new_course(template: &str) -> Operation {
        Operation::CreateCourse {
            shortname: "BIO-1".to_owned(),
            category: CategoryKey {
                id: Some(1),
                path: vec!["Sciences".to_owned()],
            },
            fields: Fields::from([("idnumber".to_owned(), text("B1"))]),
            template: template.to_owned(),
        }
    }

    fn refusal(code: &str) -> Finding {
        let refusal = Finding::new(Code::SiteRefused, 0, Span::default());
        let details = format!("words of Moodle ({code})");
        refusal.with("details", details).with("code", code)
    }

    fn moved(error: &ApplyError) -> Finding {
        Finding::new(Code::SiteMoved, 0, Span::default()).with_all(error.params())
    }

    /// The codes of what is said, with the value that the first names.
    fn said(operations: Vec<Operation>, refusal: Finding) -> (Vec<Code>, String) {
        let findings = explained(&row(operations), refusal);
        assert!(
            findings
                .iter()
                .all(|one| one.line == 3 && one.span.end == 60)
        );
        for language in [Language::En, Language::Fr] {
            let words = Catalogue::new(language);
            for finding in &findings {
                let said = words.finding(finding);
                // A parameter that a message wants and a finding has not shows by its name.
                assert!(!said.contains('$'), "{said}");
            }
        }
        let value = param(&findings[0], "value").unwrap_or_default().to_owned();
        (findings.iter().map(|one| one.code).collect(), value)
    }

    #[test]
    fn codes_of_moodle_are_said_in_our_words_and_moodles_follow() {
        let site = Code::SiteRefused;
        let renamed = Operation::UpdateCourse {
            shortname: "BIO-1".to_owned(),
            changes: vec![Change {
                field: "shortname".to_owned(),
                old: Some(text("BIO-1")),
                new: Some(text("BIO-2")),
            }],
            category: None,
        };
        for (code, operation, ours, value) in [
            (
                "useremailduplicate",
                new_user("a@x.org"),
                Code::EmailTaken,
                "a@x.org",
            ),
            ("useremailinvalid", new_user("a@x"), Code::BadEmail, "a@x"),
            ("invalidemail", new_user("a@x"), Code::BadEmail, "a@x"),
            (
                "shortnametaken",
                new_course(""),
                Code::ShortnameTaken,
                "BIO-1",
            ),
            ("shortnametaken", renamed, Code::ShortnameTaken, "BIO-2"),
            (
                "courseidnumbertaken",
                new_course(""),
                Code::IdnumberTaken,
                "B1",
            ),
            (
                "useradminodelete",
                new_user("a@x"),
                Code::AccountProtected,
                "ana",
            ),
        ] {
            let expected = (vec![ours, site], value.to_owned());
            assert_eq!(said(vec![operation], refusal(code)), expected, "{code}");
        }
        let (codes, _) = said(vec![new_user("a@x.org")], refusal("somethingelse"));
        assert_eq!(codes, [site]);
    }

    #[test]
    fn what_is_not_there_is_said_in_our_words() {
        let about = |what: &Thing| {
            let error = ApplyError::Missing(what.clone());
            said(vec![new_user("a@x.org")], moved(&error))
        };
        for (what, ours, value) in [
            (Thing::account("ana"), Code::UnknownUser, "ana"),
            (Thing::course("BIO 1"), Code::UnknownCourse, "BIO 1"),
            (
                Thing::category(&["Arts".to_owned(), "Music".to_owned()]),
                Code::UnknownCategory,
                "Arts/Music",
            ),
            (Thing::role("tutor"), Code::UnknownRole, "tutor"),
            (Thing::cohort("All"), Code::UnknownCohort, "All"),
            (Thing::group("C", "G 1"), Code::UnknownGroup, "G 1"),
            (Thing::grouping("C", "G"), Code::UnknownGrouping, "G"),
            (
                Thing::in_course(ThingKind::EnabledMethod, "manual", "C"),
                Code::MethodNotOffered,
                "manual",
            ),
        ] {
            let expected = (vec![ours, Code::SiteMoved], value.to_owned());
            assert_eq!(about(&what), expected, "{what}");
        }
        for what in [
            Thing::assigned_role("C", "ana", "tutor"),
            Thing::cohort_member("All", "ana"),
            Thing::new(ThingKind::Archive, "x"),
        ] {
            assert_eq!(about(&what).0, [Code::SiteMoved], "{what}");
        }
        let taken = Thing::new(ThingKind::AccountOfAddress, "a@x.org");
        let taken = moved(&ApplyError::Exists(taken));
        let (codes, value) = said(vec![new_user("a@x.org")], taken);
        assert_eq!(codes, [Code::EmailTaken, Code::SiteMoved]);
        assert_eq!(value, "a@x.org");
    }

    #[test]
    fn what_tool_sync_has_a_number_for_has_it() {
        for (code, ours, number) in [
            ("-7", Code::TemplateNotFound, -7),
            ("-20", Code::TemplateNoArchive, -20),
            ("-21", Code::TemplateNoBackup, -21),
            ("-22", Code::TemplateFileMissing, -22),
            ("-23", Code::TemplateCourseNotCreated, -23),
            ("-24", Code::TemplateUnreadable, -24),
            // Whatever keeps a course from being made from its template.
            ("backupprecheckerrors", Code::TemplateCourseNotCreated, -23),
        ] {
            let (codes, value) = said(vec![new_course("lab.mbz")], refusal(code));
            assert_eq!(codes, [ours, Code::SiteRefused], "{code}");
            assert_eq!(codes[0].seed_code(), Some(number));
            assert_eq!(value, "lab.mbz");
        }
        let backup = Thing::new(ThingKind::Backup, "TPL");
        let missing = moved(&ApplyError::Missing(backup)).with("code", "-21");
        let add = Operation::ApplyTemplate {
            shortname: "BIO-1".to_owned(),
            template: "TPL".to_owned(),
            replace: false,
        };
        let (codes, _) = said(vec![add.clone()], missing);
        assert_eq!(codes, [Code::TemplateNoBackup, Code::SiteMoved]);
        // A course that is there is not one that could not be made.
        assert_eq!(said(vec![add], refusal("-23")).0, [Code::SiteRefused]);
        let (codes, _) = said(vec![new_course("")], refusal("-3"));
        assert_eq!(codes, [Code::SectionNotCreated, Code::SiteRefused]);
        let (codes, _) = said(vec![new_course("")], refusal("-4"));
        assert_eq!(codes, [Code::NotEnrolled, Code::SiteRefused]);
    }

    #[test]
    fn who_can_mend_it_is_said() {
        let reason = |code: &str| {
            let findings = explained(&row(vec![new_user("a@x.org")]), refusal(code));
            param(&findings[0], "reason").unwrap_or_default().to_owned()
        };
        assert_eq!(reason("passwordpolicy"), "password");
        assert_eq!(reason("nopermissions"), "permission");
        assert_eq!(reason("wsusercannotassign"), "permission");
        assert_eq!(reason("dmlwriteexception"), "");
    }

    #[test]
    fn of_a_row_that_was_begun_what_is_left_counts() {
        let begun = refusal("useremailduplicate").with("done", 1);
        let (codes, value) = said(vec![new_user("a@x.org"), new_user("b@x.org")], begun);
        assert_eq!(codes, [Code::EmailTaken, Code::SiteRefused]);
        assert_eq!(value, "b@x.org");
    }
}
