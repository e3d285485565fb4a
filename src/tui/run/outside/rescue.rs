//! Bad days: another window, a file that cannot be read, a disk that takes nothing. Knows no screen.

use jiff::Timestamp;

use super::{Outside, changed_elsewhere};
use crate::{
    insight::attempts::word_count,
    model::{
        SessionId,
        session::At,
        unreadable::{Remains, Source},
    },
    store::{
        disk::RealDisk,
        failure::Result,
        keeper::{self, Opened},
        session_file::Loaded,
        zone,
    },
    tui::effect::Event,
};

impl Outside {
    /// Goes on in a copy of a session that another casebook has open.
    pub(super) fn work_on_copy(&mut self, id: &SessionId, at: Option<At>) -> Result<Vec<Event>> {
        self.leave();
        let question = self.sessions.load(id)?.session.question.id;
        let date = Timestamp::now().to_zoned(zone::local()).date();
        let name = self.sessions.new_id(date, &question);
        let Loaded { session, foreign } = self.saver.copy(id, name, at)?;
        let words = format!(
            "This is a copy, with all that is written up to now. It is saved in {}; {id} stays with the other window.",
            session.id
        );
        let mut events = self.opened(session, foreign, None);
        events.push(Event::Said(words));
        Ok(events)
    }

    /// What is kept of a session whose file cannot be read.
    pub(super) fn find_remains(&mut self, id: &SessionId) -> Vec<Event> {
        self.leave();
        let kept = keeper::remains(&RealDisk, &self.places.state, id).into_iter();
        let remains = kept.map(|(source, until, Loaded { session, .. })| Remains {
            source,
            until,
            words: word_count(&session),
        });
        vec![Event::Remains(id.clone(), remains.collect())]
    }

    /// Brings that back as a session of its own.
    pub(super) fn restore(&mut self, id: &SessionId, source: &Source) -> Result<Vec<Event>> {
        let Loaded { session, foreign } = self.saver.restore(id, source)?;
        let words = format!("Brought back. It is saved in {}; {id} stays as it is.", session.id);
        let kept = Some(session.clone());
        let mut events = self.opened(session, foreign, kept);
        events.push(Event::Said(words));
        Ok(events)
    }

    /// The file of such a session, to be read as it is.
    pub(super) fn read_raw(&self, id: &SessionId) -> Result<Vec<Event>> {
        let folder =
            if self.sessions.is_archived(id) { self.sessions.archive() } else { self.sessions.clone() };
        let path = folder.path(id);
        let text = keeper::raw(&path)?;
        let lines = [path.display().to_string(), String::new()].into_iter();
        let lines = lines.chain(text.lines().map(str::to_owned)).collect();
        Ok(vec![Event::Raw("The file as it is".to_owned(), lines)])
    }
}

/// What there is to say of sessions that a crash had left, once and in one go.
pub fn recovered(left: &[(SessionId, Result<Opened>)]) -> Option<String> {
    let mut titles = Vec::new();
    let mut more = Vec::new();
    for (id, opened) in left {
        more.extend(opened.as_ref().ok().and_then(Opened::damage));
        match opened {
            Ok(Opened::ToWrite { conflict: Some(conflict), .. }) => more.push(changed_elsewhere(conflict)),
            Ok(Opened::ToWrite { recovered: true, damaged: None, loaded, .. }) => {
                titles.push(loaded.session.question.title.as_str());
            }
            Ok(_) => {}
            Err(failure) => {
                more.push(format!("{id} has words in its journal: {}; {}.", failure.what, failure.hint));
            }
        }
    }
    let what = match &titles[..] {
        [] => None,
        [title] => Some(format!("“{title}”")),
        titles => Some(format!("{} sessions", titles.len())),
    };
    let what =
        what.map(|what| format!("casebook ended without saving {what}: all that was typed came back."));
    let words: Vec<String> = what.into_iter().chain(more).collect();
    (!words.is_empty()).then(|| words.join(" "))
}
