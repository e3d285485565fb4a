//! Reading all sessions on a thread of its own: there may be hundreds, and somebody is at the keyboard. Changes none.

use std::{
    sync::mpsc::{Receiver, Sender, TryRecvError, channel},
    thread,
};

use crate::{
    insight::{
        attempts::written,
        calibration::Calibration,
        cohort::Cohort,
        findings::Earlier,
        inbox::Desk,
        progress::{Practised, Progress, progress},
    },
    model::{Attempt, Bank, Session, SessionId, Timeline, returned::Returned},
    store::{
        bank::{built_in, index::Banks},
        failure::Result,
        sessions::Sessions,
    },
    tui::effect::{Event, Taken},
};

/// Fewer questions than that are not worth to be shown before there are more.
const A_FEW: usize = 200;

/// Something that is being read.
pub struct Reading {
    /// What is read.
    what: &'static str,
    read: Receiver<Event>,
    /// What is told where nothing could be read, until something is: nobody waits for it for ever.
    otherwise: Option<Event>,
    is_over: bool,
}

impl Reading {
    /// What is written in each session, as it is searched.
    pub fn answers(sessions: Sessions) -> Self {
        let read = move |sender: Sender<Event>| {
            let mut answers = Vec::new();
            each(&sessions, |attempt, session| answers.push((attempt.id.clone(), written(session))));
            // Whoever asked may have left.
            let _ = sender.send(Event::Answers(answers));
        };
        Self::start("answers", Event::Answers(Vec::new()), read)
    }

    /// What came of the finished ones.
    pub fn progress(sessions: Sessions) -> Self {
        let read = move |sender: Sender<Event>| {
            let mut practised = Vec::new();
            each(&sessions, |_, session| practised.extend(Practised::of(session)));
            let _ = sender.send(Event::Progress(Box::new(progress(practised))));
        };
        Self::start("progress", Event::Progress(Box::<Progress>::default()), read)
    }

    /// What findings compare an attempt with.
    pub fn others(sessions: Sessions) -> Self {
        let read = move |sender: Sender<Event>| {
            let mut others = Vec::new();
            each(&sessions, |_, session| others.push(Earlier::of(session)));
            let _ = sender.send(Event::Others(others));
        };
        Self::start("others", Event::Others(Vec::new()), read)
    }

    /// What a coach's scores say together; where they cannot be read, nothing: the inbox says why.
    pub fn cohort(read: impl FnOnce() -> Result<Cohort> + Send + 'static) -> Self {
        let read = move |sender: Sender<Event>| {
            let _ = sender.send(Event::Cohort(Box::new(read().unwrap_or_default())));
        };
        Self::start("cohort", Event::Cohort(Box::default()), read)
    }

    /// How an answer came to be: what a stranger sent may take long to play.
    pub fn timeline(id: SessionId, read: impl FnOnce() -> Result<Option<Timeline>> + Send + 'static) -> Self {
        let otherwise = Event::Timeline(id.clone(), None);
        let read = move |sender: Sender<Event>| {
            let event = match read() {
                Ok(timeline) => Event::Timeline(id, timeline.map(Box::new)),
                Err(failure) => Event::Failed(format!("{}: {}", failure.what, failure.hint)),
            };
            let _ = sender.send(event);
        };
        Self::start("timeline", otherwise, read)
    }

    /// What coaches said of own sessions.
    pub fn returned(read: impl FnOnce() -> (Returned, Vec<String>) + Send + 'static) -> Self {
        let read = move |sender: Sender<Event>| {
            let (returned, broken) = read();
            let _ = sender.send(Event::Returned(returned, broken));
        };
        Self::start("returned", Event::Returned(Returned::new(), Vec::new()), read)
    }

    /// Sessions that are read side by side.
    pub fn column(take: impl FnOnce() -> Vec<Taken> + Send + 'static) -> Self {
        let read = move |sender: Sender<Event>| {
            let _ = sender.send(Event::Column(take()));
        };
        Self::start("column", Event::Column(Vec::new()), read)
    }

