//! The browser's digest index and the server's full index give the same findings.

use std::collections::BTreeMap;

use super::testing::findings;
use super::{Kind, Value};
use crate::settings::{
    CourseIdentifier, GroupIdentifier, RoleIdentifier, Settings, UserIdentifier,
};
use crate::site::{
    Category, Cohort, Course, DigestIndex, Fields, Group, Grouping, Role, SiteFacts, SiteIndex,
    User,
};

fn fields(given: &[(&str, &str)]) -> Fields {
    given
        .iter()
        .map(|(name, value)| ((*name).to_owned(), Value::Text((*value).to_owned())))
        .collect()
}

fn user(id: u64, username: &str, idnumber: &str, email: &str) -> User {
    User {
        id,
        username: username.to_owned(),
        fields: fields(&[("idnumber", idnumber), ("email", email)]),
        password: crate::site::Password::Set,
        ..User::default()
    }
}

fn course(id: u64, shortname: &str, idnumber: &str, backup: bool) -> Course {
    Course {
        id,
        shortname: shortname.to_owned(),
        category: 2,
        fields: fields(&[("idnumber", idnumber)]),
        sections: BTreeMap::new(),
        methods: BTreeMap::from([("manual".to_owned(), true), ("self".to_owned(), false)]),
        backup,
        template: String::new(),
        last_access: 0,
        content: Default::default(),
    }
}

fn category(id: u64, parent: u64, name: &str, idnumber: &str) -> Category {
    Category {
        id,
        parent,
        name: name.to_owned(),
        idnumber: idnumber.to_owned(),
        visible: true,
    }
}

fn site() -> SiteIndex {
    let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    let mut site = SiteIndex::new(SiteFacts {
        formats: words(&["topics"]),
        auths: words(&["manual", "cas"]),
        languages: words(&["en", "fr"]),
        themes: words(&["boost"]),
        profile_fields: words(&["badge"]),
        archives: words(&["lab.mbz"]),
        damaged_archives: words(&["torn.mbz"]),
        can_restore: true,
        ..SiteFacts::default()
    });
    site.put_category(category(1, 0, "Sciences", "SCI"));
    site.put_category(category(2, 1, "Économie", ""));
    site.put_course(course(10, "BIO-101", "C-1", true));
    site.put_course(course(11, "Chem-204", "", false));
    site.put_user(user(20, "m.curie", "P-1", "Marie@example.org"));
    site.put_user(user(21, "p.curie", "", "pierre@example.org"));
    site.put_user(user(22, "i.curie", "P-3", "shared@example.org"));
    site.put_user(user(23, "e.curie", "P-4", "shared@example.org"));
    for (id, shortname) in [(1, "student"), (2, "teacher")] {
        site.put_role(Role {
            id,
            shortname: shortname.to_owned(),
        });
    }
    site.put_cohort(Cohort {
        id: 1,
        name: "Year 1".to_owned(),
        idnumber: "COH-1".to_owned(),
        ..Cohort::default()
    });
    site.put_group(Group {
        id: 1,
        course: 10,
        name: "Group A".to_owned(),
        idnumber: "GRP-A".to_owned(),
        ..Group::default()
    });
    site.put_grouping(Grouping {
        id: 1,
        course: 10,
        name: "Labs".to_owned(),
        idnumber: "GRPG-LAB".to_owned(),
        ..Grouping::default()
    });
    site
}

const USERS: &str = "\
username;firstname;lastname;idnumber;email;auth;lang;deleted;oldusername;cohort;cohortid;course1;role1;enrol1;group1;profile_field_bagde
m.curie;Marie;Curie;P-1;marie@example.org;cas;fr;;;Year 1;;bio-101;student;manual;Group A;
m.curie;Max;Curie;P-2;max@example.org;ldap;de;;;Year 2;COH-1;BIO 101;Student;;;
p.curie;Pierre;Curie;P-9;shared@example.org;;;0;;;;C-1;teacher;manual;Group A;
irene;Irene;Curie;P-3;;;;;;;;CHEM-204;student;self;Group B;
E.Curie;Eve;Curie;P-4;eve@example.org;;;;;;;10;studnet;manual;Group A;
gone;Gone;Curie;;;;;1;;;;;;;;
new;New;Curie;P-10;;;;;e.curie;;;PHYS-1;student;;;
";

const COURSES: &str = "\
id;shortname;fullname;category;idnumber;format;lang;theme;template;teacher1_account;teacher1_role
10;BIO-101;Cells;Sciences;C-1;topics;fr;boost;chem-204;m.curie;teacher
11;BIO 101;Cells;Sciences/Economie;C-1;weeks;de;classic;Chem-204;shared@example.org;tutor
;NEW-1;New;Scinces/Arts;C-2;;;;lab.mbz;P-3;
;NEW-2;New;Arts;;;;;torn.mbz;20;
12;NEW-3;New;1;;;;;none.mbz;99;
;NEW-4;New;SCI;;;;;bio-101;m.cure;
;chem-204;New;Sciences/Économie;;;;;NEW-1;;
";

