//! The groups of a row: `gcmd` and `g1` to `g9` (`spec/operations.md` §8.4).

use crate::finding::Code;
use crate::kinds::enrolments::GroupCommand;
use crate::plan::{Draft, Operation, Refusal};

/// What the row wants of the groups of its course.
pub struct Groups {
    command: Option<GroupCommand>,
    course: u64,
    /// Names, each once, in the order of their columns.
    names: Vec<String>,
}

impl Groups {
    /// The groups of the row.
    ///
    /// # Errors
    /// The finding about a group that does not exist and is not to be created.
    pub fn of(draft: &Draft<'_>, course: u64) -> Result<Self, Refusal> {
        let command = draft.text("gcmd").and_then(GroupCommand::of);
        let mut names: Vec<String> = Vec::new();
        for number in draft.numbers("g{n}") {
            let column = format!("g{number}");
            let Some(name) = draft.normal_text(&column) else {
                continue;
            };
            let must_exist = matches!(
                command,
                Some(GroupCommand::Add { create: false } | GroupCommand::Replace { create: false })
            );
            if must_exist && draft.site().group(course, &name).is_none() {
                let shortname = draft.site().course(course).map(|found| &found.shortname);
                let unknown = draft
                    .finding(Code::UnknownGroup, &column)
                    .with("value", name)
                    .with("course", shortname.map_or("", String::as_str))
                    .with("suggested", "no");
                return Err(Box::new(unknown));
            }
            if !names.contains(&name) {
                names.push(name);
            }
        }
        Ok(Self {
            command,
            course,
            names,
        })
    }

    /// Brings the memberships of the person to what the row says.
    ///
    /// # Errors
    /// See [`Draft::apply`].
    pub fn settle(&self, draft: &mut Draft<'_>, user: u64) -> Result<(), Refusal> {
        match self.command {
            None => Ok(()),
            Some(GroupCommand::Add { .. }) => self.join(draft, user),
            Some(GroupCommand::Replace { .. }) => {
                self.leave(draft, user, |named| !named)?;
                self.join(draft, user)
            }
            Some(GroupCommand::Delete) => self.leave(draft, user, |named| named),
        }
    }

    /// Puts the person in the groups; only who takes part in the course can be in one.
    fn join(&self, draft: &mut Draft<'_>, user: u64) -> Result<(), Refusal> {
        if !draft.takes_part(self.course, user) {
            if !self.names.is_empty() {
                self.note(draft, Code::NotAParticipant, user, &self.names);
            }
            return Ok(());
        }
        let owned = draft.settings().protect_memberships;
        for name in &self.names {
            draft.join_group(self.course, user, name, owned)?;
        }
        Ok(())
    }

    /// Takes the person out of groups of the course; `which`: of those that the row names, or of the others. Memberships given by hand
    /// stay where the settings protect them.
    fn leave(
        &self,
        draft: &mut Draft<'_>,
        user: u64,
        which: impl Fn(bool) -> bool,
    ) -> Result<(), Refusal> {
        let site = draft.site();
        let (Some(course), Some(person)) = (site.course(self.course), site.user(user)) else {
            return Ok(());
        };
        let (course, username) = (course.shortname.clone(), person.username.clone());
        let groups = site.groups_of(self.course, user);
        let left: Vec<(String, bool)> = groups
            .filter(|group| which(self.names.contains(&group.name)))
            .map(|group| (group.name.clone(), group.owned.contains(&user)))
            .collect();
        let mut kept = Vec::new();
        for (group, owned) in left {
            if draft.settings().protect_memberships && !owned {
                kept.push(group);
                continue;
            }
            draft.apply(Operation::RemoveGroupMember {
                course: course.clone(),
                group,
                user: username.clone(),
                owned,
            })?;
        }
        if !kept.is_empty() {
            self.note(draft, Code::MembershipProtected, user, &kept);
        }
        Ok(())
    }

    fn note(&self, draft: &mut Draft<'_>, code: Code, user: u64, groups: &[String]) {
        let site = draft.site();
        let (course, person) = (site.course(self.course), site.user(user));
        let finding = draft
            .finding(code, "gcmd")
            .with("value", person.map_or("", |person| &person.username))
            .with("course", course.map_or("", |course| &course.shortname))
            .with("groups", groups.join(", "));
        draft.note(finding);
    }
}
