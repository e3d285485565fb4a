//! A story of one's own, put into the answer that is written. Knows no other stories.

use super::{Practice, Reply};
use crate::{
    model::{Stop, Story, plan, story},
    tui::{effect::Effect, keymap::Scope},
};

impl Practice {
    /// The scope of what is told, where stories are told under the framework's own steps.
    pub(super) fn tale(&self) -> Option<Scope> {
        story::are_told_in(&self.session.framework).then_some(Scope::Tale)
    }

    /// Why no story can be put in.
    pub(super) fn no_story(&self) -> Option<&'static str> {
        (!story::has_steps(&self.session)).then_some("under your own headings you tell it yourself")
    }

    /// Puts a story behind what is written, in one step for undo.
    pub fn pull_story(&mut self, story: &Story) -> Reply {
        let reply = self.pulled(story);
        self.warned(reply)
    }

    fn pulled(&mut self, story: &Story) -> Reply {
        self.leave_field();
        for stop in plan::route(&self.session) {
            if let Stop::Step(step) = stop {
                self.session.open_step(&step);
            }
        }
        let edits = story.edits(&mut self.session);
        if edits.is_empty() {
            // Leaving the field may have taken its empty row away.
            let stop = self.stop().clone();
            self.stand_at(stop);
            return Reply { notice: Some("Nothing of this story fits here.".to_owned()), ..Reply::keep() };
        }
        self.history.close();
        let mark = self.history.mark();
        let reply = self.commit(edits);
        self.history.join_since(mark);
        self.history.close();
        let stop = self.stop().clone();
        self.stand_at(stop);
        if !reply.effects.contains(&Effect::Keep) {
            return reply;
        }
        Reply {
            notice: Some("Put in; Ctrl-Z takes it out again. Make it answer this question.".to_owned()),
            ..reply
        }
    }
}
