//! A span of time as a clock shows it.

/// Minutes and seconds: `4:05`.
pub fn minutes(seconds: u32) -> String {
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn minutes_are_counted_on_beyond_the_hour() {
        for (seconds, expected) in [(0, "0:00"), (65, "1:05"), (4_200, "70:00")] {
            assert_eq!(minutes(seconds), expected);
        }
    }
}
