//! Terminal events in the program's words. Repairs what terminals mix up.

use crossterm::event::{Event as Raw, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

use crate::tui::effect::Event;

/// The events of one batch. Esc and an arrow that are read at once arrive as Esc, `[`, `A`: they are the arrow.
pub fn understood(batch: Vec<Raw>) -> Vec<Event> {
    let mut events: Vec<Event> = Vec::new();
    for raw in batch {
        let event = match raw {
            Raw::Key(key) if key.kind == KeyEventKind::Release => continue,
            Raw::Key(key) => Event::Key(key),
            Raw::Paste(text) => Event::Paste(text),
            Raw::Mouse(mouse) => Event::Mouse(mouse),
            Raw::Resize(..) => Event::Redraw,
            Raw::FocusGained | Raw::FocusLost => continue,
        };
        events.push(event);
        join_arrow(&mut events);
    }
    events
}

fn join_arrow(events: &mut Vec<Event>) {
    let keys: Vec<&KeyEvent> = events
        .iter()
        .rev()
        .map_while(|e| if let Event::Key(key) = e { Some(key) } else { None })
        .take(3)
        .collect();
    let Some(arrow) = keys.first().and_then(|k| arrow(k)) else { return };
    let bracket = |key: &KeyEvent, modifiers| key.code == KeyCode::Char('[') && key.modifiers == modifiers;
    let escaped = match keys[..] {
        [_, b, ..] if bracket(b, KeyModifiers::ALT) => 2,
        [_, b, esc] if bracket(b, KeyModifiers::NONE) && esc.code == KeyCode::Esc => 3,
        _ => return,
    };
    events.truncate(events.len() - escaped);
    events.push(Event::Key(KeyEvent::new(arrow, KeyModifiers::NONE)));
}

fn arrow(key: &KeyEvent) -> Option<KeyCode> {
    match key.code {
        KeyCode::Char('A') => Some(KeyCode::Up),
        KeyCode::Char('B') => Some(KeyCode::Down),
        KeyCode::Char('C') => Some(KeyCode::Right),
        KeyCode::Char('D') => Some(KeyCode::Left),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(keys: &[(KeyCode, KeyModifiers)]) -> Vec<KeyEvent> {
        let raw = keys.iter().map(|(code, modifiers)| Raw::Key(KeyEvent::new(*code, *modifiers))).collect();
        understood(raw)
            .into_iter()
            .filter_map(|e| if let Event::Key(key) = e { Some(key) } else { None })
            .collect()
    }

    #[test]
    fn an_arrow_right_after_esc_is_an_arrow() {
        let none = KeyModifiers::NONE;
        let up = vec![KeyEvent::new(KeyCode::Up, none)];
        assert_eq!(
            typed(&[(KeyCode::Esc, none), (KeyCode::Char('['), none), (KeyCode::Char('A'), none)]),
            up
        );
        assert_eq!(typed(&[(KeyCode::Char('['), KeyModifiers::ALT), (KeyCode::Char('A'), none)]), up);
    }

    #[test]
    fn a_bracket_that_was_typed_stays_a_bracket() {
        let none = KeyModifiers::NONE;
        assert_eq!(typed(&[(KeyCode::Char('['), none), (KeyCode::Char('A'), none)]).len(), 2);
    }
}
