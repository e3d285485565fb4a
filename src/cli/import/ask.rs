//! A question to the person at the terminal: a numbered list, and a number or a name for an answer. Draws nothing.

use std::io::{self, BufRead};

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
    say: &mut impl FnMut(&str),
    question: &str,
    choices: &[(String, String)],
) -> io::Result<Answer> {
    say(&format!("\n{question}\n"));
    for (index, (name, title)) in choices.iter().enumerate() {
        let beside = if fold(name) == fold(title) { String::new() } else { format!("  ({name})") };
        say(&format!("{:>4}  {title}{beside}\n", index + 1));
    }
    loop {
        say("A number or a name; Enter leaves them out: ");
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
            None => say("That is none of them.\n"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(typed: &str) -> (Answer, String) {
        let mut said = String::new();
        let choices =
            [("root-cause", "Root cause"), ("easy", "easy")].map(|(a, b)| (a.to_owned(), b.to_owned()));
        let mut say = |words: &str| said.push_str(words);
        let answer = ask(&mut typed.as_bytes(), &mut say, "Which?", &choices).unwrap();
        (answer, said)
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
