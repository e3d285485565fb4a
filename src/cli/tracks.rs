//! `casebook tracks [ID]`: the tracks of the banks with what is done of each; of one, its stops.

use jiff::{Timestamp, civil::Date, tz::TimeZone};
use serde::Serialize;

use super::{
    args::TracksArgs,
    context::Context,
    error::{Done, Error},
    out, rep,
};
use crate::{
    insight::{
        days::{day_of, said},
        tracks::{Reached, Stop, Way, way, ways},
    },
    model::{Mode, QuestionId, SessionId, StepId, Track, TrackId, track::TrackItem},
    store::zone,
    text::nearest::did_you_mean,
};

/// All tracks one a line, or the stops of one; or the same as JSON.
pub fn run(args: &TracksArgs, context: &Context) -> Done {
    let (bank, attempts) = (context.bank(), context.attempts()?);
    let Some(id) = &args.id else {
        let ways = ways(&bank, &attempts);
        if args.json {
            return out::json_list(&ways.iter().map(item).collect::<Vec<_>>());
        }
        if ways.is_empty() {
            out::note("no bank has a track; `casebook new track ID` begins one");
        }
        let row = |way: &Way| vec![out::line(way.id.as_str()), done(way), out::line(&way.title)];
        return out::print(&out::table(&ways.iter().map(row).collect::<Vec<_>>()));
    };
    let way = way(meant(id, bank.tracks.values().map(|of| &**of))?, &bank, &attempts);
    if args.json {
        return out::json(&Whole {
            format: 1,
            item: item(&way),
            stops: way.stops.iter().map(whole).collect(),
        });
    }
    let zone = zone::local();
    out::print(&text(&way, &zone, day_of(Timestamp::now(), &zone)))
}

/// The track of that id, or of the only one that begins so.
fn meant<'a>(typed: &str, tracks: impl Iterator<Item = &'a Track> + Clone) -> Result<&'a Track, Error> {
    let mut near = tracks.clone().filter(|track| track.id.as_str().starts_with(typed));
    let (first, more) = (near.next(), near.next().is_some());
    let exact = tracks.clone().find(|track| track.id.as_str() == typed);
    exact.or(first.filter(|_| !more)).ok_or_else(|| {
        let hint = did_you_mean(typed, tracks.map(|track| track.id.as_str()));
        Error::usage(
            format!("there is no track \"{typed}\""),
            hint.unwrap_or_else(|| "`casebook tracks` lists them".to_owned()),
        )
    })
}

fn done(way: &Way) -> String {
    format!("{} of {}", way.done(), way.whole())
}

fn text(way: &Way, zone: &TimeZone, today: Date) -> String {
    let left = match way.minutes_left() {
        0.0 => String::new(),
        minutes => format!(" · {minutes} minutes left"),
    };
    let mut text = format!(
        "{}\n{}{left}\n\n{}\n",
        out::line(&way.title),
        done(way) + " done",
        out::line(way.about.trim())
    );
    for (number, stop) in way.stops.iter().enumerate() {
        let mark = if matches!(stop.reached, Reached::Done(..)) { "✓" } else { "○" };
        text.push_str(&format!("\n{mark} {:>2}  {}\n", number + 1, out::line(&stop.title)));
        let words = match &stop.reached {
            Reached::Missing => format!("no bank has `{}`", stop.item.question),
            Reached::New => format!("{} · new", stop.words()),
            Reached::Begun(_) => format!("{} · begun", stop.words()),
            Reached::Done(_, at) => format!("{} · done {}", stop.words(), said(day_of(*at, zone), today)),
        };
        text.push_str(&format!("      {}\n", out::line(&words)));
        text.extend(stop.item.note.as_ref().map(|note| format!("      {}\n", out::line(note.trim()))));
        if way.next() == Some(number) {
            let TrackItem { question, step, mode, minutes, .. } = &stop.item;
            let command = rep::command(question, step.as_ref(), *mode, *minutes);
            text.extend(command.map(|command| format!("      {command}\n")));
        }
    }
    text
}

#[derive(Serialize)]
struct Item<'a> {
    id: &'a TrackId,
    title: &'a str,
    about: &'a str,
    done: usize,
    of: usize,
    minutes_left: f64,
    next: Option<&'a QuestionId>,
}

#[derive(Serialize)]
struct Whole<'a> {
    format: u32,
    #[serde(flatten)]
    item: Item<'a>,
    stops: Vec<OfStop<'a>>,
}

#[derive(Serialize)]
struct OfStop<'a> {
    question: &'a QuestionId,
    title: &'a str,
    note: Option<&'a str>,
    step: Option<&'a StepId>,
    mode: Option<Mode>,
    minutes: Option<f64>,
    state: &'static str,
    session: Option<&'a SessionId>,
    finished: Option<Timestamp>,
}

fn item(way: &Way) -> Item<'_> {
    Item {
        id: &way.id,
        title: &way.title,
        about: &way.about,
        done: way.done(),
        of: way.whole(),
        minutes_left: way.minutes_left(),
        next: way.next().map(|next| &way.stops[next].item.question),
    }
}

fn whole(stop: &Stop) -> OfStop<'_> {
    let (state, session, finished) = match &stop.reached {
        Reached::Missing => ("missing", None, None),
        Reached::New => ("new", None, None),
        Reached::Begun(session) => ("begun", Some(session), None),
        Reached::Done(session, at) => ("done", Some(session), Some(*at)),
    };
    OfStop {
        question: &stop.item.question,
        title: &stop.title,
        note: stop.item.note.as_deref(),
        step: stop.item.step.as_ref(),
        mode: stop.item.mode,
        minutes: stop.minutes,
        state,
        session,
        finished,
    }
}
