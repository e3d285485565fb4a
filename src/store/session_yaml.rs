//! YAML text of sessions, both ways. The only place here that knows which YAML crate is used.

use std::path::Path;

use serde::{Serialize, de::DeserializeOwned};

use super::failure::{Failure, Result};

/// Reads a value; an error names file, line and column.
pub fn read<T: DeserializeOwned>(bytes: &[u8], path: &Path) -> Result<T> {
    let text = decode(bytes, path)?;
    serde_yaml::from_str(text).map_err(|error| broken(path, &error))
}

/// Writes a value.
pub fn write<T: Serialize>(value: &T) -> Result<String> {
    serde_yaml::to_string(value)
        .map_err(|error| Failure::new(format!("cannot write this as YAML: {error}"), "please report this"))
}

fn decode<'a>(bytes: &'a [u8], path: &Path) -> Result<&'a str> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    std::str::from_utf8(bytes).map_err(|error| {
        let before = String::from_utf8_lossy(&bytes[..error.valid_up_to()]);
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        Failure::new(format!("{}:{line}:{column}: this is not UTF-8 text", path.display()), HINT)
    })
}

fn broken(path: &Path, error: &serde_yaml::Error) -> Failure {
    let mut message = error.to_string();
    let place = match error.location() {
        Some(at) => {
            let (line, column) = (at.line(), at.column());
            // The crate ends its messages with the place, which stands at the front here.
            message = message.replace(&format!(" at line {line} column {column}"), "");
            format!("{}:{line}:{column}", path.display())
        }
        None => path.display().to_string(),
    };
    Failure::new(format!("{place}: {message}"), HINT)
}

const HINT: &str = "nothing was changed; correct that place in an editor, or put a copy of the file there";
