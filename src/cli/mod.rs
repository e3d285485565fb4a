//! Arguments, and one file a command. Prints; draws nothing.
