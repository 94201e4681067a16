//! What can be wrong, as values: a typed problem, where it is, and stable codes. Owns no wording for users
//! (`words`) and no printing (`report`).

pub mod docs;
pub mod examples;
mod place;
mod problem;
mod trail;
pub mod words;

pub use place::{FieldPath, Part, Place, Step};
pub use problem::{
    AcrossProblem, Active, AddressProblem, AppendixProblem, BodyProblem, ChartWord, Code, DomainProblem,
    Expected, FileType, GateProblem, Hidden, IdKind, PersonalDataProblem, PrintProblem, Problem,
    ProtectionProblem, PublishProblem, Severity, SourceProblem, Spot, SurveyProblem, Whole, YamlProblem,
};
pub use trail::Trail;

/// One finding: what, where, and other places that have a part in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// What is wrong.
    pub problem: Problem,
    /// Where; the caret points here.
    pub place: Place,
    /// Other places that have a part in it, such as the first of two equal ids.
    pub related: Vec<Place>,
    /// A warning's own mark, where it isn't made of the line that it points at.
    pub mark: Option<String>,
}

impl Diagnostic {
    /// A finding at one place.
    pub fn new(problem: impl Into<Problem>, place: Place) -> Self {
        Self { problem: problem.into(), place, related: Vec::new(), mark: None }
    }

    /// The same finding with one more place that has a part in it.
    #[must_use]
    pub fn related(mut self, place: Place) -> Self {
        self.related.push(place);
        self
    }

    /// The same finding with a mark of its own.
    #[must_use]
    pub fn marked(mut self, mark: String) -> Self {
        self.mark = Some(mark);
        self
    }

    /// Error or warning.
    pub fn severity(&self) -> Severity {
        self.problem.severity()
    }
}

/// What a stage gives: a value as far as sense permits, and everything it found on the way.
#[derive(Debug)]
pub struct Outcome<T> {
    /// The result; `None` when there is nothing that the next stage could use.
    pub value: Option<T>,
    /// All findings, in the order of the sources.
    pub diagnostics: Vec<Diagnostic>,
}

impl<T> Outcome<T> {
    /// A value without findings.
    pub fn fine(value: T) -> Self {
        Self { value: Some(value), diagnostics: Vec::new() }
    }

    /// A value with findings.
    pub fn with(value: T, diagnostics: Vec<Diagnostic>) -> Self {
        Self { value: Some(value), diagnostics }
    }

    /// Takes the value and lays the findings with the others.
    pub fn into_value(self, all: &mut Vec<Diagnostic>) -> Option<T> {
        all.extend(self.diagnostics);
        self.value
    }
}

/// Any error among them?
pub fn has_errors(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|d| d.severity() == Severity::Error)
}
