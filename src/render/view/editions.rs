//! The pages about a report's editions: the list, and what changed from one to another. Owns their words; what may be
//! told is decided by `editions`, what changed is found by `compare`.

use serde::Serialize;

use super::Link;
use super::frame::{Frame, Framing, Part};
use super::item::Date;
use crate::compare::{Difference, Edit, Passage, Piece, Shape, difference};
use crate::diagnostic::PublishProblem;
use crate::editions::{Earlier, EditionPair, ReportEditions, reasons};
use crate::model::report::{Change, ReportIndex};
use crate::number::{NO_BREAK_SPACE, swedish_count};
use crate::plan::{edition_change_address, editions_address};
use crate::render::Context;
use crate::render::address::Here;

#[derive(Serialize)]
struct EditionsPage<'a> {
    frame: Frame,
    report: Link,
    /// Newest first.
    editions: Vec<EditionItem<'a>>,
    /// From the first to the present one, where they aren't neighbours.
    whole: Option<Link>,
    /// Some edition's fingerprint isn't shown.
    some_closed: bool,
    /// Some edition's text isn't there.
    some_lost: bool,
}

#[derive(Serialize)]
struct EditionItem<'a> {
    number: usize,
    is_current: bool,
    is_first: bool,
    date: Option<Date>,
    /// The author's, a line each.
    reasons: Vec<&'a str>,
    fingerprint: Option<String>,
    /// What changed since the one before.
    change: Option<Link>,
}

#[derive(Serialize)]
struct ChangePage<'a> {
    frame: Frame,
    report: Link,
    list: Link,
    from: EditionName,
    to: EditionName,
    reasons: Vec<&'a str>,
    summary: String,
    /// Why words are left out.
    notes: Vec<&'static str>,
    shows_removed: bool,
    passages: Vec<PassageView>,
}

#[derive(Serialize)]
struct EditionName {
    number: usize,
    is_current: bool,
    date: Option<Date>,
}

#[derive(Serialize)]
struct PassageView {
    /// Words for a stretch that is the same; nothing for a block.
    unchanged: Option<String>,
    shape: &'static str,
    pieces: Vec<PieceView>,
}

#[derive(Serialize)]
struct PieceView {
    /// `same`, `added`, `removed` or `left-out`
    kind: &'static str,
    text: String,
}

/// A page about a report's editions.
fn frame(
    context: &Context<'_>,
    here: &Here,
    index: ReportIndex,
    address: &str,
    title: &str,
    below: bool,
) -> Frame {
    let its = &context.published.report(index).facts;
    let organisation = context.published.registers.organisation(its.committee);
    let link = |text: &str, address: &str| Link { text: text.to_owned(), href: here.to(address) };
    let committee = &organisation.name_at(its.year, its.decided()).name;
    let mut way = vec![
        link(committee, &format!("{}/", organisation.id)),
        link(&its.year.to_string(), &format!("{}/{}/", organisation.id, its.year)),
        link(&its.title, &format!("{}/", its.id)),
    ];
    if below {
        way.push(link("Utgåvor", &editions_address(&its.id)));
    }
    let framing = Framing {
        here,
        address: Some(address),
        title: Some(title),
        description: None,
        way,
        part: Part::Nowhere,
    };
    // Searchers should find the report as it is, not as it was.
    Frame::new(context, framing).unlisted()
}

fn report_link(context: &Context<'_>, here: &Here, index: ReportIndex) -> Link {
    let its = &context.published.report(index).facts;
    Link { text: its.title.clone(), href: here.to(&format!("{}/", its.id)) }
}

/// The list.
pub(in crate::render) fn list_page(
    context: &Context<'_>,
    index: ReportIndex,
    its: &ReportEditions,
) -> Result<String, PublishProblem> {
    let facts = &context.published.report(index).facts;
    let address = editions_address(&facts.id);
    let here = Here::at(&address);
    let count = its.editions.len();
    let change = |from: usize, to: usize| {
        its.change(from, to).map(|_| Link {
            text: format!("Vad som ändrades från utgåva{NO_BREAK_SPACE}{from} till{NO_BREAK_SPACE}{to}"),
            href: here.to(&edition_change_address(&facts.id, from, to)),
        })
    };
    let item = |at: usize| EditionItem {
        number: at + 1,
        is_current: at + 1 == count,
        is_first: at == 0,
        date: its.editions[at].date.map(Date::of),
        reasons: texts(reasons(&its.editions, &facts.changes, at).changes),
        fingerprint: its.fingerprint(at).map(|fingerprint| fingerprint.to_string()),
        change: if at == 0 { None } else { change(at, at + 1) },
    };
    let title = format!("Utgåvor av {}", facts.title);
    let view = EditionsPage {
        frame: frame(context, &here, index, &address, &title, false).called("Utgåvor"),
        report: report_link(context, &here, index),
        editions: (0..count).rev().map(item).collect(),
        whole: if count > 2 { change(1, count) } else { None },
        some_closed: its.earlier.iter().any(|one| matches!(one, Earlier::Closed(_))),
        some_lost: its.earlier.contains(&Earlier::Lost),
    };
    context.theme.fill("utgavor.html", &view)
}

