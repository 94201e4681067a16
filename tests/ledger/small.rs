//! What becomes of small sites. Owns no expectation.

use insyn::compile::{Compiled, compile_whole};
use insyn::diagnostic::words::{Language, of};
use insyn::diagnostic::{Diagnostic, Outcome};
use insyn::disclosure::Shown;
use insyn::disclosure::published::{PublishedResult, PublishedSurvey};
use insyn::discover::from_memory;
use insyn::model::Model;
use insyn::model::date::Day;
use insyn::parse::parse;
use insyn::render::{Context, Rendered, render};
use insyn::resolve::{Selection, resolve};

use crate::content::{Site, survey};

impl Site {
    /// Its model, as disclosure takes it.
    pub(crate) fn model(&self) -> Model {
        let files = self.0.iter().map(|(path, text)| (path.clone(), text.clone().into_bytes())).collect();
        let sources = from_memory(files).value.unwrap();
        let selection = Selection { drafts: false, today: Day::new(2026, 1, 1).unwrap() };
        resolve(parse(&sources).value.unwrap(), &sources, selection).value.unwrap()
    }

    /// Lays a report with one survey `e` of one question.
    pub(crate) fn question(self, question: &str) -> Self {
        self.report("r", &survey("e", "", &[question]), "")
    }

    pub(crate) fn built(&self) -> Built {
        let files = self.0.iter().map(|(path, text)| (path.clone(), text.clone().into_bytes())).collect();
        let mut found = Vec::new();
        let sources = from_memory(files).into_value(&mut found).unwrap();
        let selection = Selection { drafts: false, today: Day::new(2026, 1, 1).unwrap() };
        let (Outcome { value, diagnostics }, account) =
            compile_whole(&sources, selection, |_| Outcome::fine(Vec::new()), |_| None, |_| {});
        found.extend(diagnostics);
        Built { compiled: value, found, account: account.map(|account| account.json()).unwrap_or_default() }
    }
}

/// What became of a site.
pub(crate) struct Built {
    pub(crate) compiled: Option<Compiled>,
    pub(crate) found: Vec<Diagnostic>,
    pub(crate) account: String,
}

impl Built {
    pub(crate) fn codes(&self) -> Vec<u16> {
        self.found.iter().map(|one| one.problem.code().0).collect()
    }

    /// The titles and reasons of all findings.
    pub(crate) fn told(&self) -> String {
        let words = self.found.iter().map(|one| of(&one.problem, Language::Swedish));
        words.map(|words| [words.title, words.label].join(": ")).collect::<Vec<_>>().join("\n")
    }

    pub(crate) fn survey(&self, report: &str, survey: usize) -> &PublishedSurvey {
        assert!(self.compiled.is_some(), "{}", self.told());
        let published = &self.compiled.as_ref().unwrap().published;
        let report = published.report_by_id(&format!("provnamnden/2023/{report}")).unwrap();
        &published.report(report).surveys[survey]
    }

    /// A question of report r's first survey, in words: its total, then each group of each split.
    pub(crate) fn shown(&self, question: usize) -> String {
        self.shown_in("r", 0, question)
    }

    pub(crate) fn shown_in(&self, report: &str, survey: usize, question: usize) -> String {
        let question = &self.survey(report, survey).questions[question];
        let groups = question.splits.iter().flat_map(|split| &split.groups).map(|(_, result)| result);
        let all: Vec<String> = std::iter::once(&question.result).chain(groups).map(words).collect();
        all.join(" | ")
    }

    /// Every page as one text.
    pub(crate) fn pages(&self) -> String {
        let compiled = self.compiled.as_ref().unwrap();
        let context = Context::new(&compiled.published, &compiled.theme, &compiled.pages);
        let pages = compiled.pages.iter().filter_map(|page| render(page, &context).unwrap());
        let page = |page: Rendered| format!("== {}\n{}", page.path, String::from_utf8(page.bytes).unwrap());
        pages.map(page).collect::<Vec<_>>().join("\n")
    }
}

/// `84 3.7`, `.. 3.7`, `– –`
pub(crate) fn words(result: &PublishedResult) -> String {
    fn one<T: ToString>(shown: Shown<T>) -> String {
        match shown {
            Shown::Value(value) => value.to_string(),
            Shown::Protected => "..".to_owned(),
            Shown::Missing(_) => "–".to_owned(),
        }
    }
    format!("{} {}", one(result.respondents), one(result.mean))
}
