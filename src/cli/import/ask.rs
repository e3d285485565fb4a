//! A question to the person at the terminal: a numbered list, and a number or a name for an answer. Draws nothing.

use std::io::{self, BufRead, Write};

use crate::text::fold::fold;

/// What the person said.
#[derive(Debug, PartialEq, Eq)]
pub enum Answer {
    /// The choice of that index.
    Choice(usize),
    /// None of them.
    Skip,
    /// There is nobody who answers.
    End,
}

/// Asks until the answer is a number, a name, or empty. Choices are as they are typed, and as they are shown.
pub fn ask(
    input: &mut impl BufRead,
    output: &mut impl Write,
    question: &str,
    choices: &[(String, String)],
) -> io::Result<Answer> {
    writeln!(output, "\n{question}")?;
    for (index, (name, title)) in choices.iter().enumerate() {
        let beside = if fold(name) == fold(title) { String::new() } else { format!("  ({name})") };
        writeln!(output, "{:>4}  {title}{beside}", index + 1)?;
    }
    loop {
        write!(output, "A number or a name; Enter leaves them out: ")?;
        output.flush()?;
        let mut line = String::new();
        if input.read_line(&mut line)? == 0 {
            return Ok(Answer::End);
        }
        let typed = line.trim();
        if typed.is_empty() {
            return Ok(Answer::Skip);
        }
        let number =
            typed.parse::<usize>().ok().and_then(|n| n.checked_sub(1)).filter(|n| *n < choices.len());
        let named =
            || choices.iter().position(|(name, title)| [name, title].iter().any(|t| fold(t) == fold(typed)));
        match number.or_else(named) {
            Some(index) => return Ok(Answer::Choice(index)),
            None => writeln!(output, "That is none of them.")?,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(typed: &str) -> (Answer, String) {
        let mut shown = Vec::new();
        let choices =
            [("root-cause", "Root cause"), ("easy", "easy")].map(|(a, b)| (a.to_owned(), b.to_owned()));
        let answer = ask(&mut typed.as_bytes(), &mut shown, "Which?", &choices).unwrap();
        (answer, String::from_utf8(shown).unwrap())
    }

    #[test]
    fn a_number_a_name_or_nothing_answers() {
        for (typed, expected) in [
            ("1\n", Answer::Choice(0)),
            ("ROOT CAUSE\n", Answer::Choice(0)),
            ("easy", Answer::Choice(1)),
            (" \n", Answer::Skip),
            ("", Answer::End),
            ("0\n3\nnone\n2\n", Answer::Choice(1)),
            ("x\n", Answer::End),
        ] {
            assert_eq!(answer(typed).0, expected, "{typed:?}");
        }
        let shown = "\nWhich?\n   1  Root cause  (root-cause)\n   2  easy\nA number or a name; Enter leaves them out: ";
        assert_eq!(answer("1\n").1, shown);
    }
}