    /// The samples, and candidates' own scores beside a coach's.
    pub fn calibration(read: impl FnOnce() -> Calibration + Send + 'static) -> Self {
        let read = move |sender: Sender<Event>| {
            let _ = sender.send(Event::Calibration(Box::new(read())));
        };
        Self::start("calibration", Event::Calibration(Box::default()), read)
    }

    /// What lies on a coach's desk; while it is read, the part of it that is known.
    pub fn desk(list: impl FnOnce(&mut dyn FnMut(Desk) -> bool) -> Result<Desk> + Send + 'static) -> Self {
        let read = move |sender: Sender<Event>| {
            let event = match list(&mut |part| sender.send(Event::Desk(Box::new(part))).is_ok()) {
                Ok(desk) => Event::Desk(Box::new(desk)),
                Err(failure) => {
                    let broken = vec![format!("{} ({})", failure.what, failure.hint)];
                    Event::Desk(Box::new(Desk { broken, ..Desk::default() }))
                }
            };
            let _ = sender.send(event);
        };
        Self::start("desk", Event::Desk(Box::default()), read)
    }

    /// The questions as they were the last time, and the reading of what they are now, which is told where that is something
    /// else. Where nothing was known it is told how far it is, and what can be practised until then.
    pub fn bank(banks: Banks) -> (Bank, Option<Self>) {
        let known = banks.known();
        if banks.are_built_in() {
            return (known.unwrap_or_default(), None);
        }
        let is_known = known.is_some();
        let bank = known.unwrap_or_else(|| Bank { reading: Some((0, 0)), ..built_in().0 });
        let mut so_far = bank.clone();
        let read = move |sender: Sender<Event>| {
            let mut put_together = 0;
            let now = banks.read(|progress| {
                if is_known {
                    return true;
                }
                // To put it together is dear: it is done for twice as many each time.
                if progress.done > 2 * put_together + A_FEW {
                    put_together = progress.done;
                    so_far = (progress.so_far)();
                }
                so_far.reading = Some((progress.done, progress.of));
                sender.send(Event::Bank(Box::new(so_far.clone()))).is_ok()
            });
            if let Some(now) = now.filter(|now| now.is_news || !is_known) {
                let _ = sender.send(Event::Bank(Box::new(now.bank)));
            }
        };
        (bank, Some(Self::start("bank", Event::Redraw, read)))
    }

    fn start(
        what: &'static str,
        otherwise: Event,
        read: impl FnOnce(Sender<Event>) + Send + 'static,
    ) -> Self {
        let (sender, receiver) = channel();
        // Where there is no thread to be had the sender goes, and what there is otherwise is told.
        let _ = thread::Builder::new().name(what.to_owned()).spawn(move || read(sender));
        Self { what, read: receiver, otherwise: Some(otherwise), is_over: false }
    }

    /// Whether the other is of the same: the newer one is waited for alone.
    pub fn is_of_the_same(&self, other: &Self) -> bool {
        self.what == other.what
    }

    /// What was read since it was asked for.
    pub fn heard(&mut self) -> Option<Event> {
        match self.read.try_recv() {
            Ok(event) => {
                self.otherwise = None;
                Some(event)
            }
            Err(TryRecvError::Empty) => None,
            Err(TryRecvError::Disconnected) => {
                self.is_over = true;
                self.otherwise.take()
            }
        }
    }

    /// Whether nothing more is to be heard.
    pub fn is_over(&self) -> bool {
        self.is_over
    }
}

/// Every session that can be read; what cannot was told when the list was read.
fn each(sessions: &Sessions, mut read: impl FnMut(&Attempt, &Session)) {
    let _ = sessions.list_with(|attempt, session| {
        read(attempt, session);
        false
    });
}
