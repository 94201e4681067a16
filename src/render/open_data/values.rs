//! The values of granskningar, a value a row: means, how answers are distributed, numbers of answers, key figures. Owns
//! the rows and their order.

use super::{Described, or_nothing, text};
use crate::chart::Datum;
use crate::disclosure::Shown;
use crate::disclosure::published::{PublishedQuestion, PublishedReport, PublishedResult, PublishedSurvey};
use crate::model::audit::AuditIndex;
use crate::model::report::KeyFigureValue;
use crate::number::Decimal;
use crate::render::Context;
use crate::render::view::precision_word;

/// The columns, in order.
pub(super) const COLUMNS: &[Described] = &[
    Described { id: "granskning", name: "Granskning", meaning: "Granskningens id, som i dess adress." },
    Described { id: "namnd", name: "Nämndens id", meaning: "Nämndens id, som i dess adress." },
    Described { id: "namnd_namn", name: "Nämnd", meaning: "Vad nämnden hette det året." },
    Described {
        id: "ar",
        name: "År",
        meaning: "Det år som värdet gäller. Ett tidigare år än rapportens är uppgivet i efterhand.",
    },
    Described { id: "rapport", name: "Rapport", meaning: "Rapportens id: dess adress utan webbplatsens." },
    Described {
        id: "slag",
        name: "Slag",
        meaning: "medelvärde, andel (av svaren på en fråga), enkät (hur många som fick och besvarade den) eller nyckeltal.",
    },
    Described { id: "enkat", name: "Enkät", meaning: "Enkätens id i rapporten." },
    Described { id: "malgrupp", name: "Målgrupp", meaning: "Vilka som fick enkäten." },
    Described {
        id: "insamling",
        name: "Insamling",
        meaning: "Hur svaren samlades in, om rapporten säger det.",
    },
    Described { id: "id", name: "Frågans eller nyckeltalets id", meaning: "Id i granskningens register." },
    Described {
        id: "lydelse",
        name: "Lydelse",
        meaning: "Frågan så som den ställdes det året, eller nyckeltalets namn.",
    },
    Described {
        id: "indelning",
        name: "Indelning",
        meaning: "Vad svaren är uppdelade efter, till exempel kön.",
    },
    Described { id: "grupp", name: "Grupp", meaning: "Vilken grupp i indelningen värdet gäller." },
    Described { id: "svar", name: "Svar", meaning: "Vilket svar andelen gäller." },
    Described { id: "utskick", name: "Utskick", meaning: "Hur många som fick enkäten." },
    Described { id: "svarande", name: "Svarande", meaning: "Hur många svar värdet vilar på." },
    Described { id: "varde", name: "Värde", meaning: "Värdet." },
    Described {
        id: "enhet",
        name: "Enhet",
        meaning: "procent för andelar, skalans ändar för medelvärden, nyckeltalets enhet.",
    },
    Described {
        id: "forbehall",
        name: "Förbehåll",
        meaning: "cirka, nästan, drygt, minst eller högst, när rapporten säger det om värdet.",
    },
];

/// Hands on each row of a granskning: reports by their ids, and what they tell in their own order.
pub(super) fn each_row(context: &Context<'_>, audit: AuditIndex, push: &mut dyn FnMut(&[Datum])) {
    let reports = context.published.reports.iter().filter(|report| report.facts.status.is_in_force());
    for report in reports {
        let of = Rows { context, audit, report };
        for survey in report.surveys.iter().filter(|survey| survey.audit == audit) {
            of.survey(survey, push);
        }
        for value in report.facts.key_figures.iter().filter(|value| value.audit == audit) {
            of.key_figure(value, push);
        }
    }
}

/// What a row tells besides where it is from.
struct Told<'a> {
    kind: &'static str,
    survey: Option<&'a PublishedSurvey>,
    id: Option<&'a str>,
    words: Option<&'a str>,
    group: Option<(&'a str, &'a str)>,
    answer: Option<String>,
    sent: Datum,
    respondents: Datum,
    value: Datum,
    unit: Option<String>,
    hedge: Option<&'static str>,
    year: i16,
}

struct Rows<'a> {
    context: &'a Context<'a>,
    audit: AuditIndex,
    report: &'a PublishedReport,
}

