//! `casebook schema NAME`: the JSON Schema of a file, for editors.

use super::{
    args::SchemaArgs,
    error::{Done, Error},
    out,
};
use crate::store::schema;

/// Prints it.
pub fn run(args: &SchemaArgs) -> Done {
    let schema = schema::of(&args.name)
        .ok_or_else(|| Error::usage(format!("there is no schema \"{}\"", args.name), "see --help"))?;
    out::program(&schema)
}
