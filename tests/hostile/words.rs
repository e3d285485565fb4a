//! Strings that would harm a terminal or a reader, each with a name in it by which it is found again. Knows no screen.

use std::collections::BTreeSet;

/// Makes hostile strings, the same ones for the same seed.
pub struct Hostile {
    chance: fastrand::Rng,
    /// How many were made.
    pub made: u32,
}

/// What steers, hides, turns text around, or takes more room than it should.
const PIECES: &[&str] = &[
    "\x1B[31m",
    "\x1B[2J\x1B[H",
    "\x1B[?1049h",
    "\x1B]0;title\x07",
    "\x1B]0;title\x1B\\",
    "\x1B]8;;http://example.com\x1B\\link\x1B]8;;\x1B\\",
    "\x1B]52;c;aGVsbG8=\x07",
    "\x1BP+q544e\x1B\\",
    "\x1B_G\x1B\\",
    "\x1Bc",
    "\x1B",
    "\u{9B}2J",
    "\u{9D}0;title\u{9C}",
    "\u{90}q\u{9C}",
    "\u{85}",
    "\0",
    "\x07",
    "\x08\x08\x08",
    "\x0B\x0C",
    "\x0E",
    "\x7F",
    "\r",
    "\rover",
    "\r\n",
    "\n",
    "\t",
    "\t\t\t",
    "\u{202A}a\u{202B}b\u{202C}",
    "\u{202D}\u{202E}exe.txt",
    "\u{2066}\u{2067}\u{2068}",
    "\u{2069}",
    "\u{200E}\u{200F}\u{61C}",
    "\u{200B}",
    "\u{200C}",
    "\u{200D}",
    "a\u{200D}b",
    "👩\u{200D}",
    "👩\u{200D}👩\u{200D}👧",
    "\u{2060}\u{2061}\u{2064}",
    "\u{206A}\u{206F}",
    "\u{FEFF}",
    "\u{2028}",
    "\u{2029}",
    "\u{AD}",
    "\u{115F}\u{1160}",
    "\u{3164}\u{FFA0}",
    "\u{180E}",
    "\u{FFF9}a\u{FFFA}b\u{FFFB}",
    "\u{1D173}",
    "hi\u{E0041}\u{E0042}\u{E007F}",
    "\u{E0001}",
    "\u{E01EF}",
    "❤\u{FE0F}\u{FE0F}\u{FE0F}\u{FE0F}\u{FE0F}\u{FE0F}\u{FE0F}\u{FE0F}\u{FE0F}\u{FE0F}",
    "\u{301}",
    "\u{20DD}",
    "\u{FE0F}",
    "﷽﷽",
    "支付宝支付宝",
    "𒐫𒈙",
    "ｶﾞﾟ\u{FF9E}",
    "👍🏽🏽\u{1F3FD}",
    "🇨🇳🇨",
    "\u{DC}\u{130}ß",
    "\u{1100}\u{1100}\u{1161}\u{11A8}\u{11A8}",
    "\u{605}\u{600}1",
    "\u{E000}\u{10FFFD}\u{FFFE}x",
];

/// Marks enough to cover the lines above and below.
const MARKS: usize = 1000;

/// What a metric line and a template are read by, so that hostile words stand in the parts of both.
const JOINTS: &[&str] =
    &["", "", "", " ", " = ", " / ", ", ", " @", " #", " <= ", " because ", "\"", "{", "}"];

impl Hostile {
    pub fn new(seed: u64) -> Self {
        Self { chance: fastrand::Rng::with_seed(seed), made: 0 }
    }

    /// One more, unlike all others.
    pub fn text(&mut self) -> String {
        let name = name(self.made);
        self.made += 1;
        let (before, after) = match self.chance.u8(..4) {
            0 => (self.piece(), String::new()),
            1 => (self.piece(), self.piece()),
            _ => (String::new(), self.piece()),
        };
        let joint = self.chance.choice(JOINTS).copied().unwrap_or_default();
        format!("{before}{name}{joint}{after}")
    }

    fn piece(&mut self) -> String {
        match self.chance.u8(..32) {
            0 => format!("e{}", "\u{301}".repeat(MARKS)),
            1 => "\u{336}".repeat(MARKS),
            // Every control of the second set, and every one of the first.
            2 => char::from_u32(self.chance.u32(0x80..0xA0)).into_iter().collect(),
            3 => char::from_u32(self.chance.u32(..0x20)).into_iter().collect(),
            4 => "支".repeat(self.chance.usize(1..200)),
            _ => self.chance.choice(PIECES).copied().unwrap_or_default().to_owned(),
        }
    }
}

/// Letters that no other word has, and that stay as they are in lower case.
const START: &str = "zqx";
const LETTERS: &[u8; 16] = b"bcdfghjklmnprstv";
const LENGTH: usize = 5;

/// The name of the string of a number.
fn name(number: u32) -> String {
    let letter = |place: usize| char::from(LETTERS[(number >> (4 * place)) as usize % LETTERS.len()]);
    START.chars().chain((0..LENGTH).map(letter)).collect()
}

/// The numbers of the strings whose names stand in a text.
pub fn named(text: &str, seen: &mut BTreeSet<u32>) {
    let number = |name: &[u8]| {
        let digit =
            |letter: &u8| LETTERS.iter().position(|l| l == letter).and_then(|at| u32::try_from(at).ok());
        name.iter().rev().try_fold(0, |sum, letter| Some(sum * 16 + digit(letter)?))
    };
    for (at, _) in text.match_indices(START) {
        let name = text.as_bytes().get(at + START.len()..at + START.len() + LENGTH);
        seen.extend(name.and_then(number));
    }
}
