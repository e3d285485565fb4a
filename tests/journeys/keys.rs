//! Keys as words: `alipay<enter><ctrl-n>` is what a person types, one after the other.

use std::time::Duration;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// One thing that a person does.
#[derive(Clone, Debug, PartialEq)]
pub enum Typed {
    /// Presses a key.
    Key(KeyEvent),
    /// Thinks for a while.
    Wait(Duration),
}

/// What stands in `words`: characters, keys (`<enter>`, `<alt-up>`) and waits (`<wait 30s>`). An angle bracket that
/// begins neither is typed.
pub fn typed(words: &str) -> Vec<Typed> {
    let mut typed = Vec::new();
    let mut rest = words;
    while let Some(c) = rest.chars().next() {
        let named = rest.strip_prefix('<').and_then(|r| r.split_once('>')).and_then(|(inside, behind)| {
            let event = wait(inside).map(Typed::Wait).or_else(|| {
                // A character alone in brackets is no key: `<b>` is typed as it stands.
                (inside.chars().count() > 1).then(|| key(inside).map(Typed::Key))?
            })?;
            Some((event, behind))
        });
        match named {
            Some((event, behind)) => {
                typed.push(event);
                rest = behind;
            }
            None => {
                typed.push(Typed::Key(character(c)));
                rest = &rest[c.len_utf8()..];
            }
        }
    }
    typed
}

/// The event that a key's word in the binding table stands for.
pub fn key(word: &str) -> Option<KeyEvent> {
    let mut modifiers = KeyModifiers::NONE;
    let mut name = word;
    for (prefix, modifier) in
        [("ctrl-", KeyModifiers::CONTROL), ("alt-", KeyModifiers::ALT), ("shift-", KeyModifiers::SHIFT)]
    {
        if let Some(rest) = name.strip_prefix(prefix) {
            modifiers |= modifier;
            name = rest;
        }
    }
    let code = match name {
        "enter" => KeyCode::Enter,
        "tab" => KeyCode::Tab,
        "backtab" => {
            modifiers |= KeyModifiers::SHIFT;
            KeyCode::BackTab
        }
        "backspace" => KeyCode::Backspace,
        "delete" => KeyCode::Delete,
        "esc" => KeyCode::Esc,
        "up" => KeyCode::Up,
        "down" => KeyCode::Down,
        "left" => KeyCode::Left,
        "right" => KeyCode::Right,
        "home" => KeyCode::Home,
        "end" => KeyCode::End,
        "pageup" => KeyCode::PageUp,
        "pagedown" => KeyCode::PageDown,
        "space" => KeyCode::Char(' '),
        _ => {
            let number = name.strip_prefix('f').and_then(|n| n.parse().ok());
            let mut chars = name.chars();
            match (number, chars.next(), chars.next()) {
                (Some(number), ..) => KeyCode::F(number),
                (None, Some(c), None) => KeyCode::Char(c),
                _ => return None,
            }
        }
    };
    Some(KeyEvent::new(code, modifiers))
}

fn character(c: char) -> KeyEvent {
    let modifiers = if c.is_uppercase() { KeyModifiers::SHIFT } else { KeyModifiers::NONE };
    KeyEvent::new(KeyCode::Char(c), modifiers)
}

fn wait(words: &str) -> Option<Duration> {
    let time = words.strip_prefix("wait ")?;
    let (number, unit) = time.split_at(time.len().checked_sub(1)?);
    let number: u64 = number.parse().ok()?;
    match unit {
        "s" => Some(Duration::from_secs(number)),
        "m" => Some(Duration::from_secs(number * 60)),
        _ => None,
    }
}

#[test]
fn words_and_keys_are_told_apart() {
    assert_eq!(typed("a<enter>").len(), 2);
    assert_eq!(typed("<wait 30s>"), [Typed::Wait(Duration::from_secs(30))]);
    assert_eq!(typed("<ctrl-n>"), [Typed::Key(KeyEvent::new(KeyCode::Char('n'), KeyModifiers::CONTROL))]);
    assert_eq!(typed("a <= b").len(), 6);
    assert_eq!(typed("<b>支").len(), 4);
}
