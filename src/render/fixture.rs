//! A small site made by hand, for the tests of planning and rendering.

use crate::disclosure::Published;
use crate::disclosure::published::{
    PublishedAnswers, PublishedInterviews, PublishedQuestion, PublishedReport, PublishedResult,
    PublishedSplit, PublishedSurvey,
};
use crate::disclosure::{Missing, Shown};
use crate::model::audit::{
    AuditArea, AuditDecision, AuditIndex, KeyFigure, KeyFigureIndex, Question, QuestionIndex, Scope, Series,
};
use crate::model::body::{Block, Body, Heading, Inline, Opens, Paragraph, Section};
use crate::model::date::{Day, Due, PartialDate, Stated};
use crate::model::organisation::{Name, Organisation, OrganisationIndex, OrganisationKind, Predecessor};
use crate::model::packed::PackedBody;
use crate::model::report::{
    Appendix, AppendixKind, Assessment, AuditEntry, Change, Decision, DirectMeasure, Improvement,
    ImprovementStatus, KeyFigureValue, MeasureStatus, Method, Precision, QuoteDisplay, Removals, ReportFacts,
    ReportKind, Risk, Status,
};
use crate::model::scale::{AnswerScale, AnswerScaleIndex};
use crate::model::{FreePage, Registers, Site};
use crate::number::Decimal;
use crate::source::{FileId, SourceText, Span};

pub(super) const HOSTILE: &str = "<script>alert(\"x\")</script> & 'y'";

fn day(year: i16, month: u8, day: u8) -> PartialDate {
    PartialDate::Day(Day::new(year, month, day).unwrap())
}

fn name(name: &str, short: Option<&str>, from: PartialDate) -> Name {
    Name { name: name.into(), abbreviation: short.map(Into::into), from: Stated::Value(from), until: None }
}

fn organisation(id: &str, kind: OrganisationKind, names: Vec<Name>, serves: Vec<u32>) -> Organisation {
    Organisation {
        id: id.into(),
        kind,
        names,
        administrations: serves.into_iter().map(OrganisationIndex).collect(),
        predecessors: Vec::new(),
        ended: None,
    }
}

fn organisations() -> Vec<Organisation> {
    let old = || name("Förskolenämnden", None, day(2013, 7, 1));
    let renamed =
        vec![name("Vårdnämnden", None, day(2017, 5, 1)), name("Ålderdomsnämnden", None, day(2022, 1, 1))];
    let mut committees = vec![
        organisation("forskolenamnden", OrganisationKind::Committee, vec![old()], vec![3]),
        organisation("alderdomsnamnden", OrganisationKind::Committee, renamed, vec![]),
        organisation(
            "aldre",
            OrganisationKind::Board,
            vec![name("Älvstyrelsen", None, day(2010, 1, 1))],
            vec![],
        ),
        organisation(
            "forskoleforvaltningen",
            OrganisationKind::Administration,
            vec![name("Förskoleförvaltningen", Some("FSKF"), day(2013, 7, 1))],
            vec![],
        ),
    ];
    committees[1].predecessors.push(Predecessor {
        organisation: OrganisationIndex(2),
        date: day(2017, 5, 1),
        partly: true,
    });
    committees
}

fn question(id: &str, text: &str, scale: bool, series: Option<u32>) -> Question {
    Question {
        id: id.into(),
        text: text.into(),
        scale: scale.then_some(AnswerScaleIndex(0)),
        clarification: series.is_none().then(|| "Tänk på det senaste året.".to_owned()),
        series,
        replaces: None,
    }
}

fn registers() -> Registers {
    let audit = AuditArea {
        id: "sekretess".into(),
        title: "Röjande av sekretess".into(),
        also: vec!["Rövande av sekretess".into()],
        scope: Scope::CityWide,
        decisions: vec![AuditDecision { year: 2023, body: "kommunstyrelsen".into(), date: None }],
        risk: Some("Risk för att uppgifter röjs på grund av okunskap vilket kan leda till skada.".into()),
        questions: vec![
            question("trygg", "Känner du dig trygg i att skilja på uppgifter?", true, None),
            question("lokalt", "… lokalt på datorn?", true, Some(0)),
            question("fritt", HOSTILE, false, None),
        ],
        series: vec![Series {
            id: "ytor".into(),
            stem: "Upplever du att du kan spara".into(),
            questions: vec![QuestionIndex(1)],
        }],
        key_figures: vec![KeyFigure {
            id: "latt".into(),
            name: "Instämmer inte".into(),
            unit: Some("%".into()),
            part_of: None,
            direction: None,
        }],
    };
    let scale = AnswerScale {
        id: "ett-fyra".into(),
        answers: (1..=4).map(Decimal::whole).collect(),
        step: Decimal::new(1, 1),
        words: Vec::new(),
    };
    Registers {
        organisations: organisations(),
        audits: vec![audit],
        answer_scales: vec![scale],
        risk_matrices: Vec::new(),
        grading_scales: Vec::new(),
        addresses: crate::model::addresses::AddressBook::default(),
    }
}

