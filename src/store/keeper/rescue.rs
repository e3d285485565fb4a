//! What can be brought back of a session whose file cannot be read. That file is never touched.

use std::{cmp::Reverse, io::Read as _, path::Path};

use jiff::Timestamp;

use super::{
    DAMAGED, Keeper, ROLLED_AT, backups, backups_path, is_aside, journal_path, journals,
    opening::JOURNAL_LIMIT, stamp,
};
use crate::{
    model::{
        Session, SessionId,
        session::Saved,
        unreadable::{Beside, Source},
    },
    sort::Sort as _,
    store::{
        disk::Disk,
        failure::{Failure, Result},
        journal::tell,
        lock::Taken,
        read,
        session_file::{self, Loaded},
        yaml::SESSION_LIMIT,
    },
};

/// How much is shown of a file as it is.
const SHOWN: u64 = 256 << 10;

/// What is kept of a session beside its file, each with the time of the last of it: first what its journal tells, then
/// what those tell that were put aside, then the copies of its file; of both the newest first.
pub fn remains(disk: &dyn Disk, state: &Path, id: &SessionId) -> Vec<(Source, Timestamp, Loaded)> {
    let told = |source, path: &Path| {
        let told = tell(&disk.read(path, JOURNAL_LIMIT).ok()?, id);
        Some((source, told.until?, told.loaded?))
    };
    let journal = told(Source::Journal, &journal_path(state, id));
    let names = disk.list(&journals(state)).unwrap_or_default().into_iter();
    let names = names.filter(|name| is_aside(name, id, &[DAMAGED, ROLLED_AT]));
    let mut aside: Vec<_> =
        names.filter_map(|name| told(Source::Aside(name.clone()), &journals(state).join(name))).collect();
    aside.arrange_by_key(|(_, until, _)| Reverse(*until));
    let folder = backups_path(state, id);
    let names = backups::list(disk, &folder).unwrap_or_default();
    let backups = names.into_iter().filter_map(|name| {
        let (at, _) = backups::age(&name)?;
        let path = folder.join(&name);
        let loaded = session_file::read(disk.read(&path, SESSION_LIMIT).ok()?, &path).ok()?;
        Some((Source::Backup(name), at, loaded))
    });
    journal.into_iter().chain(aside).chain(backups).collect()
}

