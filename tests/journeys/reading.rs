//! A session that a newer casebook wrote: it is read, and nothing that is pressed or typed changes it.

use casebook::{
    model::{Guide, Session, Stop, session::At},
    tui::{
        action::Action,
        effect::{Begin, Event},
        keymap::{self, Binding, Scope},
    },
};
use crossterm::event::{KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use insta::assert_snapshot;

use crate::{
    harness::{Journey, begin},
    keys::key,
};

/// Somebody wrote a little at every stop and left; a newer casebook was here since.
fn unfinished() -> Journey {
    let mut ada = Journey::practising("alipay-success-metrics");
    while ada.stop() != "wrap_up" {
        ada.types(if ada.stop() == "retell" { "<ctrl-n>" } else { "one<tab>two<enter>three<ctrl-n>" });
    }
    ada.types("<esc>l").updates_elsewhere();
    ada
}

/// All but where the caret stands.
fn written(session: &Session) -> Session {
    let at = At { stop: Stop::WrapUp, id: None, field: None, offset: 0 };
    Session { at, ..session.clone() }
}

#[test]
fn opening_it_says_why_it_can_only_be_read() {
    let mut ada = unfinished();
    ada.types("<enter>").sees("session format 2");
    assert_snapshot!("what a newer casebook wrote", ada.picture());
    ada.types("<esc>").sees("read only");
    ada.goes_back_to("goal").types("x").sees("This session can only be read.");
    ada.types("<ctrl-z>").sees("This session can only").types("<esc>").sees("this session can only be read");
    assert_snapshot!("its menu", ada.picture());
    ada.types("l").sees("Left. Nothing was changed.");
}

#[test]
fn nothing_that_is_pressed_changes_it() {
    let mut ada = unfinished();
    ada.types("<enter><esc>");
    let (before, file) = (written(ada.session()), ada.file());
    for stop in ada.route().into_iter().rev() {
        ada.goes_back_to(&stop);
        let mut here = ada.twin();
        for binding in keymap::all().filter(|b| !matches!(b.action, Action::Quit | Action::Leave)) {
            for word in binding.keys {
                here.happens(Event::Key(key(word).unwrap()));
                let now = written(here.session());
                assert!(now == before, "{stop}: {word} ({})\n{}", binding.label, here.screen());
                if here.stop() != stop {
                    here = ada.twin();
                }
            }
        }
        here.types("<esc><esc>words<wait 3s>").pastes("more");
        for (column, row) in (0..24).flat_map(|row| [30, 50].map(|column| (column, row))) {
            let kind = MouseEventKind::Down(MouseButton::Left);
            let modifiers = KeyModifiers::NONE;
            here.happens(Event::Mouse(MouseEvent { kind, column, row, modifiers }));
        }
        // What is no command here may be the name of a question.
        let here_too = |b: &&Binding| matches!(b.scope, Scope::Session | Scope::Text | Scope::Field);
        let commands = keymap::all().filter(|b| b.keys.is_empty() && b.action != Action::Leave);
        for command in commands.filter(here_too) {
            here.types("<ctrl-k>").types(command.label).types("<enter><esc>");
        }
        assert!(written(here.session()) == before, "{stop}\n{}", here.screen());
    }
    ada.types("<ctrl-q>");
    assert!(ada.gone);
    assert_eq!(ada.file(), file);
}

#[test]
fn a_finished_one_keeps_its_mapping() {
    let mut ada = Journey::beginning(Begin { guide: Guide::Blank, ..begin("alipay-success-metrics") });
    ada.types("<ctrl-n>Why now<enter>Who<enter><enter>One.<ctrl-n>Two.").goes_to("wrap_up").types("<ctrl-n>");
    ada.types("<esc>l").updates_elsewhere();
    ada.types("s<enter>").sees("session format 2").types("<esc>").sees("Yours alone");
    ada.types("m").sees("This session can only be read.");
    ada.types("<enter><down><enter>");
    assert!(ada.session().mapping.is_empty());
}
