//! What is offered on bad days, and before what cannot be taken back, in words. Does nothing.

use jiff::tz::TimeZone;

use crate::{
    model::{
        SessionId,
        unreadable::{Remains, Source},
    },
    tui::{
        action::Action,
        effect::ReadOnly,
        screens::{
            overlay::{Choice, Chosen, Offer, Overlay},
            sessions::day,
        },
    },
};

/// Why a session can only be read, and what can be done about it.
pub fn to_be_read(why: ReadOnly) -> Overlay {
    let title = "To be read only";
    let said = |why| vec![why, String::new(), "Nothing that you press or type changes it.".to_owned()];
    match why {
        ReadOnly::Frozen(why) => Overlay::Read(title.to_owned(), said(why), 0),
        ReadOnly::Taken(why) => {
            let copy = Chosen::Do(Action::WorkOnCopy);
            let choices = vec![
                choice("Read it", "nothing changes", Chosen::Close),
                choice("Work on a copy", "a new session with all that is written", copy),
            ];
            Overlay::Offer(Offer::new(title, said(why), choices))
        }
    }
}

/// What can be brought back of a session whose file cannot be read, and why that is.
pub fn rescue(id: &SessionId, why: &str, remains: Vec<Remains>, zone: &TimeZone) -> Overlay {
    let mut words = vec![why.to_owned(), String::new()];
    words.push(match remains.is_empty() {
        true => "Nothing else is kept of it on this machine. The file stays as it is.".to_owned(),
        false => "The file stays as it is. What you choose comes back as a session of its own, beside it."
            .to_owned(),
    });
    let mut choices: Vec<Choice> = remains.into_iter().map(|remains| kept(id, remains, zone)).collect();
    choices.push(choice("Raw text", "the file as it is, to be read", Chosen::Raw(id.clone())));
    Overlay::Offer(Offer::new("This session cannot be read", words, choices))
}

/// Whether a session is to be frozen. What comes first changes nothing.
pub fn seal(id: &SessionId, title: &str) -> Overlay {
    let what = "Own scores, the wrap-up and what the debrief adds stay as they are then, for good. Sharing it does the \
                same.";
    let choices = vec![
        choice("Leave it open", "nothing changes", Chosen::Close),
        choice("Seal it", "nothing in it is changed any more", Chosen::Seal(id.clone())),
    ];
    Overlay::Offer(Offer::new(
        "Seal this session?",
        vec![title.to_owned(), String::new(), what.to_owned()],
        choices,
    ))
}

fn kept(id: &SessionId, remains: Remains, zone: &TimeZone) -> Choice {
    let words = match remains.words {
        1 => "1 word".to_owned(),
        n => format!("{n} words"),
    };
    let at = day(remains.until, zone);
    let (label, note) = match &remains.source {
        Source::Journal => ("Journal", format!("{words}, up to {at}")),
        Source::Aside(_) => ("Older journal", format!("{words}, up to {at}")),
        Source::Backup(_) => ("Backup", format!("{words}, of {at}")),
    };
    choice(label, &note, Chosen::Restore(id.clone(), remains.source))
}

fn choice(label: &str, note: &str, chosen: Chosen) -> Choice {
    Choice { label: label.to_owned(), note: note.to_owned(), chosen }
}
