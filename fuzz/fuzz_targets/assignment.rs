//! Fuzzes `bodies/assignment.rs`.
#![no_main]

#[path = "../bodies/assignment.rs"]
mod body;

libfuzzer_sys::fuzz_target!(|data: &[u8]| body::run(data));
