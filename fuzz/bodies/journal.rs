//! A journal: what is good of it is told, and told again as the same; whatever comes behind changes nothing.

use casebook::store::journal::tell;

/// Reads `data` as a journal, and its lines as records whose sums are right.
pub fn run(data: &[u8]) {
    holds(data);
    let mut summed = Vec::new();
    for line in data.split_inclusive(|byte| *byte == b'\n') {
        let json = line.strip_suffix(b"\n").unwrap_or(line);
        summed.extend_from_slice(format!("{:08x} ", crc32fast::hash(json)).as_bytes());
        summed.extend_from_slice(line);
    }
    holds(&summed);
}

fn holds(bytes: &[u8]) {
    let id = "2026-01-01-question-bcdf".into();
    let told = tell(bytes, &id);
    assert!(bytes.starts_with(&told.lines));
    assert_eq!(told.stop.is_none(), told.lines.len() == bytes.len());
    let again = tell(&told.lines, &id);
    assert_eq!(again.stop, None);
    assert_eq!((again.loaded, again.epoch, again.seq), (told.loaded, told.epoch, told.seq));
}
