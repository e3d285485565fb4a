//! Whether what is typed can be held: asked before it is, and another place for it. Knows no screen.

use super::{Answering, Coaching, Outside};
use crate::{
    store::{
        atomic,
        disk::RealDisk,
        failure::{Failure, Result},
        probe::writable,
        sessions::letters,
    },
    tui::{app::App, effect::Event, run::desk::Unwritten},
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

    /// That what was said of sessions, and answered to it, is written.
    pub(super) fn said(&self) -> Result<()> {
        let is_written = self.coaching.as_ref().is_none_or(Coaching::is_written)
            && self.answering.as_ref().is_none_or(Answering::is_written);
        let failure =
            || Failure::new("what you said is not saved", "bring its folder back, or free some space");
        if is_written { Ok(()) } else { Err(failure()) }
    }

    /// Whether some of that could not be written, as far as was heard.
    pub fn lacks_what_was_said(&self) -> bool {
        self.coaching.as_ref().is_some_and(Coaching::fails)
            || self.answering.as_ref().is_some_and(Answering::fails)
    }

    /// The end: what was said and could not be written in its place goes to another, and the failure says where.
    pub(super) fn shelter_what_was_said(&mut self, closed: Result<()>) -> Result<()> {
        let mut left = self.coaching.as_mut().map(Coaching::finish).unwrap_or_default();
        left.extend(self.answering.as_mut().map(Answering::finish).unwrap_or_default());
        if left.is_empty() {
            return closed;
        }
        let folder = self.places.state.join("unsaved").join(letters());
        let keep = |(name, text): Unwritten| {
            let path = folder.join(name);
            atomic::create_private(&path, text?.as_bytes())?;
            Ok(path.display().to_string())
        };
        let paths = left.into_iter().map(keep).collect::<Result<Vec<String>>>()?.join(", ");
        let hint = format!("it is in {paths}: move it beside its session");
        Err(match closed {
            Ok(()) => Failure::new("what you said could not be saved in its place", hint),
            Err(other) => Failure::new(other.what, format!("{}. What you said: {hint}", other.hint)),
        })
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
