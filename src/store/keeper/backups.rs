//! Copies of a session's file as it was when work on it began and ended: the last three, and one a day for seven days.

use std::{collections::BTreeSet, io, path::Path};

use super::stamp;
use crate::store::{atomic, disk::Disk, yaml::SESSION_LIMIT};

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
    let name = format!("{}.yaml", stamp());
    atomic::replace(disk, &folder.join(&name), bytes, |_| Ok(()))?;
    // Of one second there is one copy, the newest.
    if names.first() != Some(&name) {
        names.insert(0, name);
    }
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
    names.retain(|name| name.ends_with(".yaml") && !name.starts_with('.'));
    names.sort_by(|a, b| b.cmp(a));
    Ok(names)
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
