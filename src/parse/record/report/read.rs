//! Decodes a report's front matter, but for surveys and interviews (`answers`), and a free page's.

use super::{
    AssessmentRecord, AuditEntryRecord, DecisionRecord, DirectMeasureRecord, EarlierRecord, FreePageRecord,
    ImprovementRecord, KeyFigureEntryRecord, ReportRecord, RiskRecord, ToleranceRecord, answers, facts,
};
use crate::diagnostic::{Diagnostic, Expected};
use crate::disclosure::Missing;
use crate::model::date::{Due, PartialDate};
use crate::model::report::{
    Change, ImprovementStatus, MeasureStatus, Method, Precision, Removals, ReportKind, Status,
};
use crate::parse::decode::{
    At, Fields, Words, count, date, day, document, due, id, items, number, reference, small_count, stated,
    text, web_address, word, year,
};
use crate::parse::record::allowances::allowances;
use crate::parse::yaml::Node;
use crate::source::FileId;

const KINDS: Words<ReportKind> = Words(
    &["plan", "uppföljning", "delrapport", "granskning", "enkätbilaga", "riskanalys", "yttrande"],
    &[
        ReportKind::Plan,
        ReportKind::FollowUp,
        ReportKind::InterimReport,
        ReportKind::Audit,
        ReportKind::SurveyAppendix,
        ReportKind::RiskAnalysis,
        ReportKind::Opinion,
    ],
);
const STATUSES: Words<Status> = Words(
    &["utkast", "klarmarkerad", "beslutad", "ersatt", "återkallad"],
    &[Status::Draft, Status::MarkedReady, Status::Decided, Status::Replaced, Status::Withdrawn],
);
const REMOVALS: Words<Removals> =
    Words(&["räknas", "visas", "döljs"], &[Removals::Counted, Removals::Shown, Removals::Hidden]);
const METHODS: Words<Method> = Words(
    &["enkät", "intervju", "stickprov", "aktgranskning", "dokumentstudie", "förstudie"],
    &[
        Method::Survey,
        Method::Interview,
        Method::Sample,
        Method::FileReview,
        Method::DocumentStudy,
        Method::PreliminaryStudy,
    ],
);
const IMPROVEMENT_STATUSES: Words<ImprovementStatus> = Words(
    &["ny", "pågår", "genomförd", "kvarstår", "ej följd upp", "utgått"],
    &[
        ImprovementStatus::New,
        ImprovementStatus::Ongoing,
        ImprovementStatus::Done,
        ImprovementStatus::Remains,
        ImprovementStatus::NotFollowedUp,
        ImprovementStatus::Dropped,
    ],
);
const MEASURE_STATUSES: Words<MeasureStatus> = Words(
    &["planerad", "pågår", "genomförd", "utgått"],
    &[MeasureStatus::Planned, MeasureStatus::Ongoing, MeasureStatus::Done, MeasureStatus::Dropped],
);
const PRECISIONS: Words<Precision> = Words(
    &["cirka", "nästan", "drygt", "minst", "högst"],
    &[Precision::About, Precision::Nearly, Precision::JustOver, Precision::AtLeast, Precision::AtMost],
);
const MISSING: Words<Missing> = Words(
    &["ej mätt", "ej tillämplig", "bortfall", "framgår inte"],
    &[Missing::NotMeasured, Missing::NotApplicable, Missing::NonResponse, Missing::NotStated],
);

/// Reads a report's front matter. `None` where something that it can't do without is missing or wrong; all
/// faults are in `out` either way.
pub fn read(file: FileId, node: Node<'_>, out: &mut Vec<Diagnostic>) -> Option<ReportRecord> {
    document(file, node, out, report)
}

/// Reads a free page's front matter.
pub fn read_page(file: FileId, node: Node<'_>, out: &mut Vec<Diagnostic>) -> Option<FreePageRecord> {
    document(file, node, out, |node, at| {
        let known = &["titel", "sammanfattning", "alias", "tillåtna", "inte_personuppgift", "bekräftat"];
        let mut fields = Fields::open(node, at, known)?;
        let title = fields.required("titel", text);
        let summary = fields.optional("sammanfattning", text);
        let aliases = fields.list("alias", text);
        let confirmed = fields.list("bekräftat", text);
        let allowances = allowances(&mut fields);
        Some(FreePageRecord {
            title: title?,
            summary,
            aliases: aliases?,
            confirmed: confirmed?,
            allowances: allowances?,
        })
    })
}

const REPORT_KEYS: &[&str] = &[
    "titel",
    "källtitel",
    "nämnd",
    "år",
    "typ",
    "sammanfattning",
    "status",
    "klarmarkerad",
    "beslut",
    "publiceras",
    "omgång",
    "ersätter",
    "hör_till",
    "redan_offentlig",
    "ändringar",
    "återkallad",
    "alias",
    "granskningar",
    "direktåtgärder",
    "åtgärder",
    "enkäter",
    "intervjuer",
    "nyckeltal",
    "uppgifter",
    "tillåtna",
    "inte_personuppgift",
    "bekräftat",
    "bilagor",
];

