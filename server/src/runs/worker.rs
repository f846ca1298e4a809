//! The workers of a server: one plans, one executes.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;

use futures_util::FutureExt as _;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use super::{RunError, Runs};
use crate::store::Which;

/// How long to wait after a failure of the store or the site.
const AFTER_FAILURE: Duration = Duration::from_secs(2);

/// What a worker does.
#[derive(Debug, Clone, Copy)]
enum Duty {
    Desk,
    Execution,
}

/// Workers that go on until they are stopped.
pub struct Workers {
    stop: watch::Sender<bool>,
    tasks: Vec<JoinHandle<()>>,
    runs: Arc<Runs>,
}

impl Workers {
    /// Starts them; the first thing they do is to take up what was left undone.
    pub fn start(runs: &Arc<Runs>) -> Self {
        let (stop, stopped) = watch::channel(false);
        let tasks = [Duty::Desk, Duty::Execution]
            .map(|duty| tokio::spawn(Arc::clone(runs).serve(duty, stopped.clone())));
        Self {
            stop,
            tasks: tasks.into(),
            runs: Arc::clone(runs),
        }
    }

    /// Stops them where they are. What they were at goes on when another worker takes it up.
    pub async fn stop(self) {
        // Nobody listens when the workers ended by themselves.
        let _ = self.stop.send(true);
        for task in self.tasks {
            let _ = task.await;
        }
        // Without this, the next worker waits until the leases have run out.
        if let Err(error) = self.runs.release_leases().await {
            tracing::warn!(%error, "leases were not given back; they run out by themselves");
        }
    }
}

impl Runs {
    async fn serve(self: Arc<Self>, duty: Duty, mut stopped: watch::Receiver<bool>) {
        if matches!(duty, Duty::Desk)
            && let Err(error) = self.sweep().await
        {
            tracing::error!(%error, "files of ended runs could not be removed");
        }
        loop {
            let work = async {
                // Listens before it looks, so that no bell is missed.
                let bell = self.bell.notified();
                // One file that the program cannot stand must not stop it for all others.
                let done = AssertUnwindSafe(self.work(duty)).catch_unwind().await;
                match done.unwrap_or(Err(RunError::Crashed)) {
                    Ok(true) => {}
                    Ok(false) => {
                        let _ = tokio::time::timeout(self.options.look, bell).await;
                    }
                    Err(error) => {
                        tracing::error!(%error, ?duty, "work on a run failed; it will be taken up again");
                        tokio::time::sleep(AFTER_FAILURE.min(self.options.lease)).await;
                    }
                }
            };
            tokio::select! {
                () = work => {}
                _ = stopped.changed() => return,
            }
        }
    }

    async fn release_leases(&self) -> Result<(), RunError> {
        Ok(self.store.release_leases(&self.owner).await?)
    }

    async fn work(&self, duty: Duty) -> Result<bool, RunError> {
        match duty {
            Duty::Desk => self.desk_work(0).await,
            Duty::Execution => self.execution(Which::Oldest).await,
        }
    }

    /// Removes submitted files of runs that have ended: the process ended between the two.
    async fn sweep(&self) -> Result<(), RunError> {
        for run in self.files.with_original().await? {
            // A run that is unknown may belong to another database.
            let record = self.store.run(run).await?;
            if record.is_some_and(|record| !record.finished_at.is_empty()) {
                self.files.remove_originals(run).await?;
            }
        }
        Ok(())
    }
}
