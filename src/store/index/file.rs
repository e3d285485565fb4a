//! The file of an index: a line that says what it is, who wrote it and what the rest adds up to, and the rest. Gives nothing
//! of a file that is not exactly as it was written.

use std::path::Path;

use crate::store::{atomic, read};

/// Of more than anybody has it is not worth to keep anything.
const LIMIT: u64 = 256 << 20;

/// The bytes of a file, to be taken apart.
pub fn load(path: &Path) -> Option<Vec<u8>> {
    read::bytes(path, LIMIT).ok()
}

/// Writes a file, in a folder of caches. Where that fails, what it holds is read again the next time.
pub fn save(path: &Path, bytes: &[u8]) {
    if let Some(folder) = path.parent() {
        atomic::sweep(folder);
    }
    let _ = atomic::write(path, bytes);
}

/// What is behind the first line; none where that was written in another form, or the rest is not as it was written.
pub fn unwrap<'a>(form: &str, bytes: &'a [u8]) -> Option<&'a [u8]> {
    let end = bytes.iter().position(|byte| *byte == b'\n')?;
    let (head, body) = (&bytes[..end], &bytes[end + 1..]);
    // The sum is the last that is looked at before anything is made of the rest.
    (head == heading(form, body).as_bytes()).then_some(body)
}

/// The bytes of a file that holds this, in that form.
pub fn wrap(form: &str, body: &[u8]) -> Vec<u8> {
    let mut bytes = format!("{}\n", heading(form, body)).into_bytes();
    bytes.extend(body);
    bytes
}

fn heading(form: &str, body: &[u8]) -> String {
    format!("{form} {:08x} {}", crc32fast::hash(body), body.len())
}