fn report(node: Node<'_>, at: &At<'_>) -> Option<ReportRecord> {
    let mut fields = Fields::open(node, at, REPORT_KEYS)?;
    let title = fields.required("titel", text);
    let committee = fields.required("nämnd", reference);
    let year = fields.required("år", year);
    let kind = fields.required("typ", |node, at| word(&KINDS, &node, at));
    let status = fields.required("status", |node, at| word(&STATUSES, &node, at));
    let changes = fields.list("ändringar", change);
    let aliases = fields.list("alias", text);
    let audits = fields.list("granskningar", audit_entry);
    let direct_measures = fields.list("direktåtgärder", direct_measure);
    let improvements = fields.list("åtgärder", improvement);
    let surveys = fields.list("enkäter", answers::survey);
    let interviews = fields.list("intervjuer", answers::interview);
    let key_figures = fields.list("nyckeltal", key_figure);
    let confirmed = fields.list("bekräftat", text);
    let appendices = fields.list("bilagor", appendix);
    let allowances = allowances(&mut fields);
    let declared = fields.list("uppgifter", facts::fact);
    let source_title = fields.optional("källtitel", text);
    let summary = fields.optional("sammanfattning", text);
    let marked_ready = fields.optional("klarmarkerad", day);
    let decision = fields.optional("beslut", decision);
    let publish_on = fields.optional("publiceras", day);
    let round = fields.optional("omgång", text);
    let replaces = fields.optional("ersätter", reference);
    let belongs_to = fields.optional("hör_till", reference);
    let already_public = fields.optional("redan_offentlig", |node, at| pair(node, at, &["källa", "datum"]));
    let withdrawal = fields.optional("återkallad", |node, at| pair(node, at, &["skäl", "datum"]));
    Some(ReportRecord {
        title: title?,
        source_title,
        committee: committee?,
        year: year?,
        kind: kind?,
        summary,
        status: status?,
        marked_ready,
        decision,
        publish_on,
        round,
        replaces,
        belongs_to,
        already_public,
        changes: changes?,
        withdrawal,
        aliases: aliases?,
        audits: audits?,
        direct_measures: direct_measures?,
        improvements: improvements?,
        surveys: surveys?,
        interviews: interviews?,
        key_figures: key_figures?,
        declared: declared?,
        confirmed: confirmed?,
        appendices: appendices?,
        allowances: allowances?,
    })
}

/// Two keys, both needed: a text (who, or which source) and a date.
pub(super) fn pair(
    node: Node<'_>,
    at: &At<'_>,
    keys: &'static [&'static str; 2],
) -> Option<(String, PartialDate)> {
    let mut fields = Fields::open(node, at, keys)?;
    let who = fields.required(keys[0], text);
    let when = fields.required(keys[1], date);
    Some((who?, when?))
}

fn decision(node: Node<'_>, at: &At<'_>) -> Option<DecisionRecord> {
    let mut fields = Fields::open(node, at, &["datum", "paragraf", "diarienummer", "länk"])?;
    Some(DecisionRecord {
        date: fields.optional("datum", |node, at| stated(node, at, date)),
        paragraph: fields.optional("paragraf", |node, at| stated(node, at, text)),
        registry_number: fields.optional("diarienummer", |node, at| stated(node, at, text)),
        link: fields.optional("länk", web_address),
    })
}

fn change(node: Node<'_>, at: &At<'_>) -> Option<Change> {
    let mut fields = Fields::open(node, at, &["datum", "text", "borttaget"])?;
    let date = fields.required("datum", date);
    let text = fields.required("text", text);
    let removals = fields.optional("borttaget", |node, at| Some(word(&REMOVALS, &node, at)));
    Some(Change { date: date?, text: text?, removals: removals.unwrap_or(Some(Removals::Counted))? })
}

fn appendix(node: Node<'_>, at: &At<'_>) -> Option<(String, String)> {
    let mut fields = Fields::open(node, at, &["fil", "titel"])?;
    let file = fields.required("fil", text);
    let title = fields.required("titel", text);
    Some((file?, title?))
}

fn audit_entry(node: Node<'_>, at: &At<'_>) -> Option<AuditEntryRecord> {
    let known = &["id", "risker", "metod", "urval", "bedömning", "jävsprövad"];
    let mut fields = Fields::open(node, at, known)?;
    let id = fields.required("id", reference);
    let risks = fields.list("risker", risk);
    let methods = fields.list("metod", |node, at| word(&METHODS, &node, at));
    let sample = fields.optional("urval", |node, at| {
        let mut fields = Fields::open(node, at, &["population", "granskade"])?;
        Some((fields.optional("population", count), fields.optional("granskade", count)))
    });
    let assessment = fields.optional("bedömning", assessment);
    let impartiality = fields.optional("jävsprövad", |node, at| pair(node, at, &["av", "datum"]));
    Some(AuditEntryRecord { id: id?, risks: risks?, methods: methods?, sample, assessment, impartiality })
}

