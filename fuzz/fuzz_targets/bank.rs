//! Fuzzes `bodies/bank.rs`.
#![no_main]

#[path = "../bodies/bank.rs"]
mod body;

libfuzzer_sys::fuzz_target!(|data: &[u8]| body::run(data));
