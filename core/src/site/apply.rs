//! How an operation changes a site. The planner's working copy and the sandbox both go through here.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::effect::{effects, follow};
use super::{Features, Object, SiteIndex, Thing, read_features};
use crate::finding::Params;
use crate::plan::Operation;

/// An object that an operation changed, for whoever keeps the site on disk.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Touched {
    /// The category of this id.
    Category(u64),
    /// The course of this id.
    Course(u64),
    /// The account of this id.
    User(u64),
    /// The cohort of this id.
    Cohort(u64),
    /// The binding of a cohort to a course, of this id.
    CohortBinding(u64),
    /// The link between two courses, of this id.
    CourseLink(u64),
    /// The group of this id.
    Group(u64),
    /// The grouping of this id.
    Grouping(u64),
    /// The enrolment of this course, account and method.
    Enrolment(u64, u64, String),
    /// The role assignment of this course, account and role.
    RoleAssignment(u64, u64, String),
}

/// Why an operation could not be applied.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ApplyError {
    /// What the operation expects is not what the site has.
    #[error("{what} is {found} where the plan expected {expected}")]
    Moved {
        /// The object, and what of it.
        what: Thing,
        /// What the plan saw.
        expected: String,
        /// What is there now.
        found: String,
    },
    /// The object that the operation changes does not exist.
    #[error("{0} does not exist")]
    Missing(Thing),
    /// The object that the operation creates exists already.
    #[error("{0} exists already")]
    Exists(Thing),
}

impl ApplyError {
    /// What the operation expects is not what the site has, and more than one word tells either; none where it is not there. Only what
    /// differs is told; where nothing of it does, that there is something else.
    pub fn moved(
        what: Thing,
        expected: impl Into<Option<Features>>,
        found: impl Into<Option<Features>>,
    ) -> Self {
        let (expected, found) = Features::difference(expected.into(), found.into());
        Self::Moved {
            what,
            expected,
            found,
        }
    }

    /// As parameters of messages: `how` (`changed`, `missing`, `exists`), those of the thing, and of what changed `expected` and `found`.
    /// These are words of ours (`absent`, `enabled`…), several of them with numbers and names (`features`, see [`Features`]), texts (`text`)
    /// or nothing at all (`empty`), as `expected_is` and `found_is` say.
    pub fn params(&self) -> Params {
        let (how, what) = match self {
            Self::Moved { what, .. } => ("changed", what),
            Self::Missing(what) => ("missing", what),
            Self::Exists(what) => ("exists", what),
        };
        let mut params = what.params();
        params.insert(Cow::Borrowed("how"), how.to_owned());
        if let Self::Moved {
            what,
            expected,
            found,
        } = self
        {
            let word = |value: &str| match STATES.iter().find(|state| **state == value) {
                _ if value.is_empty() => "empty",
                Some(state) if !what.is_text() => state,
                None if what.has_features() && read_features(value).is_some() => "features",
                _ => "text",
            };
            params.insert(Cow::Borrowed("expected_is"), word(expected).to_owned());
            params.insert(Cow::Borrowed("found_is"), word(found).to_owned());
            params.insert(Cow::Borrowed("expected"), expected.clone());
            params.insert(Cow::Borrowed("found"), found.clone());
        }
        params
    }
}

/// What stands for a state of something, and not for a text that somebody wrote. Messages have words for each.
pub(crate) const STATES: &[&str] = &[
    "absent",
    "as_left",
    "as_made",
    "as_seen",
    "by_hand",
    "by_tool",
    "disabled",
    "empty",
    "enabled",
    "no",
    "nothing",
    "otherwise",
    "with_content",
    "yes",
];

