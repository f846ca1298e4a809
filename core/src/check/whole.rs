//! A whole file at once: on two processors, where there are threads.

use super::{Checker, EachRow, Verdict};

/// Where the bytes of a file are handed in, chunk after chunk.
pub type Feed<'f> = &'f mut dyn FnMut(&[u8]);

impl Checker<'_> {
    /// Checks a whole file, and hands each row with its findings to `each`. `feed` hands in the file's bytes in order, cut anywhere. Finds
    /// what [`Checker::push_rows`] and [`Checker::finish_rows`] would.
    ///
    /// Natively, `feed` runs on a thread of its own, on which the cells of rows are read while the calling thread compares the rows
    /// above them with each other and with the site.
    ///
    /// # Errors
    /// That of `feed`: the file cannot be read to its end. What was found so far was told to listeners.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn whole<E: Send>(
        self,
        feed: impl FnOnce(Feed<'_>) -> Result<(), E> + Send,
        each: EachRow<'_>,
    ) -> Result<Verdict, E> {
        threads::run(self, feed, each)
    }

    /// Checks a whole file, and hands each row with its findings to `each`. `feed` hands in the file's bytes in order, cut anywhere.
    ///
    /// # Errors
    /// That of `feed`: the file cannot be read to its end. What was found so far was told to listeners.
    #[cfg(target_arch = "wasm32")]
    pub fn whole<E: Send>(
        mut self,
        feed: impl FnOnce(Feed<'_>) -> Result<(), E> + Send,
        each: EachRow<'_>,
    ) -> Result<Verdict, E> {
        feed(&mut |bytes| self.push_rows(bytes, each))?;
        Ok(self.finish_rows(each))
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod threads {
    use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
    use std::thread;

    use super::super::batch::Batch;
    use super::super::front::Front;
    use super::super::{Checker, EachRow, Verdict};
    use super::Feed;

    /// How many batches may wait for the back: enough that neither side waits for the other's slower moments, few enough to stay in
    /// a near cache.
    const WAITING: usize = 16;

    pub(super) fn run<E: Send>(
        checker: Checker<'_>,
        feed: impl FnOnce(Feed<'_>) -> Result<(), E> + Send,
        each: EachRow<'_>,
    ) -> Result<Verdict, E> {
        let Checker {
            front, mut back, ..
        } = checker;
        let (to_back, full) = sync_channel(WAITING);
        let (to_front, empty) = sync_channel(WAITING);
        thread::scope(|scope| {
            let reading = scope.spawn(move || {
                let mut reading = Reading::new(front, to_back, empty);
                feed(&mut |bytes| reading.push(bytes))?;
                Ok(reading.finish())
            });
            for mut batch in full {
                back.take(&batch, each);
                batch.clear();
                // When it is not wanted any more, or too many wait to be filled, it is let go.
                let _ = to_front.try_send(batch);
            }
            let (front, bytes) = match reading.join() {
                Ok(read) => read?,
                Err(panic) => std::panic::resume_unwind(panic),
            };
            back.tally.bytes += bytes;
            let refusal = front.refusal(back.tally.bytes);
            Ok(back.end(refusal, front.dialect()))
        })
    }

    /// The front on its thread.
    struct Reading {
        front: Front,
        /// The batch that is being filled.
        batch: Batch,
        full: SyncSender<Batch>,
        empty: Receiver<Batch>,
        bytes: u64,
    }

    impl Reading {
        fn new(front: Front, full: SyncSender<Batch>, empty: Receiver<Batch>) -> Self {
            Self {
                front,
                batch: Batch::default(),
                full,
                empty,
                bytes: 0,
            }
        }

        fn push(&mut self, bytes: &[u8]) {
            self.bytes += bytes.len() as u64;
            self.front.push(bytes);
            self.drain();
        }

        /// Hands over full batches, until more bytes are needed.
        fn drain(&mut self) {
            loop {
                self.front.fill(&mut self.batch);
                if !self.batch.is_full() {
                    return;
                }
                self.hand_over();
            }
        }

        fn hand_over(&mut self) {
            let next = self.empty.try_recv().unwrap_or_default();
            let full = std::mem::replace(&mut self.batch, next);
            // Nobody takes it when the other thread panics, which ends this one too.
            let _ = self.full.send(full);
        }

        /// The front at the end of the file, and how many bytes it has read.
        fn finish(mut self) -> (Front, u64) {
            self.front.finish();
            self.drain();
            if !self.batch.is_empty() {
                self.hand_over();
            }
            (self.front, self.bytes)
        }
    }
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use proptest::prelude::*;

    use super::*;
    use crate::check::CheckOptions;
    use crate::site::NoSite;

    /// The verdict on a file that comes in chunks of `size`, with the lines of the rows that were handed out.
    fn whole(file: impl AsRef<[u8]> + Sync, size: usize) -> (Verdict, Vec<u64>) {
        let mut lines = Vec::new();
        let checked = Checker::new(CheckOptions::default(), &NoSite).whole(
            |push| {
                file.as_ref().chunks(size).for_each(push);
                Ok::<_, Infallible>(())
            },
            &mut |row, _| lines.push(row.line()),
        );
        let Ok(verdict) = checked;
        (verdict, lines)
    }

    /// The same, pushed in chunks of `size`.
    fn pushed(file: impl AsRef<[u8]>, size: usize) -> (Verdict, Vec<u64>) {
        let mut lines = Vec::new();
        let mut checker = Checker::new(CheckOptions::default(), &NoSite);
        for chunk in file.as_ref().chunks(size) {
            checker.push_rows(chunk, &mut |row, _| lines.push(row.line()));
        }
        let verdict = checker.finish_rows(&mut |row, _| lines.push(row.line()));
        (verdict, lines)
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
            assert_eq!(whole(file, 3), pushed(file, 1), "{file:?}");
        }
    }

    #[test]
    fn an_error_of_the_source_ends_the_check() {
        let checker = Checker::new(CheckOptions::default(), &NoSite);
        let checked = checker.whole(
            |push| {
                push(b"username;firstname;lastname\n");
                Err("the disk is gone")
            },
            &mut |_, _| {},
        );
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
            prop_assert_eq!(whole(&file, size), pushed(&file, file.len()));
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
            let mut file = header.as_bytes().to_vec();
            file.extend(rows.concat());
            for (index, byte) in noise {
                let at = index.index(file.len());
                file[at] = byte;
            }
            let expected = pushed(&file, 1);
            prop_assert_eq!(&pushed(&file, file.len()), &expected);
            prop_assert_eq!(&whole(&file, file.len()), &expected);
        }
    }
}
