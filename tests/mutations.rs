//! A slip of the keyboard in a long file is told where it is: copies of the longest question with a byte dropped, a key
//! renamed or an indent changed.

#![expect(clippy::disallowed_methods, reason = "a test reads and writes files of its own")]
#![expect(clippy::unwrap_used, reason = "a test that cannot write its own files has failed")]

use std::fs;

use casebook::store::bank;

const ALIPAY: &str = include_str!("../questions/success-metrics/alipay-success-metrics.yaml");

/// How many copies of each kind.
const COPIES: usize = 70;
/// How far from the slip a message may be, in lines.
const NEAR: usize = 2;

/// A copy with one slip, and the line (from 0) where it is.
fn drop_byte(rng: &mut fastrand::Rng) -> (String, usize) {
    let places: Vec<usize> =
        ALIPAY.char_indices().filter(|(_, c)| c.is_ascii() && *c != '\n').map(|(at, _)| at).collect();
    let at = places[rng.usize(..places.len())];
    let mut copy = ALIPAY.to_owned();
    copy.remove(at);
    (copy, ALIPAY[..at].matches('\n').count())
}

fn rename_key(rng: &mut fastrand::Rng) -> (String, usize) {
    let lines: Vec<&str> = ALIPAY.lines().collect();
    let is_key = |line: &str| {
        let key = line.trim_start().trim_start_matches("- ").split(':').next().unwrap_or_default();
        line.contains(": ") && !key.is_empty() && key.bytes().all(|b| b.is_ascii_lowercase() || b == b'_')
    };
    let keys: Vec<usize> = (0..lines.len()).filter(|n| is_key(lines[*n])).collect();
    let line = keys[rng.usize(..keys.len())];
    let colon = lines[line].find(':').unwrap();
    let renamed = format!("{}x{}", &lines[line][..colon], &lines[line][colon..]);
    (with_line(&lines, line, &renamed), line)
}

fn indent(rng: &mut fastrand::Rng) -> (String, usize) {
    let lines: Vec<&str> = ALIPAY.lines().collect();
    let indented: Vec<usize> = (0..lines.len()).filter(|n| lines[*n].starts_with("  ")).collect();
    let line = indented[rng.usize(..indented.len())];
    let other = if rng.bool() { format!(" {}", lines[line]) } else { lines[line][1..].to_owned() };
    (with_line(&lines, line, &other), line)
}

fn with_line(lines: &[&str], at: usize, line: &str) -> String {
    let copy: Vec<&str> = lines.iter().enumerate().map(|(n, l)| if n == at { line } else { l }).collect();
    copy.join("\n") + "\n"
}

/// Whether a message quotes something that stands near the slip, or says a line that is near it.
fn names(message: &str, copy: &str, line: usize) -> bool {
    let mut lines = copy.lines().enumerate();
    let quoted: Vec<&str> = message.split('"').skip(1).step_by(2).filter(|quoted| quoted.len() > 3).collect();
    let said = message.split("line ").skip(1);
    let mut said =
        said.filter_map(|rest| rest.split(|c: char| !c.is_ascii_digit()).next()?.parse::<usize>().ok());
    if said.any(|said| said.abs_diff(line + 1) <= NEAR) {
        return true;
    }
    lines.any(|(n, text)| n.abs_diff(line) <= NEAR && quoted.iter().any(|quoted| text.contains(quoted)))
}

#[test]
#[expect(clippy::disallowed_macros, reason = "a figure for who asks for it")]
fn every_slip_is_told_within_two_lines_or_does_no_harm() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("alipay.yaml");
    let mut rng = fastrand::Rng::with_seed(7);
    let mut far = Vec::new();
    let mut clean = 0;
    for kind in [drop_byte, rename_key, indent] {
        for _ in 0..COPIES {
            let (copy, line) = kind(&mut rng);
            fs::write(&path, &copy).unwrap();
            let problems = bank::check(std::slice::from_ref(&path)).problems;
            clean += usize::from(problems.is_empty());
            // From the slip on, one mistake may follow from another.
            let near = problems.iter().any(|problem| {
                problem.line.abs_diff(line + 1) <= NEAR || names(&problem.to_string(), &copy, line)
            });
            if !problems.is_empty() && !near {
                let told: Vec<String> = problems.iter().map(ToString::to_string).collect();
                let slip = copy.lines().nth(line).unwrap_or_default().to_owned();
                far.push(format!("line {}: {slip}\n    {}", line + 1, told.join("\n    ")));
            }
        }
    }
    eprintln!("{} copies, {clean} of them still whole", COPIES * 3);
    assert!(far.is_empty(), "{} of {}:\n{}", far.len(), COPIES * 3, far.join("\n"));
}
