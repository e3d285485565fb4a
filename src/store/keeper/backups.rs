//! Copies of a session's file as it was when work on it began and ended: the last three, and one a day for seven days.

use std::{cmp::Reverse, collections::BTreeSet, io, path::Path};

use jiff::Timestamp;

use super::stamp;
use crate::{
    sort::Sort as _,
    store::{atomic, disk::Disk, yaml::SESSION_LIMIT},
};

/// How many of the newest copies stay.
const LAST: usize = 3;
/// Of how many days, with a copy each, the newest one stays.
const DAYS: usize = 7;

/// Adds a copy, unless the newest one is the same, and takes away what is not kept any longer.
pub fn add(disk: &dyn Disk, folder: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut names = list(disk, folder)?;
    if let Some(newest) = names.first()
        && disk.read(&folder.join(newest), SESSION_LIMIT).is_ok_and(|there| there == bytes)
    {
        return Ok(());
    }
    let name = free(&stamp(), &names);
    atomic::replace(disk, &folder.join(&name), bytes, |_| Ok(()))?;
    names.insert(0, name);
    for old in superfluous(&names) {
        disk.remove(&folder.join(old))?;
    }
    Ok(())
}

/// The names of the copies, newest first.
pub fn list(disk: &dyn Disk, folder: &Path) -> io::Result<Vec<String>> {
    let mut names = match disk.list(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
        names => names?,
    };
    names.retain(|name| age(name).is_some());
    names.arrange_by_key(|name| Reverse(age(name)));
    Ok(names)
}

/// When a copy was made, and which one of that second it is; none where the name is not one of ours.
pub fn age(name: &str) -> Option<(Timestamp, u32)> {
    let name = name.strip_suffix(".yaml")?;
    let (second, number) = name.split_once('-').unwrap_or((name, "1"));
    Some((second.parse().ok()?, number.parse().ok()?))
}

/// The name of a copy that is made now: one of its own, though there are some of this second.
fn free(now: &str, names: &[String]) -> String {
    let second = now.parse().ok();
    let ages = names.iter().filter_map(|name| age(name));
    match ages.filter(|(at, _)| Some(*at) == second).map(|(_, number)| number).max() {
        None => format!("{now}.yaml"),
        Some(last) => format!("{now}-{}.yaml", last.saturating_add(1)),
    }
}

/// What is neither among the last nor the newest of one of the last days. The names begin with their day.
fn superfluous(newest_first: &[String]) -> Vec<&String> {
    let mut days = BTreeSet::new();
    let kept = |(index, name): &(usize, &String)| {
        let newest_of_day = days.len() < DAYS && days.insert(name.get(..8).unwrap_or(name).to_owned());
        *index < LAST || newest_of_day
    };
    let mut kept = kept;
    newest_first.iter().enumerate().filter(|item| !kept(item)).map(|(_, name)| name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::disk::memory::MemoryDisk;

    #[test]
    fn copies_of_one_second_stand_beside_each_other_the_newest_first() {
        let (disk, folder) = (MemoryDisk::new(), Path::new("/state/backups/s"));
        for number in 1..=12 {
            add(&disk, folder, format!("copy {number}").as_bytes()).unwrap();
        }
        let names = list(&disk, folder).unwrap();
        let read = |name: &String| String::from_utf8(disk.read(&folder.join(name), 99).unwrap()).unwrap();
        assert_eq!(names.iter().map(read).collect::<Vec<_>>(), ["copy 12", "copy 11", "copy 10"]);
    }

    #[test]
    fn three_and_seven_days_stay() {
        let names: Vec<String> = (1..=12)
            .rev()
            .flat_map(|day| (1..=3).rev().map(move |hour| format!("202603{day:02}T0{hour}0000Z.yaml")))
            .collect();
        let gone = superfluous(&names);
        let kept: Vec<&String> = names.iter().filter(|name| !gone.contains(name)).collect();
        assert_eq!(kept.len(), LAST + DAYS - 1);
        assert!(kept[..3].iter().all(|name| name.starts_with("20260312")));
        assert_eq!(kept[8], "20260306T030000Z.yaml");
    }
}