/// The beginning of a file as it is: what is no text is replaced.
pub fn raw(path: &Path) -> Result<String> {
    let failed = |error| Failure::io("read", path, &error);
    let file = read::open(path).map_err(failed)?;
    if !file.metadata().map_err(failed)?.is_file() {
        return Err(Failure::new(
            format!("{} is no regular file", path.display()),
            "look at it, and move it",
        ));
    }
    let mut bytes = Vec::new();
    file.take(SHOWN).read_to_end(&mut bytes).map_err(failed)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

impl Keeper {
    /// Begins a session of its own with what one of these sources holds, beside the file that cannot be read.
    pub fn restore(&mut self, id: &SessionId, source: &Source) -> Result<Loaded> {
        let lock = match self.lock(id)? {
            Taken::Ours(lock) => lock,
            Taken::Theirs(holder) => {
                let what = format!("{id} is open in another casebook ({})", holder.words());
                return Err(Failure::new(what, "close it there first"));
            }
        };
        let mut remains = remains(&*self.disk, &self.state, id).into_iter();
        let Some((_, _, Loaded { session, foreign })) = remains.find(|(kept, ..)| kept == source) else {
            return Err(Failure::new(format!("what was kept of {id} is gone"), "choose something else"));
        };
        let name = format!("{id}.{}-{}", Beside::Restored.word(), stamp());
        let session = Session { id: name.into(), saved: Saved::default(), ..session };
        self.begin(session.clone(), foreign.clone())?;
        self.snapshot(&session.id)?;
        // What a crash had left of it is found again.
        lock.release();
        Ok(Loaded { session, foreign })
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::{
        model::{
            Edit, Part, Place,
            session::Person,
            start::{Options, begin},
        },
        store::{
            bank,
            disk::{self, memory::MemoryDisk},
            session_file::Foreign,
            sessions::Sessions,
        },
    };

    const FILE: &str = "/sessions/s.yaml";

    fn keeper(disk: &MemoryDisk) -> Keeper {
        let sessions = Sessions::in_folder(Path::new("/sessions"));
        Keeper::new(Arc::new(disk.clone()), sessions, Path::new("/state"), || "desk".to_owned())
    }

    fn goal(session: &Session) -> &str {
        session.answer(&"goal".into()).unwrap().text()
    }

    /// A disk with a session that was closed once with "Trust", and then broke off behind "Trust grows", and whose file
    /// was damaged by something else.
    fn damaged() -> MemoryDisk {
        let disk = MemoryDisk::new();
        let bank = bank::built_in();
        let (question, framework, rubric) = bank.whole(&"alipay-success-metrics".into()).unwrap();
        let options = Options::new("s".into(), Person::default(), Timestamp::UNIX_EPOCH, 1);
        let mut session = begin((*question).clone(), framework.clone(), rubric.clone(), options);
        let mut keeper = keeper(&disk);
        keeper.begin(session.clone(), Foreign::default()).unwrap();
        let mut types = |keeper: &mut Keeper, offset, words: &str| {
            let at = Place::of(Part::Step("goal".into()));
            let inserted = words.to_owned();
            session.apply(&Edit::Splice { at, offset, removed: String::new(), inserted }).unwrap();
            keeper.keep(session.clone(), Foreign::default()).unwrap();
        };
        types(&mut keeper, 0, "Trust");
        keeper.close(&"s".into()).unwrap();
        keeper.open(&"s".into()).unwrap();
        types(&mut keeper, 5, " grows");
        drop(keeper);
        disk.remove(Path::new(FILE)).unwrap();
        disk::write_all(&mut *disk.create(Path::new(FILE)).unwrap(), b"format: 1\nid: [").unwrap();
        disk
    }

    #[test]
    fn the_journal_comes_first_and_then_the_backups() {
        let disk = damaged();
        let found = remains(&disk, Path::new("/state"), &"s".into());
        let goals: Vec<(bool, &str)> =
            found.iter().map(|(source, _, l)| (*source == Source::Journal, goal(&l.session))).collect();
        assert_eq!(goals, [(true, "Trust grows"), (false, "Trust")]);
        assert!(found.iter().all(|(_, at, _)| *at > Timestamp::UNIX_EPOCH));
        assert_eq!(remains(&disk, Path::new("/state"), &"other".into()), []);
    }

    #[test]
    fn what_is_brought_back_is_a_session_of_its_own_and_the_file_stays() {
        let disk = damaged();
        for (source, words) in [(0, "Trust grows"), (1, "Trust")] {
            let mut keeper = keeper(&disk);
            let (source, ..) = remains(&disk, Path::new("/state"), &"s".into()).remove(source);
            let restored = keeper.restore(&"s".into(), &source).unwrap().session;
            assert_eq!(goal(&restored), words);
            assert_eq!(Beside::of(&restored.id), Some(("s".into(), Beside::Restored)));
            let path = format!("/sessions/{}.yaml", restored.id);
            let bytes = disk.files()[Path::new(&path)].clone();
            assert_eq!(goal(&session_file::read(bytes, Path::new(&path)).unwrap().session), words);
            keeper.close(&restored.id).unwrap();
            disk.remove(Path::new(&path)).unwrap();
        }
        assert_eq!(disk.files()[Path::new(FILE)], b"format: 1\nid: [");
        let gone = keeper(&disk).restore(&"s".into(), &Source::Backup("never.yaml".to_owned()));
        assert!(gone.unwrap_err().what.contains("is gone"));
    }

    #[test]
    fn journals_that_were_put_aside_stand_behind_the_journal_the_newest_first() {
        let disk = damaged();
        let journal = disk.files()[Path::new("/state/journals/s.journal")].clone();
        let lines: Vec<&[u8]> = journal.split_inclusive(|byte| *byte == b'\n').collect();
        let put = |name: &str, bytes: &[u8]| disk.put(&Path::new("/state/journals").join(name), bytes);
        put("s.until-20260301T000000Z", &lines[..1].concat());
        put("s.damaged-20260302T000000Z", &[&journal[..], b"damage\n"].concat());
        put("s.damaged-20260303T000000Z", b"from its beginning on\n");
        put("s.old-20260304T000000Z", &journal);
        put("s.restored-x.journal", &journal);
        put("so.damaged-20260302T000000Z", &journal);
        let found = remains(&disk, Path::new("/state"), &"s".into());
        let names: Vec<String> = found.iter().map(|(source, ..)| format!("{source:?}")).collect();
        assert_eq!(names.len(), 4, "{names:?}");
        assert_eq!(names[0], "Journal");
        assert!(names[1].contains("damaged-20260302") && names[2].contains("until-20260301"), "{names:?}");
        assert_eq!(
            found.iter().map(|(.., l)| goal(&l.session)).collect::<Vec<_>>()[..3],
            ["Trust grows", "Trust grows", ""]
        );
        assert!(found[1].1 >= found[2].1);
        let restored = keeper(&disk).restore(&"s".into(), &found[1].0).unwrap().session;
        assert_eq!(goal(&restored), "Trust grows");
    }

    #[test]
    fn a_damaged_backup_is_not_offered() {
        let disk = damaged();
        let (Source::Backup(name), ..) = remains(&disk, Path::new("/state"), &"s".into()).remove(1) else {
            panic!("a backup")
        };
        let path = Path::new("/state/backups/s").join(name);
        disk.remove(&path).unwrap();
        disk::write_all(&mut *disk.create(&path).unwrap(), b"\0").unwrap();
        assert_eq!(remains(&disk, Path::new("/state"), &"s".into()).len(), 1);
    }
}
