//! Keys in words: as the table writes them, and as they are shown. Binds nothing.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// A key event in the words of the table; `None` for a release and for keys that no table names.
pub fn word(event: &KeyEvent) -> Option<String> {
    let mut modifiers = event.modifiers & (KeyModifiers::CONTROL | KeyModifiers::ALT | KeyModifiers::SHIFT);
    let name = match event.code {
        KeyCode::Char(' ') => "space".to_owned(),
        KeyCode::Char(c) => {
            // A shifted character is the character itself.
            modifiers.remove(KeyModifiers::SHIFT);
            if modifiers.contains(KeyModifiers::CONTROL) {
                c.to_lowercase().to_string()
            } else {
                c.to_string()
            }
        }
        KeyCode::Enter => "enter".to_owned(),
        KeyCode::Tab => "tab".to_owned(),
        KeyCode::BackTab => {
            modifiers.remove(KeyModifiers::SHIFT);
            "backtab".to_owned()
        }
        KeyCode::Backspace => "backspace".to_owned(),
        KeyCode::Delete => "delete".to_owned(),
        KeyCode::Esc => "esc".to_owned(),
        KeyCode::Up => "up".to_owned(),
        KeyCode::Down => "down".to_owned(),
        KeyCode::Left => "left".to_owned(),
        KeyCode::Right => "right".to_owned(),
        KeyCode::Home => "home".to_owned(),
        KeyCode::End => "end".to_owned(),
        KeyCode::PageUp => "pageup".to_owned(),
        KeyCode::PageDown => "pagedown".to_owned(),
        KeyCode::F(n) => format!("f{n}"),
        _ => return None,
    };
    let mut word = String::new();
    for (modifier, prefix) in
        [(KeyModifiers::CONTROL, "ctrl-"), (KeyModifiers::ALT, "alt-"), (KeyModifiers::SHIFT, "shift-")]
    {
        if modifiers.contains(modifier) {
            word.push_str(prefix);
        }
    }
    Some(word + &name)
}

/// A key's word as it is shown: `ctrl-n` as `^N`, `alt-up` as `Alt-Up`, `f2` as `F2`.
pub fn shown(word: &str) -> String {
    if let Some(letter) = word.strip_prefix("ctrl-").filter(|rest| rest.chars().count() == 1) {
        return format!("^{}", letter.to_uppercase());
    }
    let capital = |part: &str| match part {
        "pageup" => "PageUp".to_owned(),
        "pagedown" => "PageDown".to_owned(),
        _ => {
            let mut chars = part.chars();
            chars.next().map_or_else(String::new, |c| c.to_uppercase().collect::<String>() + chars.as_str())
        }
    };
    match word {
        "backtab" => "Shift-Tab".to_owned(),
        _ if word.chars().count() == 1 => word.to_owned(),
        _ => word.split('-').map(capital).collect::<Vec<_>>().join("-"),
    }
}
