//! The list of attempts: at once what this program knows of it, and from a thread what a look at every file says, because
//! there may be thousands. Moves a session, and changes none.

use std::{
    io, mem,
    sync::{Arc, PoisonError},
    time::{Duration, Instant},
};

use super::{
    Outside,
    reading::{Asker, Reading},
};
use crate::{
    model::SessionId,
    sort::IntoTree as _,
    store::{
        atomic,
        failure::{Failure, Result},
        keeper::hold,
        sessions::{Broken, Kept, Listing},
    },
    tui::effect::{Event, Move, Renewed, Shelf},
};

/// So long the first frame waits for files of which nothing is known: who has some hundred sees no list that grows.
const AT_FIRST: Duration = Duration::from_millis(30);
/// Of fewer files it is not told how far they are read: before that could be read they are.
const MANY: usize = 100;
/// How soon more of what was read is shown, at first and at the most: who looks at it is not to be made restless.
const SOON: Duration = Duration::from_millis(200);
const LATE: Duration = Duration::from_secs(2);

impl Outside {
    /// What the program begins with: the attempts that were known the last time, whose files are looked at once they are
    /// seen; where none are known, all that are read at once, for which it has to save. `ids` are those that were written just
    /// now.
    pub fn first_list(&mut self, ids: impl IntoIterator<Item = SessionId>) -> io::Result<Vec<Event>> {
        self.touched.extend(ids);
        let kept = self.sessions.kept();
        let known = kept.as_ref().and_then(|kept| self.sessions.known_by(kept));
        let known = known.or_else(|| self.sessions.is_empty().then(Listing::default));
        let mut reading = self.look_through(true, kept);
        let mut events = match known {
            Some(known) => listed(known),
            None => {
                self.saver.begin_work()?;
                at_once(&mut reading)
            }
        };
        self.read(reading);
        if !self.touched.is_empty() {
            events.push(self.touched_now());
        }
        Ok(events)
    }

    /// What was written is in the list at once; then every file is looked at.
    pub(super) fn renewed(&mut self) -> Vec<Event> {
        let renewed = self.touched_now();
        self.touched = self.open.iter().map(|open| open.id.clone()).into_tree();
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
        Ok([Event::Moved(moved)].into_iter().chain(self.renewed()).collect())
    }

    /// Something could not be opened. What is gone meanwhile, or cannot be read any more, is not listed as if it could.
    pub(super) fn without(&mut self, failure: &Failure) -> Vec<Event> {
        let words = format!("{}: {}", failure.what, failure.hint);
        self.renewed().into_iter().chain([Event::Failed(words)]).collect()
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

/// What is heard of files of which nothing is known, as far as they are read at once.
fn at_once(reading: &mut Reading) -> Vec<Event> {
    reading.begin();
    let mut events = Vec::new();
    let until = Instant::now() + AT_FIRST;
    while !reading.is_over() {
        let Some(event) = reading.hear(until.saturating_duration_since(Instant::now())) else { break };
        events.push(event);
    }
    if events.is_empty() {
        // Nothing is known yet, which is not the same as that there is nothing.
        events.push(Event::Reading(Some((0, 0))));
    }
    events
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
