//! The file of an index: a line that says what it is, who wrote it and what each part of the rest adds up to, and these
//! parts. Gives nothing of a part that is not exactly as it was written.

use std::{
    fs::File,
    io::{Read as _, Seek as _, SeekFrom},
    path::Path,
    sync::{Mutex, PoisonError},
};

use crate::store::{atomic, read};

/// More no first line has.
const HEADING: u64 = 1024;
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
    wrap_parts(form, &[body])
}

/// The same of several parts.
pub fn wrap_parts(form: &str, parts: &[&[u8]]) -> Vec<u8> {
    let heading: String = parts.iter().map(|part| heading("", part)).collect();
    let mut bytes = format!("{form}{heading}\n").into_bytes();
    parts.iter().for_each(|part| bytes.extend(*part));
    bytes
}

fn heading(form: &str, body: &[u8]) -> String {
    format!("{form} {:08x} {}", crc32fast::hash(body), body.len())
}

/// The parts of a file, each read when it is asked for.
pub struct Parts {
    file: Mutex<File>,
    parts: Vec<Stretch>,
}

/// A stretch of a file, in bytes, and what it adds up to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stretch {
    /// Where it begins.
    pub from: u32,
    /// How many bytes it has.
    pub len: u32,
    /// Their CRC-32.
    pub crc: u32,
}

impl Parts {
    /// Of a file; none where it was written in another form.
    pub fn open(path: &Path, form: &str) -> Option<Self> {
        let file = read::open(path).ok()?;
        let mut start = Vec::with_capacity(HEADING as usize);
        (&file).take(HEADING).read_to_end(&mut start).ok()?;
        let end = start.iter().position(|byte| *byte == b'\n')?;
        let mut words = str::from_utf8(&start[..end]).ok()?.strip_prefix(form)?.split_ascii_whitespace();
        let mut from = u32::try_from(end + 1).ok()?;
        let mut parts = Vec::new();
        while let (Some(crc), Some(len)) = (words.next(), words.next()) {
            let (crc, len) = (u32::from_str_radix(crc, 16).ok()?, len.parse().ok()?);
            parts.push(Stretch { from, len, crc });
            from = from.checked_add(len)?;
        }
        let is_whole = file.metadata().ok()?.len() == u64::from(from);
        (is_whole && u64::from(from) <= LIMIT).then(|| Self { file: Mutex::new(file), parts })
    }

    /// One of them; none where it is not as it was written.
    pub fn read(&self, which: usize) -> Option<Vec<u8>> {
        self.parts.get(which)?.read(&self.file)
    }
}

impl Stretch {
    /// What stands there; none where that is not what was written.
    pub fn read(&self, file: &Mutex<File>) -> Option<Vec<u8>> {
        let mut file = file.lock().unwrap_or_else(PoisonError::into_inner);
        file.seek(SeekFrom::Start(u64::from(self.from))).ok()?;
        let mut bytes = vec![0; self.len as usize];
        file.read_exact(&mut bytes).ok()?;
        (crc32fast::hash(&bytes) == self.crc).then_some(bytes)
    }
}
