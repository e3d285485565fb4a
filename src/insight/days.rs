//! Days as people say them: "yesterday", "Thursday", "5 March". Knows no clock: the day that it is, is passed in.

use jiff::{Timestamp, civil::Date, tz::TimeZone};

/// The day of a moment, where the person is.
pub fn day_of(at: Timestamp, zone: &TimeZone) -> Date {
    at.to_zoned(zone.clone()).date()
}

/// How many days lie between, and none where they would be fewer.
pub fn between(from: Date, to: Date) -> u32 {
    u32::try_from(from.until(to).map_or(0, |span| span.get_days())).unwrap_or(0)
}

/// A day of the past as one says it on another: by its name within a week, by its date before.
pub fn said(day: Date, today: Date) -> String {
    match between(day, today) {
        0 if day == today => "today".to_owned(),
        1 => "yesterday".to_owned(),
        2..=6 => day.strftime("%A").to_string(),
        _ if day.year() == today.year() => day.strftime("%-d %B").to_string(),
        _ => day.strftime("%-d %B %Y").to_string(),
    }
}

/// The same after a verb: "on Thursday", "yesterday".
pub fn on(day: Date, today: Date) -> String {
    let said = said(day, today);
    if between(day, today) == 1 || day == today { said } else { format!("on {said}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearer_a_day_the_shorter_its_name() {
        let today = Date::constant(2026, 3, 5);
        for (day, expected) in [
            ("2026-03-05", "today"),
            ("2026-03-04", "yesterday"),
            ("2026-03-03", "Tuesday"),
            ("2026-02-27", "Friday"),
            ("2026-02-26", "26 February"),
            ("2025-12-31", "31 December 2025"),
            // Somebody set the clock back.
            ("2026-03-07", "7 March"),
        ] {
            assert_eq!(said(day.parse().unwrap(), today), expected);
        }
        assert_eq!(on(Date::constant(2026, 3, 3), today), "on Tuesday");
        assert_eq!([today, Date::constant(2026, 3, 4)].map(|day| on(day, today)), ["today", "yesterday"]);
        assert_eq!(between(today, Date::constant(2027, 3, 5)), 365);
        assert_eq!(between(Date::MAX, Date::MIN), 0);
    }
}
