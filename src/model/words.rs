//! Values that files and commands know by a word: each value with its word, in one list. Knows none of them.

/// Gives an enum the words for its values.
macro_rules! words {
    ($($name:ident { $($variant:ident = $word:literal),* $(,)? })*) => {$(
        impl $name {
            /// Every value with the word for it in files and commands.
            pub const ALL: &[(Self, &'static str)] = &[$((Self::$variant, $word)),*];

            /// The word for it in files and commands.
            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),* }
            }

            /// The value for a word.
            pub fn from_word(word: &str) -> Option<Self> {
                Self::ALL.iter().find(|(_, w)| *w == word).map(|(v, _)| *v)
            }
        }
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.word())
            }
        }
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.word())
            }
        }
        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                // A visitor, because an error within it bears the place of the word in the file.
                struct Word;
                impl serde::de::Visitor<'_> for Word {
                    type Value = $name;

                    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        f.write_str("a word")
                    }
                    fn visit_str<E: serde::de::Error>(self, word: &str) -> Result<$name, E> {
                        $name::from_word(word).ok_or_else(|| E::unknown_variant(word, &[$($word),*]))
                    }
                }
                deserializer.deserialize_str(Word)
            }
        }
    )*};
}

pub(crate) use words;
