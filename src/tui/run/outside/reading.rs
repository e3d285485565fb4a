//! Reading all sessions on a thread of its own: there may be hundreds, and somebody is at the keyboard. Changes none.

use std::{
    sync::{
        Arc, Weak,
        mpsc::{Receiver, RecvTimeoutError, Sender, channel},
    },
    thread,
    time::Duration,
};

use super::Outside;
use crate::{
    insight::{
        attempts::written,
        calibration::Calibration,
        cohort::Cohort,
        findings::Earlier,
        inbox::Desk,
        inside::Inside,
        progress::{Practised, Progress, progress},
    },
    model::{Attempt, Bank, Session, SessionId, Timeline, returned::Returned},
    store::{
        bank::{built_in, index::Banks},
        failure::Result,
        sessions::Sessions,
    },
    tui::{
        effect::{Event, Taken},
        run::{answering::Answering, desk::Coaching},
    },
};

/// Fewer questions than that are not worth to be shown before there are more.
const A_FEW: usize = 200;

/// The questions as they were the last time; the built-in ones where that is not known.
pub fn known(banks: &Banks) -> Bank {
    banks.known().unwrap_or_else(|| Bank { reading: Some((0, 0)), ..built_in() })
}

/// Something that is being read.
pub struct Reading {
    /// What is read.
    what: &'static str,
    /// Begins to read, until that was done.
    begin: Option<Box<dyn FnOnce() + Send>>,
    read: Receiver<Event>,
    /// As long as it is here, somebody waits.
    _awaits: Arc<()>,
    /// What is told where nothing could be read, until something is: nobody waits for it for ever.
    otherwise: Option<Event>,
    is_over: bool,
}

/// Whoever waits for what is read, as the thread knows them.
pub struct Asker {
    sender: Sender<Event>,
    awaits: Weak<()>,
}

impl Asker {
    /// Tells something of it. Whoever asked may have left.
    pub fn send(&self, event: Event) {
        let _ = self.sender.send(event);
    }

    /// Whether anybody still waits.
    pub fn is_there(&self) -> bool {
        self.awaits.strong_count() > 0
    }
}

impl Outside {
    /// Looks at the files of banks; what there is now is heard later.
    pub fn look_at(&mut self, banks: Banks) {
        self.reading.extend(Reading::bank(banks, &self.bank));
    }

    /// What has been read meanwhile, and what became of reviews and replies.
    pub fn heard(&mut self) -> Vec<Event> {
        let of_reviews = self.coaching.as_mut().and_then(Coaching::heard);
        let mut events: Vec<Event> =
            of_reviews.into_iter().chain(self.answering.as_mut().and_then(Answering::heard)).collect();
        self.begin_to_read();
        for reading in &mut self.reading {
            events.extend(std::iter::from_fn(|| reading.heard()));
        }
        self.reading.retain(|reading| !reading.is_over());
        for event in &events {
            if let Event::Bank(bank) = event {
                self.bank.clone_from(bank);
            }
        }
        events
    }

    /// Begins to read what was asked for; called once there is a frame that says so.
    pub fn begin_to_read(&mut self) {
        self.reading.iter_mut().for_each(Reading::begin);
    }

    pub(super) fn read(&mut self, reading: Reading) {
        self.reading.retain(|other| !other.is_of_the_same(&reading));
        self.reading.push(reading);
    }
}

impl Reading {
    /// The list of attempts; while it is read, the part of it that is known.
    pub fn attempts(list: impl FnOnce(&Asker) + Send + 'static) -> Self {
        let otherwise = "the list of sessions was not read: close some programs, and go back to it";
        Self::start("attempts", Event::Failed(otherwise.to_owned()), move |asker| list(&asker))
    }

    /// What is written in each session, as it is searched.
    pub fn answers(sessions: Sessions) -> Self {
        let read = move |asker: Asker| {
            let mut answers = Inside::default();
            each(&sessions, &asker, written, |attempt, written| answers.add(attempt.id.clone(), &written));
            asker.send(Event::Answers(Arc::new(answers)));
        };
        Self::start("answers", Event::Answers(Arc::default()), read)
    }

    /// What came of the finished ones.
    pub fn progress(sessions: Sessions) -> Self {
        let read = move |asker: Asker| {
            let mut practised = Vec::new();
            each(&sessions, &asker, Practised::of, |_, one| practised.extend(one));
            asker.send(Event::Progress(Box::new(progress(practised))));
        };
        Self::start("progress", Event::Progress(Box::<Progress>::default()), read)
    }

    /// What findings compare an attempt with.
    pub fn others(sessions: Sessions) -> Self {
        let read = move |asker: Asker| {
            let mut others = Vec::new();
            each(&sessions, &asker, Earlier::of, |_, other| others.push(other));
            asker.send(Event::Others(others));
        };
        Self::start("others", Event::Others(Vec::new()), read)
    }

    /// What a coach's scores say together; where they cannot be read, nothing: the inbox says why.
    pub fn cohort(read: impl FnOnce() -> Result<Cohort> + Send + 'static) -> Self {
        let read = move |asker: Asker| {
            asker.send(Event::Cohort(Box::new(read().unwrap_or_default())));
        };
        Self::start("cohort", Event::Cohort(Box::default()), read)
    }

