//! From bytes to text: what a YAML file may not contain, found with line and column.

use std::path::Path;

use crate::error::Problem;

/// The text of a file's bytes, without a byte order mark. `limit` is in bytes.
pub fn text(path: &Path, bytes: Vec<u8>, limit: u64) -> Result<String, Problem> {
    if bytes.len() as u64 > limit {
        return Err(too_large(path, limit));
    }
    if bytes.contains(&0) {
        let message = if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
            "this is UTF-16 text"
        } else {
            "this is a binary file, not text"
        };
        return Err(
            Problem::of_file(path, message).with_help("save it as UTF-8 text, or take it out of the folder")
        );
    }
    let mut text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let valid = String::from_utf8_lossy(&error.as_bytes()[..error.utf8_error().valid_up_to()]);
            let byte = error.as_bytes().get(valid.len()).copied().unwrap_or_default();
            return Err(Problem::at(path, end_of(&valid), format!("byte 0x{byte:02X} is not UTF-8"))
                .with_help("save the file as UTF-8"));
        }
    };
    if text.starts_with('\u{feff}') {
        text.drain(..'\u{feff}'.len_utf8());
    }
    // Nearly every text has none of the bytes that these begin with, which is seen quicker than that it has none of them.
    let may_forbid =
        text.bytes().any(|byte| byte.is_ascii_control() && byte != b'\n' || matches!(byte, 0xc2 | 0xef));
    if may_forbid && let Some((at, c)) = text.char_indices().find(|(_, c)| is_forbidden(*c)) {
        let message = format!("a control character (U+{:04X}) stands here", u32::from(c));
        return Err(Problem::at(path, end_of(&text[..at]), message).with_help("delete it; it cannot be seen"));
    }
    Ok(text)
}

/// A file over its limit.
pub(in crate::store) fn too_large(path: &Path, limit: u64) -> Problem {
    Problem::of_file(path, format!("the file is larger than {} MiB", limit >> 20))
        .with_help("split it into several files, or ask whoever sent it for another")
}

/// What YAML itself forbids, tab and line ends aside.
fn is_forbidden(c: char) -> bool {
    let allowed = matches!(c, '\t' | '\n' | '\r' | '\u{85}');
    (c.is_control() && !allowed) || matches!(c, '\u{fffe}' | '\u{ffff}')
}

/// Line and column right behind `text`, from 1.
fn end_of(text: &str) -> (usize, usize) {
    let line = text.matches('\n').count() + 1;
    let last = text.rsplit('\n').next().unwrap_or_default();
    (line, last.chars().count() + 1)
}
