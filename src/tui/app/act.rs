//! What an action does on the screen that is open, and why it cannot be done where it cannot. Knows no key.

use super::{App, Screen, offers, stories::not_a_story};
use crate::{
    model::story::are_told_in,
    tui::{
        action::Action,
        effect::{Begin, Effect, Now},
        keymap::Scope,
        screens::{
            brief::Brief,
            home::{Known, Lead},
            overlay::{Overlay, Palette},
            practice::Saving,
            replay::Replay,
        },
        widgets::{editor::Deed, notice::sentence, search},
    },
};

impl App {
    pub(super) fn scopes(&self) -> Vec<Scope> {
        let mut scopes = self.screen_scopes();
        if self.taken && self.is_in_session() {
            scopes.push(Scope::Taken);
        }
        if matches!(self.saving, Saving::Failed(_)) {
            scopes.push(Scope::Unsaved);
        }
        scopes
    }

    fn screen_scopes(&self) -> Vec<Scope> {
        match &self.screen {
            Screen::Home(_) => vec![Scope::Everywhere, Scope::Home, Scope::List],
            Screen::Library(library) => library.scopes(),
            Screen::Lesson(_) => vec![Scope::Everywhere, Scope::Away, Scope::Field, Scope::Lesson],
            Screen::Brief(_) => vec![Scope::Everywhere, Scope::Away, Scope::Brief, Scope::List],
            Screen::Sessions(sessions) => sessions.scopes(),
            Screen::Attempts(attempts) => attempts.scopes(),
            Screen::Progress(progress) => progress.scopes(),
            Screen::Tracks(tracks) => tracks.scopes(),
            Screen::Stories(stories) => stories.scopes(),
            Screen::Debrief(debrief) => {
                let told = are_told_in(&debrief.session.framework).then_some(Scope::Told);
                debrief.scopes().into_iter().chain(told).collect()
            }
            Screen::Practice(practice) => practice.scopes(),
            Screen::Replay(_) => Replay::scopes(),
            Screen::Answering(answering) => answering.scopes(),
            Screen::Inbox(inbox) => inbox.scopes(),
            Screen::Assigned(assigned) => assigned.scopes(),
            Screen::Cohort(cohort) => cohort.scopes(),
            Screen::Column(column) => column.scopes(),
            Screen::Calibration(calibration) => calibration.scopes(),
            Screen::Reviewing(reviewing) => reviewing.scopes(),
            Screen::Live(live) => live.scopes(),
        }
    }

