//! The screens. Outside `run` nothing here knows a file or a clock: updates return effects.

pub mod widgets;