impl Rows<'_> {
    fn told(&self, kind: &'static str) -> Told<'_> {
        Told {
            kind,
            survey: None,
            id: None,
            words: None,
            group: None,
            answer: None,
            sent: Datum::Nothing,
            respondents: Datum::Nothing,
            value: Datum::Nothing,
            unit: None,
            hedge: None,
            year: self.report.facts.year,
        }
    }

    fn push(&self, told: Told<'_>, push: &mut dyn FnMut(&[Datum])) {
        let facts = &self.report.facts;
        let registers = &self.context.published.registers;
        let committee = registers.organisation(facts.committee);
        let row = [
            text(&*registers.audit(self.audit).id),
            text(&*committee.id),
            text(&*committee.name_at(facts.year, facts.decided()).name),
            Datum::Number(Decimal::whole(told.year.into()), 0),
            text(&*facts.id),
            text(told.kind),
            or_nothing(told.survey.map(|survey| &*survey.id)),
            or_nothing(told.survey.and_then(|survey| survey.audience.as_deref())),
            or_nothing(told.survey.and_then(|survey| survey.mode.as_deref())),
            or_nothing(told.id),
            or_nothing(told.words),
            or_nothing(told.group.map(|(split, _)| split)),
            or_nothing(told.group.map(|(_, group)| group)),
            or_nothing(told.answer),
            told.sent,
            told.respondents,
            told.value,
            or_nothing(told.unit),
            or_nothing(told.hedge),
        ];
        push(&row);
    }

    fn survey(&self, survey: &PublishedSurvey, push: &mut dyn FnMut(&[Datum])) {
        let count = |value: Option<Shown<u64>>| value.map_or(Datum::Nothing, Datum::count);
        let whole = Told {
            survey: Some(survey),
            sent: count(survey.sent),
            respondents: count(survey.respondents),
            ..self.told("enkät")
        };
        self.push(whole, push);
        for question in &survey.questions {
            self.question(survey, question, push);
        }
    }

    fn question(&self, survey: &PublishedSurvey, asked: &PublishedQuestion, push: &mut dyn FnMut(&[Datum])) {
        let registers = &self.context.published.registers;
        let question = &registers.audit(self.audit).questions[asked.question.0 as usize];
        let scale = question.scale.map(|scale| registers.answer_scale(scale));
        let places = scale.map_or(0, |scale| {
            [scale.lowest(), scale.highest(), scale.step]
                .map(Decimal::decimals)
                .into_iter()
                .max()
                .unwrap_or(0)
        });
        let words = asked.wording.as_deref().unwrap_or(&question.text);
        let of = |kind| Told {
            survey: Some(survey),
            id: Some(&question.id),
            words: Some(words),
            ..self.told(kind)
        };
        let ends =
            scale.map(|scale| format!("skala {}–{}", scale.lowest().swedish(0), scale.highest().swedish(0)));
        let mean = |result: &PublishedResult| Told {
            respondents: Datum::count(result.respondents),
            value: Datum::of(result.mean, places),
            unit: ends.clone(),
            ..of("medelvärde")
        };
        self.push(mean(&asked.result), push);
        match (&asked.distribution, scale) {
            (Some(Shown::Value(distribution)), Some(scale)) => {
                for (answer, share) in scale.answers.iter().zip(&distribution.shares) {
                    let its_words = scale.words.iter().find(|(its, _)| its == answer).map(|(_, words)| words);
                    let number = answer.swedish(0);
                    let share = Told {
                        answer: Some(
                            its_words.map_or_else(|| number.clone(), |words| format!("{number} {words}")),
                        ),
                        respondents: Datum::count(Shown::Value(distribution.count)),
                        value: Datum::count(Shown::Value((*share).into())),
                        unit: Some("procent".into()),
                        ..of("andel")
                    };
                    self.push(share, push);
                }
            }
            (Some(Shown::Protected), _) => {
                self.push(
                    Told { value: Datum::Protected, unit: Some("procent".into()), ..of("andel") },
                    push,
                );
            }
            (Some(Shown::Missing(why)), _) => self.push(
                Told { value: Datum::Missing(*why), unit: Some("procent".into()), ..of("andel") },
                push,
            ),
            (Some(Shown::Value(_)) | None, _) => {}
        }
        for split in &asked.splits {
            for (group, result) in &split.groups {
                self.push(Told { group: Some((&split.name, group)), ..mean(result) }, push);
            }
        }
    }

    fn key_figure(&self, value: &KeyFigureValue, push: &mut dyn FnMut(&[Datum])) {
        let figure =
            &self.context.published.registers.audit(self.audit).key_figures[value.key_figure.0 as usize];
        let own = (self.report.facts.year, value.value);
        for (year, stated) in [own].into_iter().chain(value.earlier.iter().copied()) {
            let (datum, hedge) = match stated {
                Ok((number, hedge)) => (Datum::Number(number, number.decimals()), hedge),
                Err(why) => (Datum::Missing(why), None),
            };
            let told = Told {
                id: Some(&figure.id),
                words: Some(&figure.name),
                value: datum,
                unit: figure.unit.clone(),
                hedge: hedge.map(precision_word),
                year,
                ..self.told("nyckeltal")
            };
            self.push(told, push);
        }
    }
}
