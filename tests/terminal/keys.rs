//! Keys in words (`alipay<enter>`) as the bytes that a terminal sends for them.

/// The bytes of keys in words: `<enter>`, `<ctrl-n>`, `<alt-b>`, `<shift-left>`; everything else is itself.
pub fn bytes(keys: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = keys;
    while let Some((before, after)) = rest.split_once('<') {
        let (name, behind) = after.split_once('>').unwrap_or_else(|| panic!("no > in {keys}"));
        bytes.extend(before.as_bytes());
        bytes.extend(key(name).unwrap_or_else(|| panic!("no key <{name}>")));
        rest = behind;
    }
    bytes.extend(rest.as_bytes());
    bytes
}

fn key(name: &str) -> Option<Vec<u8>> {
    let plain: Option<&[u8]> = match name {
        "enter" => Some(b"\r"),
        "tab" => Some(b"\t"),
        "shift-tab" => Some(b"\x1b[Z"),
        "esc" => Some(b"\x1b"),
        "backspace" => Some(b"\x7f"),
        "delete" => Some(b"\x1b[3~"),
        "pageup" => Some(b"\x1b[5~"),
        "pagedown" => Some(b"\x1b[6~"),
        "f1" => Some(b"\x1bOP"),
        "f2" => Some(b"\x1bOQ"),
        "f4" => Some(b"\x1bOS"),
        "f5" => Some(b"\x1b[15~"),
        "lt" => Some(b"<"),
        _ => None,
    };
    if let Some(plain) = plain {
        return Some(plain.to_vec());
    }
    let (modifiers, last) = name.rsplit_once('-').unwrap_or(("", name));
    let modifier = match modifiers {
        "" => 1,
        "shift" => 2,
        "alt" => 3,
        "ctrl" => 5,
        _ => return None,
    };
    let letter = match last {
        "up" => 'A',
        "down" => 'B',
        "right" => 'C',
        "left" => 'D',
        "home" => 'H',
        "end" => 'F',
        _ => {
            let character = last.chars().next().filter(|c| c.is_ascii() && last.len() == 1)?;
            return match modifiers {
                "ctrl" => Some(vec![character.to_ascii_lowercase() as u8 & 0x1f]),
                "alt" => Some(vec![0x1b, character as u8]),
                _ => None,
            };
        }
    };
    Some(match modifier {
        1 => format!("\x1b[{letter}").into_bytes(),
        _ => format!("\x1b[1;{modifier}{letter}").into_bytes(),
    })
}
