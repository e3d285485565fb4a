//! A track: questions in the order in which somebody should practise them. Holds ids and words, no question itself.

use serde::{Deserialize, Serialize};

use super::{Mode, QuestionId, StepId, TrackId};

/// A way through some questions, put together by a coach.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Track {
    /// Stable for ever.
    pub id: TrackId,
    /// As it is listed.
    pub title: String,
    /// For whom it is, and what they can do at its end.
    pub about: String,
    /// In the order in which they are practised.
    pub items: Vec<TrackItem>,
}

/// One stop of a track. The same question may stand in a track more than once.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TrackItem {
    /// The question's id. A bank may lack it: whoever shows the track says so.
    pub question: QuestionId,
    /// What this stop is called. None: the question's own title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// What to look out for this time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Only this step of the framework is practised.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step: Option<StepId>,
    /// Practice or interview. None: as the candidate likes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mode: Option<Mode>,
    /// Minutes for the answer, from 1 to 600. None: the framework's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes: Option<f64>,
}