fn heading(level: u8, id: &str, text: &str, opens: bool, section: Option<Section>) -> Block {
    Block::Heading(Box::new(Heading {
        level,
        content: vec![Inline::Text(text.into())],
        id: id.into(),
        aliases: Vec::new(),
        opens: opens.then(|| Opens::Audit("sekretess".into())),
        section,
        span: Span::new(0, 0),
    }))
}

fn paragraph(text: &str) -> Block {
    Block::Paragraph(Paragraph { content: vec![Inline::Text(text.into())], improvement: None, name: None })
}

fn body() -> Body {
    let blocks = vec![
        heading(2, "inledning", "Inledning", false, None),
        paragraph("Text."),
        heading(2, "sekretess", "Röjande av sekretess", true, None),
        heading(3, "resultat", "Resultat", false, Some(Section::Result)),
        paragraph("Resultatet."),
        heading(3, "forslag", "Förslag", false, Some(Section::Proposals)),
        paragraph("Förslaget."),
    ];
    Body { blocks, notes: Vec::new() }
}

fn shown(respondents: u64, tenths: i64) -> PublishedResult {
    PublishedResult { respondents: Shown::Value(respondents), mean: Shown::Value(Decimal::new(tenths, 1)) }
}

const HIDDEN: PublishedResult = PublishedResult { respondents: Shown::Protected, mean: Shown::Protected };

fn survey(trygg: PublishedResult, wording: Option<&str>) -> PublishedSurvey {
    let split = PublishedSplit {
        name: "kön".into(),
        groups: vec![("kvinnor".into(), HIDDEN), ("män".into(), HIDDEN)],
    };
    let question = |index, result, wording: Option<&str>, splits| PublishedQuestion {
        distribution: None,
        question: QuestionIndex(index),
        wording: wording.map(Into::into),
        result,
        splits,
    };
    PublishedSurvey {
        id: "chefer".into(),
        audit: AuditIndex(0),
        audience: Some("chefer".into()),
        mode: None,
        sent: Some(Shown::Value(120)),
        respondents: Some(trygg.respondents),
        questions: vec![
            question(0, trygg, wording, vec![split]),
            question(1, shown(80, 31), None, Vec::new()),
        ],
    }
}

fn interviews() -> PublishedInterviews {
    PublishedInterviews {
        id: "nyckelpersoner".into(),
        audit: AuditIndex(0),
        count: Some(Stated::Value(4)),
        display: QuoteDisplay::OnScale,
        review: Some(("Informationssäkerhetssamordnare".into(), day(2023, 5, 11))),
        answers: vec![
            PublishedAnswers {
                question: QuestionIndex(0),
                placed: vec![(Decimal::new(34, 1), "Ja, för det mesta.".into())],
                unplaced: vec!["Vet inte.".into()],
            },
            PublishedAnswers { question: QuestionIndex(2), placed: Vec::new(), unplaced: Vec::new() },
        ],
    }
}

fn report(committee: u32, id: &str, year: i16, surveys: Vec<PublishedSurvey>) -> PublishedReport {
    let risk = Risk {
        description: Some("Risk för att uppgifter röjs".into()),
        unit: None,
        likelihood: Some(3),
        consequence: Some(4),
        risk_score: Some(12),
        matrix: Some(0),
        class: Some(("▲".into(), "hög".into())),
        responsible: Some("Enhetschef".into()),
    };
    let entry = AuditEntry {
        audit: AuditIndex(0),
        risks: vec![risk],
        methods: vec![Method::Survey, Method::Interview],
        sample: Some((Some(342), Some(287))),
        assessment: Some(Assessment { grade: "inte helt tillräcklig".into(), reason: None }),
        impartiality: Some(("Samordnare".into(), day(year, 3, 1))),
    };
    let facts = ReportFacts {
        id: id.into(),
        file: FileId(0),
        committee: OrganisationIndex(committee),
        year,
        title: format!("Uppföljning {year}"),
        source_title: None,
        kind: ReportKind::FollowUp,
        summary: Some("Kort om rapporten.".into()),
        status: Status::Decided,
        marked_ready: Day::new(year, 9, 17),
        decision: Decision {
            date: Some(Stated::Value(day(year, 9, 25))),
            paragraph: Some(Stated::Value("§ 84".into())),
            registry_number: Some(Stated::Not),
            link: Some("https://exempel.se/beslut?a=1&b=2".into()),
        },
        publish_on: None,
        round: None,
        replaces: None,
        belongs_to: None,
        already_public: None,
        changes: vec![Change {
            date: day(year, 10, 2),
            text: "Tabell 2 rättad.".into(),
            removals: Removals::Counted,
        }],
        withdrawal: None,
        aliases: Vec::new(),
        audits: vec![entry],
        direct_measures: Vec::new(),
        improvements: Vec::new(),
        key_figures: Vec::new(),
        appendices: Vec::new(),
        images: Vec::new(),
        body: PackedBody::of(&body(), &SourceText::default(), 0),
    };
    PublishedReport { facts, surveys, interviews: Vec::new() }
}

