//! Fuzzes `bodies/metric.rs`.
#![no_main]

#[path = "../bodies/metric.rs"]
mod body;

libfuzzer_sys::fuzz_target!(|data: &[u8]| body::run(data));