const GROUPS: &str = "\
type;courseid;updateid;name;idnumber;grouping
group;bio-101;GRP-A;Group A;;GRPG-LAB
group;C-1;Group A;Group B;GRP-B;GRPG-LBA
group;10;1;Group C;GRP-C;
group;CHEM-204;GRP-A;Group D;GRP-D;GRPG-LAB
grouping;BIO-101;GRPG-LBA;;GRPG-LAB;
grouping;BIO-101;;Labs;;1
group;PHYS-1;;Labs;;
";

const COHORTS: &str = "\
cmd;cidnumber;cname;cid;userid;ccatcontext;ccatcontextidnumber
add;COH-1;Year 1;1;P-1;1;
add;COH-2;Year 1;2;m.curie;9;
del;COH1;Year-1;;20;;
free;COH-3;Year 3;;shared@example.org;;SCI
add;COH-4;Year 4;;99;;SCY
;;;;;0;
";

const METACOURSES: &str = "\
master;meta;cmd
BIO-101;Chem-204;add
bio-101;BIO-101;
C-1;C-2;del
BIO-101;BIO-102;
10;11;fulldel
10;12;fulldel
Chem204;BIO-101;add
";

const COHORT_COURSES: &str = "\
cohort;course;role;enrol;cmd
COH-1;C-1;student;cohort;add
Year 1;BIO-101;studnet;cohorts;del
1;10;1;delayedcohort;restore
COH-2;Chem-204;*;;add
COH1;11;3;;
";

const GROUP_MEMBERS: &str = "\
cmd;courseid;groupid;userid
add;bio-101;GRP-A;M.Curie
shift;C-1;Group A;P-3
del;10;1;shared@example.org
add;CHEM-204;GRP-A;m.curie
;BIO-101;GRP-B;nobody
shift;PHYS-1;GRP-A;m.curie
";

const ENROLMENTS: &str = "\
cmd;cid;uid;rolename;enrol;gcmd;g1
add;bio-101;m.curie;student;manual;gadd;Group A
add;C-1;P-1;student;self;gadd;Group B
shift;10;marie@example.org;teacher;sync;gaddcreate;Group B
del;BIO-101;shared@example.org;;guest;gdel;Group C
add;C-1;P-3;Student;cohort;;
enable;10;shared@example.org;;;;
add;PHYS-1;nobody;janitor;paypal;;
";

const CATEGORY_DELETIONS: &str = "\
emptycategory;path
1;Sciences
Sciences/Économie;
Sciences/Economie;
Sciences/Arts;
9;
Scences;
Sciences//Arts;
1;
";

#[test]
fn browser_and_server_find_the_same() {
    let site = site();
    let digest = DigestIndex::of(&site, [7; 16]);
    let travelled = DigestIndex::from_bytes(&digest.to_bytes()).expect("what was just written");
    let courses = [
        CourseIdentifier::Shortname,
        CourseIdentifier::Idnumber,
        CourseIdentifier::Id,
    ];
    let users = [
        UserIdentifier::Idnumber,
        UserIdentifier::Username,
        UserIdentifier::Email,
    ];
    let mut compared = 0;
    let groups = [
        GroupIdentifier::Idnumber,
        GroupIdentifier::Name,
        GroupIdentifier::Id,
    ];
    let cohorts = [
        (GroupIdentifier::Idnumber, RoleIdentifier::Shortname),
        (GroupIdentifier::Name, RoleIdentifier::Shortname),
        (GroupIdentifier::Id, RoleIdentifier::Id),
    ];
    let rows = courses.into_iter().zip(users).zip(groups).zip(cohorts);
    for (((course, user), group), (cohort, role)) in rows {
        for on in [false, true] {
            let settings = Settings {
                course_identifier: course,
                user_course_identifier: course,
                user_identifier: user,
                force_update: on,
                allow_rename: on,
                protect_emails: on,
                group_course_identifier: course,
                group_identifier: group,
                cohort_identifier: cohort,
                cohort_user_identifier: user,
                cohort_course_identifier: course,
                link_course_identifier: course,
                cohort_role_identifier: role,
                create_cohorts: on,
                group_user_identifier: user,
                enrolment_course_identifier: course,
                enrolment_user_identifier: user,
                use_disabled_methods: on,
                ..Settings::default()
            };
            for (kind, file) in [
                (Kind::Users, USERS),
                (Kind::Courses, COURSES),
                (Kind::Groups, GROUPS),
                (Kind::Cohorts, COHORTS),
                (Kind::CohortCourses, COHORT_COURSES),
                (Kind::Metacourses, METACOURSES),
                (Kind::GroupMembers, GROUP_MEMBERS),
                (Kind::Enrolments, ENROLMENTS),
                (Kind::CategoryDeletions, CATEGORY_DELETIONS),
            ] {
                let on_server = findings(kind, file, &settings, &site);
                assert!(on_server.len() > 5, "{on_server:?}");
                assert_eq!(findings(kind, file, &settings, &digest), on_server);
                assert_eq!(findings(kind, file, &settings, &travelled), on_server);
                compared += on_server.len();
            }
        }
    }
    assert!(compared > 100, "{compared}");
}