    /// How an answer came to be: what a stranger sent may take long to play.
    pub fn timeline(id: SessionId, read: impl FnOnce() -> Result<Option<Timeline>> + Send + 'static) -> Self {
        let otherwise = Event::Timeline(id.clone(), None);
        let read = move |asker: Asker| {
            let event = match read() {
                Ok(timeline) => Event::Timeline(id, timeline.map(Box::new)),
                Err(failure) => Event::Failed(format!("{}: {}", failure.what, failure.hint)),
            };
            asker.send(event);
        };
        Self::start("timeline", otherwise, read)
    }

    /// What coaches said of own sessions.
    pub fn returned(read: impl FnOnce() -> (Returned, Vec<String>) + Send + 'static) -> Self {
        let read = move |asker: Asker| {
            let (returned, broken) = read();
            asker.send(Event::Returned(returned, broken));
        };
        Self::start("returned", Event::Returned(Returned::new(), Vec::new()), read)
    }

    /// Sessions that are read side by side.
    pub fn column(take: impl FnOnce() -> Vec<Taken> + Send + 'static) -> Self {
        let read = move |asker: Asker| {
            asker.send(Event::Column(take()));
        };
        Self::start("column", Event::Column(Vec::new()), read)
    }

    /// The samples, and candidates' own scores beside a coach's.
    pub fn calibration(read: impl FnOnce() -> Calibration + Send + 'static) -> Self {
        let read = move |asker: Asker| {
            asker.send(Event::Calibration(Box::new(read())));
        };
        Self::start("calibration", Event::Calibration(Box::default()), read)
    }

    /// What lies on a coach's desk; while it is read, the part of it that is known.
    pub fn desk(list: impl FnOnce(&mut dyn FnMut(Desk) -> bool) -> Result<Desk> + Send + 'static) -> Self {
        let read = move |asker: Asker| {
            let event = match list(&mut |part| {
                asker.send(Event::Desk(Box::new(part)));
                asker.is_there()
            }) {
                Ok(desk) => Event::Desk(Box::new(desk)),
                Err(failure) => {
                    let broken = vec![format!("{} ({})", failure.what, failure.hint)];
                    Event::Desk(Box::new(Desk { broken, ..Desk::default() }))
                }
            };
            asker.send(event);
        };
        Self::start("desk", Event::Desk(Box::default()), read)
    }

    /// What banks hold now, which is told where that is something else than what is known. Where nothing is, it is told how
    /// far it is, and what can be practised until then. Of the built-in bank alone there is nothing to read.
    pub fn bank(banks: Banks, known: &Bank) -> Option<Self> {
        if banks.are_built_in() {
            return None;
        }
        let (is_known, questions) = (known.reading.is_none(), known.questions.clone());
        let mut so_far = Bank::default();
        let read = move |asker: Asker| {
            questions.read_words();
            let mut put_together = 0;
            let now = banks.read(|progress| {
                if is_known {
                    return asker.is_there();
                }
                // To put it together is dear: it is done for twice as many each time.
                if so_far.questions.is_empty() || progress.done > 2 * put_together + A_FEW {
                    put_together = progress.done;
                    so_far = (progress.so_far)();
                }
                so_far.reading = Some((progress.done, progress.of));
                asker.send(Event::Bank(Box::new(so_far.clone())));
                asker.is_there()
            });
            if let Some(now) = now.filter(|now| now.is_news || !is_known) {
                now.bank.questions.read_words();
                asker.send(Event::Bank(Box::new(now.bank.clone())));
                // Nobody waits any more.
                if let Some(kept) = now.keep() {
                    kept.questions.read_words();
                    asker.send(Event::Bank(Box::new(kept)));
                }
            }
        };
        // Without a thread for it nobody waits for ever.
        let otherwise = if is_known { Event::Redraw } else { Event::Bank(Box::new(built_in())) };
        Some(Self::start("bank", otherwise, read))
    }

    fn start(what: &'static str, otherwise: Event, read: impl FnOnce(Asker) + Send + 'static) -> Self {
        let (sender, receiver) = channel();
        let awaits = Arc::new(());
        let asker = Asker { sender, awaits: Arc::downgrade(&awaits) };
        let begin: Box<dyn FnOnce() + Send> = Box::new(move || {
            // Where there is no thread to be had the sender goes, and what there is otherwise is told.
            let _ = thread::Builder::new().name(what.to_owned()).spawn(move || read(asker));
        });
        let (begin, otherwise) = (Some(begin), Some(otherwise));
        Self { what, begin, read: receiver, _awaits: awaits, otherwise, is_over: false }
    }

    /// Begins on a thread, unless it has: whoever asks for it mostly has a frame to show first, and thousands of files take
    /// every core.
    pub fn begin(&mut self) {
        if let Some(begin) = self.begin.take() {
            begin();
        }
    }

    /// Whether the other is of the same: the newer one is waited for alone.
    pub fn is_of_the_same(&self, other: &Self) -> bool {
        self.what == other.what
    }

    /// What was read since it was asked for.
    pub fn heard(&mut self) -> Option<Event> {
        self.hear(Duration::ZERO)
    }

    /// The same, and it is waited for so long.
    pub fn hear(&mut self, wait: Duration) -> Option<Event> {
        match self.read.recv_timeout(wait) {
            Ok(event) => {
                self.otherwise = None;
                Some(event)
            }
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => {
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

/// What is made of every session that can be read, as long as somebody waits for it; what cannot was told when the list was
/// read.
fn each<T: Send>(
    sessions: &Sessions,
    asker: &Asker,
    look: impl Fn(&Session) -> T + Sync,
    mut read: impl FnMut(&Attempt, T),
) {
    let _ = sessions.each(
        |_, session| look(session),
        |attempt, looked| {
            read(attempt, looked);
            asker.is_there()
        },
    );
}