    pub(super) fn why_not(&self, action: Action) -> Option<&'static str> {
        match &self.screen {
            Screen::Practice(practice) if action == Action::KeepStory => not_a_story(&practice.session),
            Screen::Practice(practice) => practice.why_not(action),
            Screen::Debrief(_) if self.under.is_some() && leads_on(action) => {
                Some("Esc, l goes back to your review first")
            }
            Screen::Debrief(_) | Screen::Sessions(_)
                if action == Action::Reviews && self.reviews_here().is_none() =>
            {
                Some("no coach has reviewed it yet")
            }
            Screen::Debrief(debrief) if action == Action::KeepStory => not_a_story(&debrief.session),
            Screen::Debrief(debrief) if action == Action::WhatIf => {
                let question = self.bank.questions.whole(debrief.session.question.id.as_str());
                let none = question.is_none_or(|question| question.variants.is_empty());
                if none { Some("no fact of this question is to be flipped") } else { debrief.why_not(action) }
            }
            Screen::Debrief(debrief) => debrief.why_not(action),
            Screen::Attempts(attempts) => attempts.why_not(action),
            Screen::Replay(replay) => replay.why_not(action),
            Screen::Library(_) if action == Action::Problems && self.bank.problems.is_empty() => {
                Some("nothing is wrong with the banks")
            }
            Screen::Library(library) => library.why_not(action),
            Screen::Sessions(sessions) => sessions.why_not(action),
            Screen::Progress(progress) => progress.why_not(action),
            Screen::Tracks(tracks) => tracks.why_not(action),
            Screen::Stories(stories) => stories.why_not(action),
            Screen::Answering(answering) => answering.why_not(action),
            Screen::Inbox(inbox) => inbox.why_not(action),
            Screen::Assigned(assigned) => assigned.why_not(action),
            Screen::Cohort(cohort) => cohort.why_not(action),
            Screen::Column(column) => column.why_not(action),
            Screen::Calibration(calibration) => calibration.why_not(action),
            Screen::Reviewing(_) if action == Action::NextNew && self.next_new().is_none() => {
                Some("nothing else waits to be reviewed")
            }
            Screen::Reviewing(reviewing) => reviewing.why_not(action),
            Screen::Live(live) => live.why_not(action),
            Screen::Home(_)
                if action == Action::Sessions
                    && self.attempts.is_empty()
                    && self.unreadable.is_empty()
                    && self.reading.is_none() =>
            {
                Some("no attempts yet")
            }
            Screen::Home(_) if action == Action::Tracks && self.bank.tracks.is_empty() => {
                Some("no bank has a track")
            }
            _ => None,
        }
    }

    pub(super) fn act(&mut self, action: Action, now: Now) -> Vec<Effect> {
        if let Some(why) = self.why_not(action) {
            self.say(sentence(why), now);
            return Vec::new();
        }
        let scopes = self.scopes();
        // What is selected in a field outside a session.
        let selected = match &self.screen {
            Screen::Library(library) if library.is_typing() => Some(library.selected().to_owned()),
            Screen::Sessions(sessions) if sessions.is_typing() => Some(sessions.selected().to_owned()),
            Screen::Answering(answering) if answering.is_typing() => Some(answering.selected()),
            Screen::Inbox(inbox) if inbox.is_typing() => Some(inbox.selected().to_owned()),
            Screen::Reviewing(reviewing) if reviewing.is_typing() => Some(reviewing.selected()),
            Screen::Column(column) if column.is_typing() => Some(column.selected()),
            Screen::Live(live) if live.is_typing() => Some(live.selected()),
            Screen::Lesson(lesson) => Some(lesson.selected().to_owned()),
            Screen::Debrief(debrief) if debrief.is_typing() => Some(debrief.selected()),
            _ => None,
        };
        match action {
            Action::Menu => {
                self.overlay = Some(Overlay::menu(&scopes, |a| self.why_not(a)));
                return Vec::new();
            }
            Action::Commands => {
                let questions = self.bank.questions.clone();
                let palette = Palette::new(&scopes, |a| self.why_not(a), &self.attempts, questions);
                self.overlay = Some(Overlay::Palette(Box::new(palette)));
                return Vec::new();
            }
            Action::Help => {
                self.overlay = Some(Overlay::help(&scopes, |a| self.why_not(a)));
                return Vec::new();
            }
            Action::Quit => return self.quit(now),
            Action::Suspend => {
                if let Screen::Practice(practice) = &mut self.screen {
                    practice.suspend(now);
                }
                return vec![Effect::Flush, Effect::Suspend];
            }
            Action::Back => return self.back(),
            Action::Attempts => return self.look_at_attempts(),
            Action::Reviews => return self.open_reviews(),
            Action::WhatIf => return self.what_if(),
            Action::WorkOnCopy => return self.work_on_copy(),
            Action::PullStory => return vec![Effect::ReadStories],
            Action::KeepStory => return self.keep_story(),
            Action::Shelter => return vec![Effect::Shelter],
            Action::Seal => {
                self.overlay = self.to_seal();
                return Vec::new();
            }
            Action::Copy if !scopes.contains(&Scope::Field) || selected.as_deref() == Some("") => {
                self.say_how_to_leave(now);
                return Vec::new();
            }
            Action::Copy if selected.is_some() => {
                let text = selected.unwrap_or_default();
                self.clip.clone_from(&text);
                return vec![Effect::Clipboard(text)];
            }
            _ => {}
        }
        match &mut self.screen {
            Screen::Home(home) => match action {
                Action::Browse | Action::Search => self.go(Lead::Library),
                Action::Sessions => self.go(Lead::Sessions),
                Action::Progress => self.go(Lead::Progress),
                Action::Tracks => self.go(Lead::Tracks),
                Action::Stories => self.go(Lead::Stories),
                _ => {
                    let known = Known {
                        bank: &self.bank,
                        attempts: &self.attempts,
                        schedule: &self.schedule,
                        today: self.today,
                        returned: &self.returned,
                        zone: &self.zone,
                        unreadable: self.unreadable.len(),
                        reading: self.reading,
                        edition: self.edition,
                        places: self.places.as_deref(),
                    };
                    home.act(action, known).map_or_else(Vec::new, |lead| self.go(lead))
                }
            },
            Screen::Library(_) if action == Action::Problems => {
                let lines = self.bank.problems.iter().flat_map(|problem| problem.lines().chain([""]));
                let lines = lines.map(str::to_owned).collect();
                self.overlay = Some(Overlay::Read("What is wrong with the banks".to_owned(), lines, 0));
                Vec::new()
            }
            Screen::Library(library) => {
                let selected = library.selected().to_owned();
                if library.is_typing()
                    && let Some(deed) = deed(action, &mut self.clip, &selected)
                {
                    library.deed(deed);
                    return Vec::new();
                }
                let seed = u64::try_from(now.wall.as_nanosecond().unsigned_abs() & u128::from(u64::MAX))
                    .unwrap_or(0);
                if let Some(id) = library.act(action, seed) {
                    self.screen = Screen::Brief(Box::new(Brief::new(Begin::at(id))));
                }
                Vec::new()
            }
            Screen::Lesson(lesson) => {
                let selected = lesson.selected().to_owned();
                match deed(action, &mut self.clip, &selected) {
                    Some(deed) => lesson.deed(deed),
                    None if action == Action::Choose => return self.go(Lead::Library),
                    None => {}
                }
                Vec::new()
            }
            Screen::Brief(brief) => brief.act(action, &self.bank, &self.attempts).into_iter().collect(),
            Screen::Sessions(sessions) => {
                let selected = sessions.selected().to_owned();
                if sessions.is_typing()
                    && let Some(deed) = deed(action, &mut self.clip, &selected)
                {
                    return sessions.deed(deed).into_iter().collect();
                }
                let effect = sessions.act(action);
                self.behind = matches!(effect, Some(Effect::Open(_))).then(|| sessions.clone());
                effect.into_iter().collect()
            }
            Screen::Inbox(_)
            | Screen::Assigned(_)
            | Screen::Cohort(_)
            | Screen::Calibration(_)
            | Screen::Column(_)
            | Screen::Reviewing(_) => self.act_on_desk(action, now),
            Screen::Live(_) => self.act_on_live(action, now),
            Screen::Answering(_) => self.act_on_reviews(action, now),
            Screen::Attempts(attempts) => attempts.act(action),
            Screen::Stories(stories) => stories.act(action, now.mono, now.wall),
            Screen::Tracks(tracks) => {
                let Some(lead) = tracks.act(action) else { return Vec::new() };
                let tracks = tracks.clone();
                let effects = self.go(lead);
                self.tracks = matches!(self.screen, Screen::Brief(_)).then_some(tracks);
                effects
            }
            Screen::Progress(progress) => {
                progress.act(action);
                Vec::new()
            }
            Screen::Replay(replay) => {
                replay.act(action);
                Vec::new()
            }
            Screen::Debrief(debrief) => {
                let selected = debrief.selected();
                let reply = match deed(action, &mut self.clip, &selected) {
                    Some(deed) if debrief.is_typing() => debrief.deed(deed),
                    _ => debrief.act(action),
                };
                self.reply(reply, now)
            }
            Screen::Practice(practice) => {
                let reply = practice.act(action, now, &mut self.clip);
                self.reply(reply, now)
            }
        }
    }
}

impl App {
    /// Asks before the session that is read or selected is frozen.
    fn to_seal(&self) -> Option<Overlay> {
        match &self.screen {
            Screen::Debrief(debrief) => {
                Some(offers::seal(&debrief.session.id, &debrief.session.question.title))
            }
            Screen::Sessions(sessions) => {
                sessions.attempt().map(|attempt| offers::seal(&attempt.id, &attempt.title))
            }
            _ => None,
        }
    }
}

/// Whether an action of the debrief leads to another screen, or changes the session: a coach's leads back alone.
fn leads_on(action: Action) -> bool {
    matches!(action, Action::Attempts | Action::WhatIf | Action::Replay | Action::Reviews | Action::Seal)
}

/// What an action does in a field outside of a session. Cutting and copying fill the clipboard.
pub(super) fn deed(action: Action, clip: &mut String, selected: &str) -> Option<Deed> {
    if matches!(action, Action::Cut | Action::Copy) && !selected.is_empty() {
        selected.clone_into(clip);
    }
    match action {
        Action::Cut if !selected.is_empty() => Some(Deed::DeleteBack),
        Action::Paste => Some(Deed::Paste(clip.clone())),
        _ => search::deed(action),
    }
}