/// One object before and after.
pub(super) enum Effect {
    /// It will be so.
    Put(Object),
    /// It goes.
    Remove(Touched),
    /// This cohort or group gets this account as a member. Apart from [`Effect::Put`], since copying all the members for each
    /// new one would make the time of a large file quadratic.
    Join(Touched, u64),
    /// The membership of this account in this group, which it has just joined, is tool_sync's own.
    Own(Touched, u64),
    /// The membership of this account in this group, which it has just joined, is a cohort's to take away.
    FollowCohort(Touched, u64),
    /// This cohort or group loses this account.
    Leave(Touched, u64),
}

/// Objects as they were before the operations of a row; none: there was none.
#[derive(Debug, Default)]
pub(crate) struct Before(BTreeMap<Touched, Option<Object>>);

impl Effect {
    /// The object that changes.
    fn key(&self) -> Option<Touched> {
        match self {
            Self::Put(object) => object.key(),
            Self::Remove(key)
            | Self::Join(key, _)
            | Self::Own(key, _)
            | Self::FollowCohort(key, _)
            | Self::Leave(key, _) => Some(key.clone()),
        }
    }
}

impl SiteIndex {
    /// Applies one operation, and says which objects it changed.
    ///
    /// # Errors
    /// When the site is not as the operation expects; nothing is changed then.
    pub fn apply(&mut self, operation: &Operation) -> Result<Vec<Touched>, ApplyError> {
        let mut touched = Vec::new();
        for effect in effects(self, operation)? {
            touched.extend(effect.key());
            self.take(effect);
        }
        Ok(touched)
    }

    /// Puts an object back as it was, with what follows of it in metacourses, and says which objects that changes.
    pub(crate) fn restore(&mut self, object: Object) -> Vec<Touched> {
        self.take_followed(Effect::Put(object))
    }

    /// Takes an object away again, with what follows of it in metacourses, and says which objects that changes.
    pub(crate) fn withdraw(&mut self, key: Touched) -> Vec<Touched> {
        self.take_followed(Effect::Remove(key))
    }

    fn take_followed(&mut self, effect: Effect) -> Vec<Touched> {
        let mut effects = vec![effect];
        let followed = follow(self, &effects).effects;
        effects.extend(followed);
        let mut touched = Vec::new();
        for effect in effects {
            touched.extend(effect.key());
            self.take(effect);
        }
        touched
    }

    fn take(&mut self, effect: Effect) {
        match effect {
            Effect::Put(object) => self.put(object),
            Effect::Remove(key) => self.remove(&key),
            Effect::Join(key, user) => self.join(&key, user),
            Effect::Own(key, user) => self.own(&key, user),
            Effect::FollowCohort(key, user) => self.follow_cohort(&key, user),
            Effect::Leave(key, user) => self.leave(&key, user),
        }
    }

    /// Applies the operations of a row, all or none, and says which objects they changed, each once.
    ///
    /// # Errors
    /// That of the first operation that cannot be applied; nothing is changed then.
    pub fn apply_all(&mut self, operations: &[Operation]) -> Result<Vec<Touched>, ApplyError> {
        let mut before = Before::default();
        for operation in operations {
            if let Err(error) = self.apply_keeping(operation, &mut before) {
                self.take_back(before);
                return Err(error);
            }
        }
        Ok(before.0.into_keys().collect())
    }

    /// Applies one operation, and keeps in `before` what it changes.
    ///
    /// # Errors
    /// When the site is not as the operation expects; nothing is changed then.
    pub(crate) fn apply_keeping(
        &mut self,
        operation: &Operation,
        before: &mut Before,
    ) -> Result<(), ApplyError> {
        for effect in effects(self, operation)? {
            // Once per object: a group that a whole cohort joins is copied once, not for each member.
            if let Some(key) = effect.key()
                && !before.0.contains_key(&key)
            {
                let old = self.object(&key);
                before.0.insert(key, old);
            }
            self.take(effect);
        }
        Ok(())
    }

    /// Puts back what was kept.
    pub(crate) fn take_back(&mut self, before: Before) {
        for (key, old) in before.0 {
            match old {
                Some(object) => self.put(object),
                None => self.remove(&key),
            }
        }
    }
}
