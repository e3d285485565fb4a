//! Numbers as they are read. Counts nothing.

/// A whole number: "10,000".
pub fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// How far somebody is who reads: "reading 1,200 of 10,000".
pub fn reading(done: usize, of: usize) -> String {
    if of == 0 { "reading …".to_owned() } else { format!("reading {} of {}", grouped(done), grouped(of)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_stand_apart() {
        assert_eq!([0, 999, 1_000, 1_234_567].map(grouped), ["0", "999", "1,000", "1,234,567"]);
        assert_eq!([reading(0, 0), reading(1_200, 10_000)], ["reading …", "reading 1,200 of 10,000"]);
    }
}
