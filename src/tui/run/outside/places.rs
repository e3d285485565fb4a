//! Whether what is typed can be held: asked before it is, and another place for it. Knows no screen.

use super::Outside;
use crate::{
    store::{
        disk::RealDisk,
        failure::{Failure, Result},
        probe::writable,
    },
    tui::{app::App, effect::Event},
};

impl Outside {
    /// What cannot be written, in words; asked again only as long as something could not be.
    pub fn doubts(&mut self) -> Vec<Event> {
        if !self.doubtful {
            return Vec::new();
        }
        let words = match (self.file(), self.journal()) {
            (Ok(()), Ok(())) => None,
            (Err(file), Ok(())) => Some(format!(
                "Sessions cannot be saved: {}. What you write is kept in the journal until they can; {}.",
                file.what, file.hint
            )),
            (Ok(()), Err(journal)) => Some(format!(
                "No journal can be kept: {}. Sessions are saved in their files alone; {}.",
                journal.what, journal.hint
            )),
            (Err(file), Err(journal)) => Some(format!("{}; {}.", nowhere(&file, &journal), file.hint)),
        };
        self.doubtful = words.is_some();
        vec![Event::Places(words)]
    }

    /// That there is a place for what is about to be typed.
    pub(super) fn can_begin(&mut self) -> Result<()> {
        match (self.file(), self.journal()) {
            (Err(file), Err(journal)) => {
                self.doubtful = true;
                Err(Failure::new(nowhere(&file, &journal), file.hint))
            }
            _ => Ok(()),
        }
    }

    /// Writes what is not saved to another place.
    pub(super) fn shelter(&mut self, app: &App) -> Result<Vec<Event>> {
        self.keep(app);
        let paths: Vec<String> =
            self.saver.shelter()?.iter().map(|path| path.display().to_string()).collect();
        let words = match &paths[..] {
            [] => "All is saved: no copy is needed.".to_owned(),
            paths => format!("A copy as it is now: {}", paths.join(", ")),
        };
        Ok(vec![Event::Said(words)])
    }

    fn file(&self) -> Result<()> {
        writable(&RealDisk, &self.places.sessions)
    }

    fn journal(&self) -> Result<()> {
        writable(&RealDisk, &self.places.state)
    }
}

fn nowhere(file: &Failure, journal: &Failure) -> String {
    format!("nothing that you write could be held: {}, and {}", file.what, journal.what)
}
