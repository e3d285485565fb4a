//! Fuzzes `bodies/review.rs`.
#![no_main]

#[path = "../bodies/review.rs"]
mod body;

libfuzzer_sys::fuzz_target!(|data: &[u8]| body::run(data));
