//! The list of attempts: at once what this program knows of it, and from a thread what a look at every file says, because
//! there may be thousands. Moves a session, and changes none.

use std::{
    mem,
    sync::{Arc, PoisonError},
    time::{Duration, Instant},
};

use super::{
    Outside,
    reading::{Asker, Reading},
};
use crate::{
    model::SessionId,
    store::{
        atomic,
        failure::{Failure, Result},
        keeper::hold,
        sessions::{Broken, Kept, Listing},
    },
    tui::effect::{Event, Move, Renewed, Shelf},
};

/// So long the first frame waits for the look at the files: who has some hundred sees nothing change under their eyes.
const AT_FIRST: Duration = Duration::from_millis(30);
/// So many files are looked at within that time: of more, nobody waits for it.
const SOON_LOOKED_AT: usize = 2_000;
/// Of fewer files it is not told how far they are read: before that could be read they are.
const MANY: usize = 100;
/// How soon more of what was read is shown, at first and at the most: who looks at it is not to be made restless.
const SOON: Duration = Duration::from_millis(200);
const LATE: Duration = Duration::from_secs(2);

impl Outside {
    /// What the program begins with: all attempts where they are read at once, else those that were known the last time,
    /// and what is read meanwhile is heard later. `ids` are those that were written just now.
    pub fn first_list(&mut self, ids: impl IntoIterator<Item = SessionId>) -> Vec<Event> {
        self.touched.extend(ids);
        let kept = self.sessions.kept();
        let mut reading = self.look_through(true, kept.clone());
        reading.begin();
        let mut until = Instant::now() + AT_FIRST;
        // While the files are looked at on the thread.
        let known = kept.and_then(|kept| self.sessions.known_by(&kept));
        if known.as_ref().is_some_and(|known| known.attempts.len() > SOON_LOOKED_AT) {
            until = Instant::now();
        }
        let mut heard = Vec::new();
        while !reading.is_over() {
            let Some(event) = reading.hear(until.saturating_duration_since(Instant::now())) else { break };
            heard.push(event);
        }
        let is_over = reading.is_over();
        self.read(reading);
        let mut events = Vec::new();
        if !heard.iter().any(|event| matches!(event, Event::Attempts(_))) {
            events = match known {
                Some(known) => listed(known),
                // Nothing is known yet, which is not the same as that there is nothing.
                None if heard.is_empty() => vec![Event::Reading(Some((0, 0)))],
                None => Vec::new(),
            };
        }
        events.extend(heard);
        if !is_over {
            events.push(self.touched_now());
        }
        self.touched.clear();
        events
    }

    /// What was written is in the list at once; then every file is looked at.
    pub(super) fn renewed(&mut self) -> Vec<Event> {
        let renewed = self.touched_now();
        self.touched = self.open.iter().map(|open| open.id.clone()).collect();
        let reading = self.look_through(false, None);
        self.read(reading);
        vec![renewed]
    }

    /// Moves an attempt to another shelf.
    pub(super) fn move_attempt(&mut self, moved: Move) -> Result<Vec<Event>> {
        self.leave();
        // While it is open, anywhere, it would be written where it was.
        let _lock = hold(&self.places.state, &moved.id)?;
        let folder = |shelf| match shelf {
            Shelf::Sessions => self.sessions.clone(),
            Shelf::Archive => self.sessions.archive(),
            Shelf::Trash => self.sessions.trash(),
        };
        folder(moved.from).move_to(&folder(moved.to), &moved.id)?;
        self.touched.insert(moved.id.clone());
        Ok([vec![Event::Moved(moved)], self.renewed()].concat())
    }

    /// Something could not be opened. What is gone meanwhile, or cannot be read any more, is not listed as if it could.
    pub(super) fn without(&mut self, failure: &Failure) -> Vec<Event> {
        let words = format!("{}: {}", failure.what, failure.hint);
        [self.renewed(), vec![Event::Failed(words)]].concat()
    }

    /// What there is now of the sessions that were opened, moved or written since the last list.
    fn touched_now(&mut self) -> Event {
        let ids: Vec<SessionId> = mem::take(&mut self.touched).into_iter().collect();
        let Listing { attempts, broken } = self.sessions.look(&ids).with(self.saver.behind());
        let unreadable = broken.into_iter().map(Broken::unreadable).collect();
        Event::Renewed(Box::new(Renewed { ids, attempts, unreadable }))
    }

    /// Every file is looked at on a thread. Where the folder cannot be listed at the start, the doubts say why. Where all is as
    /// it was `kept`, which whoever asks knows, that is all that is told.
    fn look_through(&self, is_first: bool, kept: Option<Kept>) -> Reading {
        let (sessions, saver, looks) = (self.sessions.clone(), self.saver.handle(), Arc::clone(&self.looks));
        Reading::attempts(move |asker: &Asker| {
            // Two would read everything twice.
            let _alone = looks.lock().unwrap_or_else(PoisonError::into_inner);
            // First those without a file: one that gets it meanwhile is found twice, and not never.
            let behind = saver.behind();
            if behind.is_empty() && kept.is_some_and(|kept| sessions.are_still(&kept)) {
                asker.send(Event::Frame);
                return atomic::sweep(sessions.folder());
            }
            let (mut last, mut pause) = (None::<Instant>, SOON);
            let listing = sessions.list_while(|part| {
                if part.of < MANY {
                    return asker.is_there();
                }
                asker.send(Event::Reading(Some((part.done, part.of))));
                if last.is_none_or(|last| last.elapsed() >= pause) {
                    pause = if last.is_none() { SOON } else { (pause * 2).min(LATE) };
                    last = Some(Instant::now());
                    tell(asker, (part.so_far)().with(behind.clone()));
                }
                asker.is_there()
            });
            // What is told last is the whole.
            asker.send(Event::Reading(None));
            match listing {
                Err(failure) if behind.is_empty() && !is_first => {
                    let words = format!("{}: {}", failure.what, failure.hint);
                    asker.send(Event::Failed(words));
                }
                // A folder that cannot be listed hides nobody who waits for it.
                listing => tell(asker, listing.unwrap_or_default().with(behind)),
            }
            // What a crash left of a file that was being written. It looks at the name of each.
            if is_first {
                atomic::sweep(sessions.folder());
            }
        })
    }
}

fn tell(asker: &Asker, listing: Listing) {
    for event in listed(listing) {
        asker.send(event);
    }
}

/// The list as the screens are told of it.
fn listed(listing: Listing) -> Vec<Event> {
    let unreadable = listing.broken.into_iter().map(Broken::unreadable).collect();
    vec![Event::Unreadable(unreadable), Event::Attempts(listing.attempts)]
}
