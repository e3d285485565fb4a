//! The fingerprint of what a session was asked: it tells whether two attempts answered the same thing.
//!
//! Canonical JSON is the form of RFC 8785 as far as questions need it: keys sorted, no blanks, whole numbers
//! without a fraction.

use std::fmt::Write as _;

use serde::Serialize;
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::{Framework, Question, Rubric};
use crate::sort::Sort as _;

#[derive(Serialize)]
struct Asked<'a> {
    question: &'a Question,
    framework: &'a Framework,
    rubric: &'a Rubric,
}

/// SHA-256, in hexadecimal, of the canonical JSON of `{"framework": …, "question": …, "rubric": …}`.
pub fn hash(question: &Question, framework: &Framework, rubric: &Rubric) -> String {
    // These types have text keys and finite numbers only, so that this never fails; null is a hash like any other.
    let asked = serde_json::to_value(Asked { question, framework, rubric }).unwrap_or_default();
    let mut canonical = String::new();
    write(&asked, &mut canonical);
    sha256(canonical.as_bytes())
}

/// SHA-256 in hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

fn write(value: &Value, out: &mut String) {
    match value {
        Value::Object(map) => {
            // Sorted here, because a feature of serde_json that any crate may turn on keeps the given order.
            let mut entries: Vec<_> = map.iter().collect();
            entries.arrange_by_key(|(key, _)| *key);
            out.push('{');
            for (index, (key, value)) in entries.into_iter().enumerate() {
                if index > 0 {
                    out.push(',');
                }
                let _ = write!(out, "{}:", Value::from(key.as_str()));
                write(value, out);
            }
            out.push('}');
        }
        Value::Array(items) => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    out.push(',');
                }
                write(item, out);
            }
            out.push(']');
        }
        Value::Number(number) => {
            let _ = match number.as_f64() {
                Some(float) if number.is_f64() => write!(out, "{float}"),
                _ => write!(out, "{number}"),
            };
        }
        Value::Null | Value::Bool(_) | Value::String(_) => {
            let _ = write!(out, "{value}");
        }
    }
}
