//! The time zone of this machine. Sets none.

use std::{env, fs, path::Path};

use jiff::tz::TimeZone;

use super::read;

/// Where a system names its zone: a link to the file of it.
const LINK: &str = "/etc/localtime";
/// More no zone takes.
const LIMIT: u64 = 1 << 20;

/// The zone that the clock on the wall shows.
pub fn local() -> TimeZone {
    linked().unwrap_or_else(TimeZone::system)
}

/// The one that the link names, from the file that it leads to. Jiff reads the names of all zones first, which takes longer
/// than all else at a start; but it knows what to do where `TZ` is set, or where there is no such link.
fn linked() -> Option<TimeZone> {
    if env::var_os("TZ").is_some() {
        return None;
    }
    let target = fs::read_link(LINK).ok()?;
    let (_, name) = target.to_str()?.rsplit_once("zoneinfo/")?;
    TimeZone::tzif(name, &read::bytes(Path::new(LINK), LIMIT).ok()?).ok()
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
