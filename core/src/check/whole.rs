//! A whole file at once: on two processors, where there are threads.

#[cfg(not(target_arch = "wasm32"))]
mod threads;

use super::{Checker, Verdict};

/// Where the bytes of a file are handed in, chunk after chunk.
pub type Feed<'f> = &'f mut dyn FnMut(&[u8]);

impl Checker<'_> {
    /// Checks a whole file. `feed` hands in the file's bytes in order, cut anywhere. Finds
    /// what [`Checker::push`] and [`Checker::finish`] would.
    ///
    /// Natively, `feed` runs on a thread of its own, on which the cells of rows are read while the calling thread compares the rows
    /// above them with each other and with the site; when it has compared all, it reads some as well.
    ///
    /// # Errors
    /// That of `feed`: the file cannot be read to its end. What was found so far was told to listeners.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn whole<E: Send>(
        self,
        feed: impl FnOnce(Feed<'_>) -> Result<(), E> + Send,
    ) -> Result<Verdict, E> {
        threads::run(self, feed)
    }

    /// Checks a whole file. `feed` hands in the file's bytes in order, cut anywhere.
    ///
    /// # Errors
    /// That of `feed`: the file cannot be read to its end. What was found so far was told to listeners.
    #[cfg(target_arch = "wasm32")]
    pub fn whole<E: Send>(
        mut self,
        feed: impl FnOnce(Feed<'_>) -> Result<(), E> + Send,
    ) -> Result<Verdict, E> {
        feed(&mut |bytes| self.push(bytes))?;
        Ok(self.finish())
    }
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use proptest::prelude::*;

    use super::*;
    use crate::check::CheckOptions;
    use crate::finding::Finding;
    use crate::kinds::Row;
    use crate::site::{Course, Directory, Group, NoSite, Role, SiteFacts, SiteIndex, User};

    /// The verdict on a file that comes in chunks of `size`.
    fn whole(file: impl AsRef<[u8]> + Sync, size: usize) -> Verdict {
        whole_on(&NoSite, file, size)
    }

    fn whole_on(site: &dyn Directory, file: impl AsRef<[u8]> + Sync, size: usize) -> Verdict {
        let checked = Checker::new(CheckOptions::default(), site).whole(|push| {
            file.as_ref().chunks(size).for_each(push);
            Ok::<_, Infallible>(())
        });
        let Ok(verdict) = checked;
        verdict
    }

    /// A line above the header that is long enough for the file to be read from then on as it comes in.
    fn comment() -> String {
        format!("#{}\n", "x".repeat(64 * 1024))
    }

    /// A file in chunks of `size`; a [`comment`] at its start comes at once.
    fn chunks(file: &[u8], size: usize) -> impl Iterator<Item = &[u8]> {
        let above = Some(comment().len()).filter(|_| file.starts_with(b"#xxx"));
        let (above, rest) = file.split_at(above.unwrap_or(0));
        std::iter::once(above).chain(rest.chunks(size))
    }

    /// The same, pushed in chunks of `size`, with the lines of the rows that were handed out.
    fn pushed(file: impl AsRef<[u8]>, size: usize) -> (Verdict, Vec<u64>) {
        let mut lines = Vec::new();
        let mut checker = Checker::new(CheckOptions::default(), &NoSite);
        for chunk in chunks(file.as_ref(), size) {
            checker.push_rows(chunk, &mut |row, _| lines.push(row.line()));
        }
        let verdict = checker.finish_rows(&mut |row, _| lines.push(row.line()));
        (verdict, lines)
    }

    /// The verdict on a file that is pushed in chunks of `size`, with all that is told of each row.
    fn told(site: &dyn Directory, file: &str, size: usize) -> (Verdict, Vec<String>) {
        let mut told = Vec::new();
        let mut checker = Checker::new(CheckOptions::default(), site);
        let mut tell = |row: &Row<'_>, findings: &[Finding]| {
            let record = row.record;
            let cells = (0..record.len()).map(|at| (record.cell(at), record.cell_span(at)));
            let cells: Vec<_> = cells.collect();
            let line = (row.line(), row.span(), record.as_written().to_vec());
            told.push(format!("{line:?} {cells:?} {findings:?}"));
        };
        for chunk in chunks(file.as_bytes(), size) {
            checker.push_rows(chunk, &mut tell);
        }
        let verdict = checker.finish_rows(&mut tell);
        (verdict, told)
    }

    /// Courses `C-0` to `C-4`, the first of them with a group `A`, and people `u0.x` to `u29.x`.
    fn site() -> SiteIndex {
        let mut site = SiteIndex::new(SiteFacts::default());
        for (id, shortname) in [(1, "student"), (2, "teacher")] {
            let shortname = shortname.to_owned();
            site.put_role(Role { id, shortname });
        }
        for id in 0..5 {
            site.put_course(Course {
                id: id + 1,
                shortname: format!("C-{id}"),
                methods: [("manual".to_owned(), true), ("self".to_owned(), id > 2)].into(),
                ..Course::default()
            });
        }
        for id in 0..30 {
            site.put_user(User {
                id: id + 1,
                username: format!("u{id}.x"),
                ..User::default()
            });
        }
        site.put_group(Group {
            id: 1,
            course: 1,
            name: "A".to_owned(),
            ..Group::default()
        });
        site
    }

    #[test]
    fn what_is_no_file_of_rows_is_judged_as_when_it_is_pushed() {
        for file in [
            "",
            "\n",
            "PK\u{3}\u{4} no archive",
            "%PDF-1.7 no text",
            "x;y\n1;2\n",
        ] {
            assert_eq!(whole(file, 3), pushed(file, 1).0, "{file:?}");
        }
    }

    /// Long enough for rows to be handed over unread; some records stand on several lines, some keys are repeated or out of order.
    #[test]
    fn a_long_file_is_judged_as_when_it_is_pushed() {
        let mut file = "username;firstname;lastname;email;idnumber\n".to_owned();
        for row in 0..20_000_u32 {
            let first = match row % 50 {
                7 => "\"Marie\nSaloméa\"",
                21 => "\"Mar;ie\"",
                33 => "Ma\"rie",
                40 => "",
                _ => "Marie",
            };
            let end = if row % 3 == 0 { "\r\n" } else { "\n" };
            let person = if row % 4_999 == 4_998 { row - 17 } else { row };
            file += &format!("u{person:06};{first};Curie;u{row:06}@example.org;P-{person}{end}");
        }
        let (expected, _) = pushed(&file, 1_000);
        assert_eq!(expected.rows, 20_000);
        assert_eq!(whole(&file, 256 * 1024), expected);
        assert_eq!(whole(&file, 777), expected);
    }

    #[test]
    fn an_error_of_the_source_ends_the_check() {
        let checker = Checker::new(CheckOptions::default(), &NoSite);
        let checked = checker.whole(|push| {
            push(b"username;firstname;lastname\n");
            Err("the disk is gone")
        });
        assert_eq!(checked.err(), Some("the disk is gone"));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]
        /// Rows of many batches, some repeated, some wrong.
        #[test]
        fn a_whole_file_is_judged_as_when_it_is_pushed(
            people in prop::collection::vec((0_u32..900, "[a-z]{1,6}|É?|[a-z]{2};"), 0..1_500),
            size in 1_usize..5_000,
        ) {
            let mut file = "username;firstname;lastname;idnumber\n".to_owned();
            for (number, name) in people {
                file += &format!("u{number};{name};Curie;P-{}\n", number / 2);
            }
            prop_assert_eq!(whole(&file, size), pushed(&file, file.len()).0);
        }

        /// Rows that are written alike are not cut into cells, when they come whole; pushed one by one, all are.
        #[test]
        fn rows_like_some_above_are_judged_as_others(
            header in prop::sample::select(vec![
                "cmd;cid;uid;rolename;enrol;endtime;gcmd;g1",
                "uid;cmd;gcmd;g1;enrol;endtime;rolename;cid",
                "g1;rolename;cid;endtime;cmd;enrol;gcmd;uid",
                "rolename;cid;uid",
            ]),
            ways in prop::collection::vec(
                (
                    prop::sample::select(vec!["add", "add", "add", "del", "shift", ""]),
                    prop::sample::select(vec!["student", "student", "student", "teacher", "studnet", "teacher "]),
                    prop::sample::select(vec!["manual", "manual", "", "self", "sync"]),
                    prop::sample::select(vec!["", "", "2025-06-30 18:00:00", "1751299200", "\"2025-06-30\""]),
                    prop::sample::select(vec!["gadd", "gaddcreate", "gdel", ""]),
                    prop::sample::select(vec!["A", "B", "B", "\u{c9}t\u{e9}", ""]),
                ),
                1..6,
            ),
            rows in prop::collection::vec(
                (0_usize..5, 0_u32..6, 0_u32..32, "[cC]", "[uU]", "(\n|\n|\r\n|\n#c\n|\n\n)"),
                0..400,
            ),
            size in 60_usize..20_000,
        ) {
            let mut file = comment() + header + "\n";
            for (way, course, user, c, u, end) in rows {
                let (cmd, role, method, until, gcmd, group) = ways[way % ways.len()];
                let cells = header.split(';').map(|name| match name {
                    "cmd" => cmd.to_owned(),
                    "cid" => format!("{c}-{course}"),
                    "uid" => format!("{u}{user}.x"),
                    "rolename" => role.to_owned(),
                    "enrol" => method.to_owned(),
                    "endtime" => until.to_owned(),
                    "gcmd" => gcmd.to_owned(),
                    _ => group.to_owned(),
                });
                file += &cells.collect::<Vec<_>>().join(";");
                file += &end;
            }
            let site = site();
            let expected = told(&site, &file, 1);
            prop_assert_eq!(&told(&site, &file, size), &expected);
            let mut checker = Checker::new(CheckOptions::default(), &site);
            for chunk in chunks(file.as_bytes(), size) {
                checker.push(chunk);
            }
            prop_assert_eq!(checker.finish(), expected.0.clone());
            prop_assert_eq!(whole_on(&site, &file, size), expected.0);
        }

        /// Bytes of all sorts under a header that asks for every sort of check. Pushed one by one, no line is cut in one pass
        /// ([`crate::input`]), as lines are that come whole.
        #[test]
        fn bytes_of_any_sort_are_judged_as_when_they_are_pushed_one_by_one(
            enrolments in any::<bool>(),
            rows in prop::collection::vec(
                prop_oneof![
                    "[a-c]{0,2};[A-Cé\"&]{0,2}[;,][a-c@.]{0,9};(add|del|1|0)?;[#=E]?[0-9-]{0,10}(\n|\r\n|\r)?",
                    "(a|b);(C|c|D);(u|U);(add|del|shift);(student|teacher);(manual|sync|);(0|2025-06-30|x);gadd;(A|B)\n",
                ].prop_map(String::into_bytes),
                0..40,
            ),
            noise in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..6),
        ) {
            let header = if enrolments {
                "note;cid;uid;cmd;rolename;enrol;endtime;gcmd;g1\n"
            } else {
                "username;firstname;email;lastname;idnumber;oldusername;deleted\n"
            };
            let above = comment();
            let mut file = (above.clone() + header).into_bytes();
            file.extend(rows.concat());
            for (index, byte) in noise {
                let at = above.len() + index.index(file.len() - above.len());
                file[at] = byte;
            }
            let expected = pushed(&file, 1);
            prop_assert_eq!(&pushed(&file, file.len()), &expected);
            prop_assert_eq!(whole(&file, file.len()), expected.0);
        }
    }
}