fn assessment(node: Node<'_>, at: &At<'_>) -> Option<AssessmentRecord> {
    let mut fields = Fields::open(node, at, &["skala", "värde", "motivering"])?;
    let scale = fields.required("skala", reference);
    let grade = fields.required("värde", text);
    let reason = fields.optional("motivering", text);
    Some(AssessmentRecord { scale: scale?, grade: grade?, reason })
}

fn risk(node: Node<'_>, at: &At<'_>) -> Option<RiskRecord> {
    let known = &["beskrivning", "enhet", "sannolikhet", "konsekvens", "riskvärde", "ansvarig", "matris"];
    let mut fields = Fields::open(node, at, known)?;
    Some(RiskRecord {
        description: fields.optional("beskrivning", text),
        unit: fields.optional("enhet", text),
        likelihood: fields.optional("sannolikhet", small_count),
        consequence: fields.optional("konsekvens", small_count),
        risk_score: fields.optional("riskvärde", small_count),
        responsible: fields.optional("ansvarig", text),
        matrix: fields.optional("matris", reference),
    })
}

fn direct_measure(node: Node<'_>, at: &At<'_>) -> Option<DirectMeasureRecord> {
    let mut fields = Fields::open(node, at, &["id", "rubrik", "enhet", "risker", "status", "klar"])?;
    let id = fields.required("id", id);
    let heading = fields.required("rubrik", text);
    let risks = fields.list("risker", risk);
    let unit = fields.optional("enhet", text);
    let status = fields.optional("status", |node, at| word(&MEASURE_STATUSES, &node, at));
    let done = fields.optional("klar", date);
    Some(DirectMeasureRecord { id: id?, heading: heading?, unit, risks: risks?, status, done })
}

fn improvement(node: Node<'_>, at: &At<'_>) -> Option<ImprovementRecord> {
    let known = &["id", "text", "granskning", "ansvarig", "förfaller", "status", "följer"];
    let mut fields = Fields::open(node, at, known)?;
    let id = fields.required("id", id);
    let what = fields.required("text", text);
    let status = fields.required("status", |node, at| word(&IMPROVEMENT_STATUSES, &node, at));
    let follows = fields.list("följer", reference);
    let audit = fields.optional("granskning", reference);
    let responsible = fields.optional("ansvarig", text);
    let due = fields.optional("förfaller", due_or_words);
    let (id, text, status, follows) = (id?, what?, status?, follows?);
    Some(ImprovementRecord { id, text, audit, responsible, due, status, follows })
}

fn due_or_words(node: Node<'_>, at: &At<'_>) -> Option<Due> {
    if !matches!(node, Node::Map(_)) {
        return due(node, at);
    }
    let mut fields = Fields::open(node, at, &["från", "till", "text"])?;
    let words = fields.required("text", text);
    let from = fields.optional("från", date);
    let until = fields.optional("till", date);
    Some(Due::Words { from, until, text: words? })
}

fn key_figure(node: Node<'_>, at: &At<'_>) -> Option<KeyFigureEntryRecord> {
    let known = &["granskning", "id", "värde", "noggrannhet", "saknas", "tolerans", "tidigare"];
    let mut fields = Fields::open(node, at, known)?;
    let audit = fields.required("granskning", reference);
    let id = fields.required("id", reference);
    let earlier = fields.list("tidigare", earlier);
    let value = fields.optional("värde", number);
    let precision = fields.optional("noggrannhet", |node, at| word(&PRECISIONS, &node, at));
    let missing = fields.optional("saknas", |node, at| word(&MISSING, &node, at));
    let tolerance = fields.optional("tolerans", tolerance);
    Some(KeyFigureEntryRecord {
        audit: audit?,
        id: id?,
        value,
        precision,
        missing,
        tolerance,
        earlier: earlier?,
    })
}

fn tolerance(node: Node<'_>, at: &At<'_>) -> Option<ToleranceRecord> {
    let mut fields = Fields::open(node, at, &["högst", "skäl"])?;
    let most = fields.required("högst", |node, at| {
        number(node, at)
            .and_then(|most| if most.is_negative() { at.wrong(Expected::Number) } else { Some(most) })
    });
    let reason = fields.required("skäl", text);
    Some(ToleranceRecord { most: most?, reason: reason? })
}

fn earlier(node: Node<'_>, at: &At<'_>) -> Option<EarlierRecord> {
    let mut fields = Fields::open(node, at, &["år", "värde", "noggrannhet", "saknas"])?;
    let year = fields.required("år", year);
    let value = fields.optional("värde", number);
    let precision = fields.optional("noggrannhet", |node, at| word(&PRECISIONS, &node, at));
    let missing = fields.optional("saknas", |node, at| word(&MISSING, &node, at));
    Some(EarlierRecord { year: year?, value, precision, missing })
}

/// Texts in a list, or one alone.
pub(in crate::parse::record) fn one_or_many(node: Node<'_>, at: &At<'_>) -> Option<Vec<String>> {
    match node {
        list @ Node::List(_) => items(list, at, reference),
        one => reference(one, at).map(|one| vec![one]),
    }
}
