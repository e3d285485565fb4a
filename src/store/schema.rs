//! JSON Schemas of the files, for editors and other programs: in the binary as they lie in docs/schema.
//!
//! They follow from the types that read the files. A test here holds them to that, and `UPDATE_SCHEMA=1` makes it
//! write them anew.

/// Every file that has a schema, with that schema.
pub const ALL: [(&str, &str); 10] = [
    ("question", include_str!("../../docs/schema/question.schema.json")),
    ("framework", include_str!("../../docs/schema/framework.schema.json")),
    ("rubric", include_str!("../../docs/schema/rubric.schema.json")),
    ("track", include_str!("../../docs/schema/track.schema.json")),
    ("labels", include_str!("../../docs/schema/labels.schema.json")),
    ("stories", include_str!("../../docs/schema/stories.schema.json")),
    ("session", include_str!("../../docs/schema/session.schema.json")),
    ("review", include_str!("../../docs/schema/review.schema.json")),
    ("reply", include_str!("../../docs/schema/reply.schema.json")),
    ("assignment", include_str!("../../docs/schema/assignment.schema.json")),
];

/// The schema of a kind of file.
pub fn of(name: &str) -> Option<&'static str> {
    ALL.iter().find(|(known, _)| *known == name).map(|(_, schema)| *schema)
}

#[cfg(test)]
mod tests;