fn full_report() -> PublishedReport {
    let mut report = report(0, "forskolenamnden/2023/uppfoljning", 2023, vec![survey(shown(84, 37), None)]);
    report.interviews.push(interviews());
    let facts = &mut report.facts;
    facts.title = HOSTILE.into();
    facts.source_title = Some("Uppfölning".into());
    facts.improvements.push(Improvement {
        id: "riktlinje".into(),
        text: "Tydligare riktlinje.".into(),
        audit: Some(AuditIndex(0)),
        responsible: Some("Stadskontoret".into()),
        due: Some(Due::HalfYear(2024, 1)),
        status: ImprovementStatus::Remains,
        follows: vec![("alderdomsnamnden/2020/uppfoljning".into(), "riktlinje".into())],
        stated_follows: vec!["alderdomsnamnden/2020/riktlinje".into()],
    });
    facts.direct_measures.push(DirectMeasure {
        id: "plan".into(),
        heading: "Kommunikationsplan".into(),
        unit: None,
        risks: Vec::new(),
        status: Some(MeasureStatus::Done),
        done: Some(PartialDate::Month(2023, 10)),
    });
    facts.key_figures.push(KeyFigureValue {
        audit: AuditIndex(0),
        key_figure: KeyFigureIndex(0),
        value: Ok((Decimal::whole(40), Some(Precision::Nearly))),
        earlier: vec![
            (2020, Ok((Decimal::whole(20), Some(Precision::About)))),
            (2019, Err(Missing::NotMeasured)),
        ],
    });
    facts.appendices.push(Appendix {
        file: "bilaga-1.pdf".into(),
        title: "Bilaga 1".into(),
        kind: AppendixKind::Pdf,
        size: 1_234_567,
        disk_path: "forskolenamnden/2023/uppfoljning/bilaga-1.pdf".into(),
    });
    report
}

/// Reports sorted by id, as `disclose` gives them.
pub(crate) fn site() -> Published {
    let mut replaced = report(2, "aldre/2020/gammal", 2020, Vec::new());
    replaced.facts.status = Status::Replaced;
    let mut edition = report(2, "aldre/2020/ny", 2020, Vec::new());
    edition.facts.replaces = Some("aldre/2020/gammal".into());
    let mut draft = report(2, "aldre/2023/utkast", 2023, Vec::new());
    draft.facts.status = Status::Draft;
    draft.facts.decision = Decision::default();
    let mut reports = vec![
        full_report(),
        report(0, "forskolenamnden/2020/uppfoljning", 2020, vec![survey(shown(60, 34), None)]),
        report(
            1,
            "alderdomsnamnden/2020/uppfoljning",
            2020,
            vec![survey(shown(40, 30), Some("Annan fråga?"))],
        ),
        report(1, "alderdomsnamnden/2023/uppfoljning", 2023, vec![survey(HIDDEN, None)]),
        replaced,
        edition,
        draft,
    ];
    reports.sort_by(|a, b| a.facts.id.cmp(&b.facts.id));
    Published {
        site: Site {
            title: "Granskningar i Exempelstad".into(),
            base: "https://exempel.se/granskningar/".into(),
            publisher: "Exempelstad".into(),
            breadcrumb: Some(("Komin".into(), "https://komin.exempel.se/".into())),
            theme: None,
            threshold: 5,
            zeros_shown: false,
            distribution_least: 10,
            tag: None,
            picture: None,
            license: None,
            indexed: true,
            question_files: true,
            accessibility: None,
        },
        registers: registers(),
        reports,
        pages: vec![FreePage {
            id: "om".into(),
            file: FileId(0),
            title: "Om webbplatsen".into(),
            summary: None,
            images: Vec::new(),
            body: PackedBody::of(&body(), &SourceText::default(), 0),
        }],
    }
}
