//! Two threads: one reads rows, the calling one compares them with each other and with the site. Only one can do the latter, in the order of the file;
//! when it waits for rows, it is given some unread, and reads them itself.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, TryRecvError, TrySendError, sync_channel};
use std::thread;

use super::super::aside::Aside;
use super::super::batch::Batch;
use super::super::front::Front;
use super::super::{Checker, Verdict};
use super::Feed;
use crate::input::Unread;
use crate::site::Directory;

/// How much may wait for the back: enough that neither side waits for the other's slower moments, few enough to stay in a near cache.
const WAITING: usize = 8;

/// With less than this before it, the back is given rows unread.
const IDLE: usize = 4;

/// How many bytes are read, or left unread, at once.
const PIECE: usize = 32 * 1024;

/// How often a thread looks again before it lies down to wait: to be woken takes longer than a piece takes to be read.
const LOOKS: usize = 2_000;

/// What is handed to the back, in file order.
enum Handed {
    Read(Box<Batch>),
    /// Who reads what comes unread; before the first of it.
    Aside(Box<Aside>),
    Unread(Unread),
}

/// What is filled again.
enum Used {
    Batch(Box<Batch>),
    Unread(Unread),
}

pub(super) fn run<E: Send>(
    checker: Checker<'_>,
    feed: impl FnOnce(Feed<'_>) -> Result<(), E> + Send,
) -> Result<Verdict, E> {
    let Checker {
        front, mut back, ..
    } = checker;
    let (to_back, handed) = sync_channel(WAITING);
    let (to_front, used) = sync_channel(WAITING);
    let (directory, waiting) = (back.directory(), &AtomicUsize::new(0));
    thread::scope(|scope| {
        let reading = scope.spawn(move || {
            let mut reading = Reading {
                front,
                directory,
                batch: Batch::default(),
                has_aside: false,
                to_back,
                used,
                spare: Spare::default(),
                waiting,
                bytes: 0,
            };
            feed(&mut |bytes| reading.push(bytes))?;
            Ok(reading.finish())
        });
        let (mut aside, mut own) = (None, Batch::default());
        while let Some(handed) = receive(&handed) {
            let used = match handed {
                Handed::Aside(reader) => {
                    aside = Some(reader);
                    continue;
                }
                Handed::Read(mut batch) => {
                    back.take(&batch, &mut None);
                    batch.clear();
                    Some(Used::Batch(batch))
                }
                Handed::Unread(unread) => aside.as_mut().map(|aside| {
                    let used = aside.take_up(unread);
                    aside.read(&mut own, directory, |batch| back.take(batch, &mut None));
                    Used::Unread(used)
                }),
            };
            waiting.fetch_sub(1, Ordering::Relaxed);
            // When it is not wanted any more, or too much waits to be filled, it is let go.
            let _ = used.map(|used| to_front.try_send(used));
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

/// What comes next; none when nothing more will come.
fn receive(handed: &Receiver<Handed>) -> Option<Handed> {
    for _ in 0..LOOKS {
        match handed.try_recv() {
            Ok(handed) => return Some(handed),
            Err(TryRecvError::Disconnected) => return None,
            Err(TryRecvError::Empty) => std::hint::spin_loop(),
        }
    }
    handed.recv().ok()
}

/// The front on its thread.
struct Reading<'w> {
    front: Front,
    directory: &'w dyn Directory,
    /// The batch that is being filled.
    batch: Batch,
    /// Whether the back has who reads what comes unread.
    has_aside: bool,
    to_back: SyncSender<Handed>,
    used: Receiver<Used>,
    spare: Spare,
    /// How much was handed over that the back has not done.
    waiting: &'w AtomicUsize,
    bytes: u64,
}

/// What can be filled again.
#[derive(Default)]
struct Spare {
    batches: Vec<Batch>,
    unread: Vec<Unread>,
}

impl Reading<'_> {
    fn push(&mut self, bytes: &[u8]) {
        self.bytes += bytes.len() as u64;
        for piece in bytes.chunks(PIECE) {
            self.front.push(piece);
            if !(self.is_awaited() && self.leave_unread()) {
                self.drain();
            }
        }
    }

    /// Whether the back has little to do.
    fn is_awaited(&self) -> bool {
        self.waiting.load(Ordering::Relaxed) < IDLE
    }

    /// Hands over what was pushed last, unread. Says whether that could be.
    fn leave_unread(&mut self) -> bool {
        self.collect_used();
        if !self.has_aside {
            let Some(aside) = self.front.beside() else {
                return false;
            };
            self.has_aside = true;
            let _ = self.to_back.send(Handed::Aside(Box::new(aside)));
        }
        let Some(unread) = self.front.skim(self.spare.unread.pop()) else {
            return false;
        };
        self.send(Handed::Unread(unread));
        true
    }

    /// Hands over what was read, until more bytes are needed.
    fn drain(&mut self) {
        loop {
            self.front.fill(&mut self.batch, self.directory);
            if self.batch.is_empty() {
                return;
            }
            self.front.give(&mut self.batch);
            self.hand_over();
        }
    }

    fn hand_over(&mut self) {
        self.collect_used();
        let next = self.spare.batches.pop().unwrap_or_default();
        let full = std::mem::replace(&mut self.batch, next);
        self.send(Handed::Read(Box::new(full)));
    }

    fn send(&mut self, mut handed: Handed) {
        self.waiting.fetch_add(1, Ordering::Relaxed);
        for _ in 0..LOOKS {
            match self.to_back.try_send(handed) {
                Ok(()) | Err(TrySendError::Disconnected(_)) => return,
                Err(TrySendError::Full(again)) => handed = again,
            }
            std::hint::spin_loop();
        }
        // Nobody takes it when the other thread panics, which ends this one too.
        let _ = self.to_back.send(handed);
    }

    fn collect_used(&mut self) {
        for used in self.used.try_iter() {
            match used {
                Used::Batch(batch) => self.spare.batches.push(*batch),
                Used::Unread(unread) => self.spare.unread.push(unread),
            }
        }
    }

    /// The front at the end of the file, and how many bytes it has read.
    fn finish(mut self) -> (Front, u64) {
        self.front.finish();
        self.drain();
        (self.front, self.bytes)
    }
}
