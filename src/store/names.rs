//! What may name a file: one part of a path that stays in its folder and means the same on every system. Makes no names.

/// Whether a file may be called so, whatever ending is put behind it. Folders are shared between systems, so each one's
/// traps are refused on all of them.
pub fn is_file_name(name: &str) -> bool {
    let leads_away = |c: char| matches!(c, '/' | '\\' | ':') || c.is_control();
    !name.is_empty()
        && !name.starts_with('.')
        && !name.ends_with(['.', ' '])
        && !name.contains(leads_away)
        && !is_device(name)
}

/// What Windows takes for a device in any folder, in any case and with any ending.
fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_uppercase();
    let is_numbered = |rest: &str| {
        matches!(rest, "¹" | "²" | "³") || rest.len() == 1 && rest.as_bytes()[0].is_ascii_digit()
    };
    matches!(stem.as_str(), "CON" | "PRN" | "AUX" | "NUL" | "CONIN$" | "CONOUT$")
        || ["COM", "LPT"].iter().any(|port| stem.strip_prefix(port).is_some_and(is_numbered))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_leads_out_of_the_folder_is_refused() {
        for name in
            ["", ".", "..", ".hidden", "../up", "/etc/passwd", "a/b", "a\\b", "C:", "C:\\x", "a:stream"]
        {
            assert!(!is_file_name(name), "{name}");
        }
        for name in ["nul\0", "a\nb", "a\u{7}", "end.", "end ", "end. ."] {
            assert!(!is_file_name(name), "{name:?}");
        }
    }

    #[test]
    fn what_windows_takes_for_a_device_is_refused_everywhere() {
        for name in [
            "con",
            "PRN",
            "Aux",
            "nul",
            "NUL.yaml",
            "nul .x",
            "con.tar.gz",
            "com1",
            "LPT9",
            "com0",
            "Lpt¹.md",
        ] {
            assert!(!is_file_name(name), "{name}");
        }
        for name in
            ["console", "con-2", "com", "com10", "2026-01-01-con-bcdf", "x.con", "naïve", "支付宝", "a b"]
        {
            assert!(is_file_name(name), "{name}");
        }
    }
}