fn texts(changes: &[Change]) -> Vec<&str> {
    changes.iter().map(|change| change.text.as_str()).collect()
}

/// What changed from one to another.
pub(in crate::render) fn change_page(
    context: &Context<'_>,
    index: ReportIndex,
    pair: &EditionPair<'_>,
) -> Result<String, PublishProblem> {
    let facts = &context.published.report(index).facts;
    let (from, to) = (pair.from, pair.to);
    let address = edition_change_address(&facts.id, from, to);
    let here = Here::at(&address);
    let permit = pair.permit(&facts.changes);
    let found = difference(pair.earlier, pair.later, pair.now, permit);
    let name = |number: usize| EditionName {
        number,
        is_current: number == pair.all.editions.len(),
        date: pair.all.editions[number - 1].date.map(Date::of),
    };
    let between = from..to;
    let title = format!("Från utgåva {from} till {to}");
    let its_reasons = between.flat_map(|at| texts(reasons(&pair.all.editions, &facts.changes, at).changes));
    let view = ChangePage {
        frame: frame(context, &here, index, &address, &format!("{title}: {}", facts.title), true)
            .called(&title),
        report: report_link(context, &here, index),
        list: Link { text: "Alla utgåvor".to_owned(), href: here.to(&editions_address(&facts.id)) },
        from: name(from),
        to: name(to),
        reasons: its_reasons.collect(),
        summary: summary(&found),
        notes: notes(&found, pair.is_open),
        shows_removed: permit.removed,
        passages: found.passages.iter().map(passage).collect(),
    };
    context.theme.fill("utgava.html", &view)
}

fn summary(found: &Difference) -> String {
    let some = |count: Option<usize>, one: &str, more: &str| match count {
        Some(0) | None => None,
        Some(1) => Some(format!("ett ord {one}")),
        Some(count) => Some(format!("{} ord {more}", swedish_count(count as u64))),
    };
    let added = match found.added {
        None => Some("ord lades till".to_owned()),
        count => some(count, "lades till", "lades till"),
    };
    let removed = match found.removed {
        None if found.passages.iter().any(has_removed) => Some("ord togs bort".to_owned()),
        count => some(count, "togs bort", "togs bort"),
    };
    let words = match (added, removed) {
        (Some(added), Some(removed)) => format!("{added} och {removed}"),
        (Some(one), None) | (None, Some(one)) => one,
        (None, None) => "bara skiljetecken eller ordningen mellan styckena ändrades".to_owned(),
    };
    let mut letters = words.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}.", letters.as_str())
}

fn pieces(passage: &Passage) -> &[Piece] {
    match passage {
        Passage::Unchanged(_) => &[],
        Passage::Block(_, pieces) => pieces,
    }
}

fn has_removed(passage: &Passage) -> bool {
    pieces(passage).iter().any(|piece| piece.edit == Edit::Removed)
}

fn notes(found: &Difference, is_open: bool) -> Vec<&'static str> {
    let mut left_out = found.passages.iter().flat_map(pieces).filter(|piece| piece.text.is_none());
    if !is_open {
        vec![
            "Något som en av utgåvorna visade har dolts sedan dess. Därför visas varken orden som togs bort eller hur många \
             de var.",
        ]
    } else if left_out.any(|piece| piece.edit == Edit::Removed) {
        vec!["Orden som togs bort visas inte, bara hur många de var."]
    } else {
        Vec::new()
    }
}

fn passage(passage: &Passage) -> PassageView {
    match passage {
        Passage::Unchanged(count) => PassageView {
            unchanged: Some(match count {
                1 => "Ett stycke utan ändringar".to_owned(),
                count => format!("{} stycken utan ändringar", swedish_count(*count as u64)),
            }),
            shape: "",
            pieces: Vec::new(),
        },
        Passage::Block(shape, pieces) => PassageView {
            unchanged: None,
            shape: match shape {
                Shape::Heading => "heading-line",
                Shape::Item => "item-line",
                Shape::Row => "row-line",
                Shape::Paragraph => "text-line",
            },
            pieces: pieces.iter().map(piece).collect(),
        },
    }
}

fn piece(piece: &Piece) -> PieceView {
    if let Some(text) = &piece.text {
        let kind = match piece.edit {
            Edit::Same => "same",
            Edit::Added => "added",
            Edit::Removed => "removed",
        };
        return PieceView { kind, text: text.clone() };
    }
    let when = if piece.edit == Edit::Removed { "" } else { " senare" };
    let text = match piece.words {
        Some(0) => format!("tecken som togs bort{when}"),
        Some(1) => format!("ett ord som togs bort{when}"),
        Some(count) => format!("{} ord som togs bort{when}", swedish_count(count as u64)),
        None => format!("ord som togs bort{when}"),
    };
    PieceView { kind: "left-out", text }
}
