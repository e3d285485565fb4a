//! The time zone of this machine. Sets none.

use std::{env, fs, path::Path};

use jiff::tz::TimeZone;

use super::read;

/// Where a system names its zone: a link to the file of it.
const LINK: &str = "/etc/localtime";
/// Where these files are.
const ZONES: &str = "/usr/share/zoneinfo";
/// More no zone takes.
const LIMIT: u64 = 1 << 20;

/// The zone that the clock on the wall shows.
pub fn local() -> TimeZone {
    found().unwrap_or_else(TimeZone::system)
}

/// The one that `TZ` or the link names, from its file. Jiff reads the names of all zones first, which takes longer than all
/// else at a start; but it knows what to do where `TZ` says something else, or where there is no such link.
fn found() -> Option<TimeZone> {
    let (name, path) = match env::var_os("TZ") {
        Some(name) => {
            let name = name.into_string().ok()?;
            let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '_' | '-' | '+');
            let is_name = !name.is_empty() && !name.starts_with('/') && name.chars().all(is_plain);
            let path = is_name.then(|| Path::new(ZONES).join(&name))?;
            (name, path)
        }
        None => {
            let target = fs::read_link(LINK).ok()?.into_os_string().into_string().ok()?;
            (target.rsplit_once("zoneinfo/")?.1.to_owned(), LINK.into())
        }
    };
    TimeZone::tzif(&name, &read::bytes(&path, LIMIT).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn it_is_the_zone_that_jiff_finds() {
        let (ours, theirs) = (local(), TimeZone::system());
        assert_eq!(ours.iana_name(), theirs.iana_name());
        for month in 1..=12 {
            let noon = date(2026, month, 1).at(12, 0, 0, 0);
            let moments = [&ours, &theirs].map(|zone| noon.to_zoned(zone.clone()).unwrap().timestamp());
            assert_eq!(moments[0], moments[1]);
        }
    }
}
