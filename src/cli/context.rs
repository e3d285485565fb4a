//! What the commands share: places, sessions, the bank; each read when it is first asked for.

use std::{
    env,
    path::{Path, PathBuf},
    sync::Arc,
};

use jiff::Timestamp;

use super::{args::Global, out};
use crate::{
    error::{Level, Problem},
    insight::{
        days::day_of,
        schedule::Schedule,
        search::{self, Entry, Statuses},
    },
    model::{Attempt, Bank, SessionId},
    store::{
        bank::{self, index::Banks},
        config::device,
        disk::RealDisk,
        failure::Result,
        keeper::{self, Held, Keeper},
        paths::Places,
        sessions::{Broken, Sessions},
        zone,
    },
};

/// Where things are, as the options and the environment say.
#[derive(Clone, Debug)]
pub struct Context {
    home: Option<PathBuf>,
    sessions: Option<PathBuf>,
    /// The banks beside the built-in one.
    pub banks: Vec<PathBuf>,
}

impl Context {
    /// From the global options; `CASEBOOK_HOME` stands in for `--home`.
    pub fn new(global: &Global) -> Self {
        let from_environment =
            || env::var_os("CASEBOOK_HOME").filter(|home| !home.is_empty()).map(PathBuf::from);
        Self {
            home: global.home.clone().or_else(from_environment),
            sessions: global.sessions.clone(),
            banks: global.banks.clone(),
        }
    }

    /// Where files live.
    pub fn places(&self) -> Result<Places> {
        Places::find(self.home.as_deref(), self.sessions.as_deref().map(Path::new))
    }

    /// The folder of sessions. What a crash kept out of their files is in them from then on.
    pub fn sessions(&self) -> Result<Sessions> {
        let places = self.places()?;
        let sessions = Sessions::in_folder(&places.sessions).indexed_in(&places.cache);
        if keeper::was_left(&places.state) {
            let mut keeper =
                Keeper::new(Arc::new(RealDisk), sessions.clone(), &places.state, device(&places));
            for (id, recovered) in keeper.recover() {
                match recovered.map(|opened| opened.damage()) {
                    Ok(damage) => damage.into_iter().for_each(|words| out::note(format!("warning: {words}"))),
                    Err(failure) => {
                        let words = format!("{id} has words in its journal: {}", failure.what);
                        out::note(format!("warning: {words}\nhelp: {}", failure.hint));
                    }
                }
            }
        }
        Ok(sessions)
    }

    /// A session for this command alone, as long as what is given lives.
    pub fn hold(&self, session: &SessionId) -> Result<Held> {
        keeper::hold(&self.places()?.state, session)
    }

    /// Own attempts, newest first. Files that could not be read are told on stderr.
    pub fn attempts(&self) -> Result<Vec<Attempt>> {
        let listing = self.sessions()?.list()?;
        tell_broken(&listing.broken);
        Ok(listing.attempts)
    }

    /// The questions. What is wrong with a bank is told on stderr and never stops anything.
    pub fn bank(&self) -> Bank {
        let now = self.places().ok().and_then(|places| self.joined(&places).read(|_| true));
        let bank = now.map_or_else(
            || bank::load(&self.banks).0,
            |now| {
                let bank = now.bank.clone();
                now.keep().unwrap_or(bank)
            },
        );
        tell_all(&bank.problems);
        bank
    }

    /// Where the questions come from, for whoever does not wait until all files were looked at.
    pub fn joined(&self, places: &Places) -> Banks {
        Banks::new(self.banks.clone(), &places.cache)
    }
}

/// Every question as it is searched.
pub fn entries<'a>(bank: &'a Bank, attempts: &[Attempt]) -> Vec<Entry<'a>> {
    let (zone, now) = (zone::local(), Timestamp::now());
    let (schedule, today) = (Schedule::of(attempts, &zone), day_of(now, &zone));
    let statuses = Statuses::of(attempts, |id| schedule.is_due(id, today));
    search::entries(&bank.questions, &statuses)
}

/// Names the sessions that could not be read, and why.
pub fn tell_broken(broken: &[Broken]) {
    for broken in broken {
        out::note(format!("warning: {}\nhelp: {}", broken.failure.what, broken.failure.hint));
    }
}

/// How many problems are told one by one.
const TOLD: usize = 5;

/// What is wrong with banks. What is only doubtful is for their authors, who ask with `casebook check`.
pub(super) fn tell(problems: &[Problem]) {
    let wrong = problems.iter().filter(|problem| problem.level == Level::Error);
    tell_all(&wrong.map(ToString::to_string).collect::<Vec<_>>());
}

fn tell_all(problems: &[String]) {
    for problem in problems.iter().take(TOLD) {
        out::note(format!("warning: {problem}"));
    }
    if problems.len() > TOLD {
        let more = problems.len() - TOLD;
        out::note(format!(
            "warning: and {more} more problems in the banks; casebook check PATH tells them all"
        ));
    }
}
