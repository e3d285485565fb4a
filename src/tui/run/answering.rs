//! The candidate's replies to their coaches: written by a thread of its own, the newest state of each. Writes no review and
//! no session.

use super::{desk::Unwritten, writer::Writer};
use crate::{
    model::{Reply, SessionId, returned::Returned},
    store::{
        config::Config,
        failure::{Failure, Result},
        paths::Places,
        returned::{Reviews, are_there},
        sessions::Sessions,
    },
    tui::effect::Event,
};

/// Where replies go.
pub struct Answering {
    reviews: Reviews,
    /// By session and coach.
    writer: Writer<(SessionId, String), Reply>,
}

/// What coaches said, where nothing was answered yet; second, what of it cannot be read. It looks at the name of every file:
/// for a thread.
pub fn returned(sessions: &Sessions, places: &Places) -> (Returned, Vec<String>) {
    // Settings that cannot be read stand in nobody's way to whom nobody said anything.
    if !are_there(sessions, &places.received()) {
        return Default::default();
    }
    match Config::load(places) {
        Ok(config) => all(&Reviews::new(sessions.clone(), &places.received(), config.person)),
        Err(failure) => (Returned::new(), vec![words(&failure)]),
    }
}

fn all(reviews: &Reviews) -> (Returned, Vec<String>) {
    let (returned, broken) = reviews.all();
    (returned, broken.iter().map(words).collect())
}

fn words(failure: &Failure) -> String {
    format!("{} ({})", failure.what, failure.hint)
}

impl Answering {
    /// Of the person of the settings.
    pub fn new(sessions: &Sessions, places: &Places) -> Result<Self> {
        let person = Config::load(places)?.person;
        let reviews = Reviews::new(sessions.clone(), &places.received(), person);
        let of = reviews.clone();
        let write = move |_: &(SessionId, String), reply: &Reply| of.keep(reply).map(|_| reply.written);
        let writer = Writer::start("replies", write, |_, kept| Event::ReplyKept(kept))?;
        Ok(Self { reviews, writer })
    }

    /// What coaches said, read by whoever runs it; second, what of it cannot be read.
    pub fn returned(&self) -> impl FnOnce() -> (Returned, Vec<String>) + Send + 'static {
        let (reviews, settled) = (self.reviews.clone(), self.writer.settled());
        move || {
            // What was answered last is to be in it.
            let _ = settled();
            all(&reviews)
        }
    }

    /// Has a reply written; what became of it is heard later.
    pub fn keep(&mut self, reply: Reply) {
        let made = reply.written;
        self.writer.keep((reply.session.clone(), reply.review.coach.clone()), reply, made);
    }

    /// Whether all that was answered is on disk; what is not is tried once more.
    pub fn is_written(&self) -> bool {
        self.writer.settled()()
    }

    /// Whether something could not be written, as far as was heard.
    pub fn fails(&self) -> bool {
        self.writer.fails()
    }

    /// The end: what could not be written, each with the name that its file would have.
    pub fn finish(&mut self) -> Vec<Unwritten> {
        let of = |((session, coach), reply): ((SessionId, String), Reply)| {
            (self.reviews.file_name(&session, &coach), self.reviews.text(&reply))
        };
        self.writer.finish().into_iter().map(of).collect()
    }

    /// Whether something is still to be heard.
    pub fn is_waiting(&self) -> bool {
        self.writer.is_waiting()
    }

    /// What became of something that was answered.
    pub fn heard(&mut self) -> Option<Event> {
        self.writer.heard()
    }
}
