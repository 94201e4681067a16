//! Every problem that Insyn can find, as data. Owns the stable codes and severities. A code is never
//! reused for another meaning. Texts kept here come from keys and ids only, never from answers or masked
//! passages.

#![expect(missing_docs, reason = "a problem's own sentence says what its fields hold")]

mod across;
mod address;
mod appendix;
mod gate;
mod personal_data;
mod print;
mod protection;

pub use across::AcrossProblem;
pub use address::AddressProblem;
pub use appendix::{Active, AppendixProblem, FileType, Hidden, Spot};
pub use gate::GateProblem;
pub use personal_data::PersonalDataProblem;
pub use print::PrintProblem;
pub use protection::ProtectionProblem;

use crate::disclosure::Missing;
use crate::number::Decimal;

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing is published.
    Error,
    /// Published, but somebody should look; an error with `--strict`.
    Warning,
}

/// A stable code such as `I204`: the letter, then the stage's hundred.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Code(pub u16);

impl std::fmt::Display for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "I{}", self.0)
    }
}

/// Any problem, by the stage that finds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// 1xx: files and their encoding.
    Source(SourceProblem),
    /// 2xx: YAML and what its keys may hold.
    Yaml(YamlProblem),
    /// 3xx: Markdown.
    Body(BodyProblem),
    /// 4xx: meaning, checked across files.
    Domain(DomainProblem),
    /// 5xx: survey figures.
    Survey(SurveyProblem),
    /// 6xx: the output folder.
    Publish(PublishProblem),
    /// 7xx: the guard of answers.
    Protection(ProtectionProblem),
    /// 8xx: personal data in texts.
    PersonalData(PersonalDataProblem),
    /// 9xx: files beside a report.
    Appendix(AppendixProblem),
    /// 10xx: finished files that must not leave.
    Gate(GateProblem),
    /// 11xx: addresses that were published.
    Address(AddressProblem),
    /// 12xx: reports printed to PDF.
    Print(PrintProblem),
    /// 13xx: what doesn't hold together between documents, or within a text.
    Across(AcrossProblem),
}

/// Files and their encoding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SourceProblem {
    /// The content folder doesn't exist or isn't a folder.
    NoContentFolder { path: String },
    /// A file that a site must have.
    MissingFile { name: &'static str },
    /// The system couldn't read it.
    Unreadable { reason: String },
    /// Not UTF-8: the first bad byte, and whether it would be a letter in Windows-1252.
    NotUtf8 { byte: u8, offset: usize, windows_1252: Option<char> },
    /// UTF-16, told by its byte order mark.
    Utf16,
    /// A control character that no text has.
    ControlCharacter { character: char },
    /// A Markdown file where no report or page can be.
    Misplaced,
    /// A name that can't become an address.
    NotAnAddress { name: String, suggestion: Option<String> },
    /// Two files that give the same address, such as `x.md` and `x/index.md`.
    SameAddress { address: String },
    /// A report without `---` on its first line.
    NoFrontMatter,
    /// Front matter that never ends.
    UnclosedFrontMatter,
    /// Over the size that is read, in bytes.
    TooLarge { limit: usize },
}

/// What a value was expected to be, in the author's terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Expected {
    /// Any text.
    Text,
    /// A whole number, 0 or more.
    Count,
    /// A number.
    Number,
    /// A year with four digits.
    Year,
    /// A day: 2023-09-25.
    Day,
    /// A day, a month or a year.
    Date,
    /// A day, month, quarter, half-year or year, or `{från, till, text}`.
    Due,
    /// `true` or `false`.
    Bool,
    /// A list.
    List,
    /// Keys with values.
    Map,
    /// An id: lower-case letters a–z, digits and hyphens.
    Id,
    /// A web address with https: or http:.
    WebAddress,
    /// A domain's name: exempel.se.
    Domain,
}

/// YAML and what its keys may hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum YamlProblem {
    /// It can't be read as YAML; the reader's own words, and whether a text with a colon stands unquoted.
    Syntax { message: String, unquoted_colon: bool },
    /// A tab where spaces must stand.
    Tab,
    /// `&name` or `*name`.
    Anchor,
    /// A tag such as `!!python`.
    Tag,
    /// The same key twice.
    DuplicateKey { key: String },
    /// A key that isn't known here.
    UnknownKey { key: String, suggestion: Option<&'static str>, known: &'static [&'static str] },
    /// A key that must be there, or that stands empty.
    MissingKey { key: &'static str },
    /// Another type than the key takes.
    WrongType { expected: Expected },
    /// `3,7` within `{ }`: YAML takes it for two things.
    DecimalComma { written: String },
    /// A number taken for a text would lose its zeros: put it in quotes.
    QuoteIt,
    /// A word that isn't one of those allowed.
    UnknownValue { value: String, allowed: &'static [&'static str], suggestion: Option<&'static str> },
    /// `framgår inte` for a key that must be known.
    NotStatedHere { key: &'static str },
    /// A day that no calendar has, such as 2023-02-30.
    NoSuchDay,
    /// A limit of the disclosure guard below the least that it may be.
    TooLow { least: u64 },
    /// `{text: ja, men nej}`: within `{ }` the comma parts the text. The text isn't kept: it may be an answer.
    UnquotedComma,
    /// Exactly one of these keys must be there.
    OneOf { keys: &'static [&'static str] },
}

/// Markdown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BodyProblem {
    /// `:::maskad` or `[[maskad:` that never ends.
    UnclosedMask,
    /// `:::maskad` without `{grund="…"}`.
    MaskWithoutGround,
    /// `:::` that closes nothing, or opens something unknown.
    StrayFence { name: String },
    /// `[^x]` without a note.
    UndefinedFootnote { label: String },
    /// A note that nothing points at.
    UnusedFootnote { label: String },
    /// The same note label twice.
    DuplicateFootnote { label: String },
    /// `[text][x]` without a definition.
    UndefinedReference { label: String },
    /// `javascript:` and other addresses that run something.
    ScriptAddress { scheme: String },
    /// An address whose scheme isn't one that a page may link to.
    UnknownScheme { scheme: String, suggestion: Option<&'static str> },
    /// An address relative to nothing: use `rapport:`, `bilaga:` or `granskning:`.
    RelativeAddress,
    /// A picture from another host.
    ForeignImage,
    /// `#` in a body: the title is the front matter's.
    TitleInBody,
    /// The same `{#id}` twice.
    DuplicateHeadingId { id: String },
    /// `{#id}` that isn't lower-case a–z, digits and hyphens.
    BadHeadingId { id: String },
    /// `{alias=…}` on a paragraph without `{#id}`.
    AliasWithoutId,
    /// `{x=y}` on a heading or paragraph with an x that isn't known.
    UnknownAttribute { name: String, suggestion: Option<&'static str> },
    /// `{avsnitt=x}` with an x that isn't a known section.
    UnknownSection { value: String, allowed: &'static [&'static str], suggestion: Option<&'static str> },
    /// A fenced block that is nearly the word of a picture of the data.
    UnknownBlock { word: String, suggestion: &'static str },
    /// Warning: from h2 to h4.
    HeadingJump { from: u8, to: u8 },
    /// A heading without text.
    EmptyHeading,
    /// Warning: a picture without alternative text.
    NoAlternativeText,
    /// Deeper than anyone writes by hand.
    TooDeep,
}

/// What an id names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum IdKind {
    /// A nämnd, styrelse, bolag or förvaltning.
    Organisation,
    /// A nämnd, styrelse or bolag: what a report can belong to.
    Committee,
    /// A förvaltning.
    Administration,
    /// A granskning.
    Audit,
    /// A question of the granskning.
    Question,
    /// A key figure of the granskning.
    KeyFigure,
    /// An answer scale.
    AnswerScale,
    /// A grading scale.
    GradingScale,
    /// A word of a grading scale.
    Grade,
    /// A risk matrix.
    RiskMatrix,
    /// A class of a risk matrix.
    RiskClass,
    /// A report, `nämnd/år/rapport`.
    Report,
    /// An åtgärd.
    Improvement,
    /// A direktåtgärd.
    DirectMeasure,
    /// An enkät in a report.
    Survey,
    /// A set of interviews in a report.
    Interview,
    /// A series of questions.
    Series,
    /// An item of a report's `uppgifter`.
    Fact,
    /// A group of a survey's answers.
    Group,
}

/// What a sum is of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Whole {
    /// Parts that are taken away: `342 − 18 − 37`.
    Remainder,
    /// Parts that make up the whole: `159 + 128`.
    Parts,
}

/// Meaning, checked across files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DomainProblem {
    /// The folder says one thing and the front matter another.
    PathMismatch { key: &'static str, path: String, front_matter: String },
    /// An id that nothing has.
    UnknownId { kind: IdKind, id: String, suggestion: Option<String> },
    /// The same id twice.
    DuplicateId { kind: IdKind, id: String },
    /// The nämnd didn't exist that year.
    NotThatYear { name: String, year: i16, from: Option<String>, until: Option<String> },
    /// Dates in the wrong order, by their keys.
    DatesOutOfOrder { earlier: &'static str, later: &'static str },
    /// `beslutad` without its date, § or diarienummer.
    DecidedWithout { key: &'static str },
    /// `hör_till` leads to a report that has no decision of its own either.
    BelongsToUndecided,
    /// More looked at than there were.
    SampleTooLarge { reviewed: u64, population: u64 },
    /// Riskvärde that isn't its cell.
    RiskScore { stated: u32, likelihood: u32, consequence: u32, cell: u32 },
    /// A likelihood or consequence that the matrix doesn't have.
    OutsideMatrix { value: u32, highest: u32 },
    /// A matrix whose cells don't fit its axes.
    MatrixShape { rows: usize, columns: usize },
    /// A matrix or scale with nothing in it, or answers that don't rise.
    ScaleShape,
    /// Key figures that don't add up.
    PartsDontSum { whole: String, stated: Decimal, computed: Decimal, how: Whole },
    /// A key figure that has neither `värde` nor `saknas`, or both.
    ValueOrMissing,
    /// `följer` that leads nowhere.
    FollowsNowhere { reference: String, suggestion: Option<String> },
    /// A chain of `följer`, `ersätter` or `hör_till` that comes back to itself.
    Circle,
    /// A link to a report, granskning or page that isn't there.
    DeadLink { target: String, suggestion: Option<String> },
    /// A link to one that exists but isn't published.
    NotPublished { target: String },
    /// A link whose `#fragment` no heading has.
    DeadFragment { fragment: String, suggestion: Option<String> },
    /// `bilaga:3` where there are two.
    NoSuchAppendix { number: usize, count: usize },
    /// An appendix or picture that isn't beside the report.
    MissingAsset { name: String, suggestion: Option<String> },
    /// A file beside a report that its `bilagor` don't name: it isn't published.
    UnnamedAsset,
    /// A type of file that may not be an appendix.
    AssetType { extension: String },
    /// Two pages at one address.
    DuplicateAddress { address: String },
    /// A chart block whose options name something that isn't there.
    BlockWithout { key: &'static str },
    /// A chart block for a question that the report has no answers to.
    NothingToDraw { question: String },
    /// A chart block for which the report has nothing to draw.
    NoFigures { what: ChartWord },
    /// A distribution over all nämnder is of one year.
    OneYear { count: usize },
    /// A comparison needs exactly two years here.
    TwoYears { count: usize },
    /// Warning: `tidigare` differs from that year's own report.
    EarlierDiffers { year: i16, here: Decimal, there: Result<Decimal, Missing> },
    /// A hash in `bekräftat` that no warning has: it is spent and can go.
    SpentConfirmation { hash: String },
    /// A nämnd whose id is an address of the site's own.
    ReservedAddress { id: String },
    /// Warning: `insyn.yaml` says nothing of the tillgänglighetsredogörelse.
    NoStatement,
    /// `tillgänglighet` names a file that isn't there.
    NoStatementFile { name: String, suggestion: Option<String> },
    /// `förenlighet: helt` beside something that isn't accessible.
    StatementContradicts,
    /// `bild` names a file that isn't there, or isn't a picture that others can show.
    NoSitePicture { name: String, suggestion: Option<String> },
}

/// Survey figures. The numbers here are read by the author of the report only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SurveyProblem {
    /// Outside its scale.
    MeanOffScale { lowest: Decimal, highest: Decimal },
    /// More decimals than the scale's step.
    TooManyDecimals { step: Decimal },
    /// No whole sum of answers gives this mean.
    ImpossibleMean,
    /// Not the stated distribution's mean.
    MeanNotOfDistribution { computed: String },
    /// The distribution doesn't add up to `svarande`.
    DistributionSum { sum: u64, respondents: u64 },
    /// An answer that the scale doesn't have.
    UnknownAnswer { answer: String },
    /// `svarande` above `utskick`.
    MoreThanAsked { respondents: u64, sent: u64 },
    /// Groups that have more answers than the question.
    GroupsExceed { sum: u64, respondents: u64 },
    /// A mean for a question without a scale.
    NoScale,
    /// A mean without a number of answers, and nobody has vouched for at least five.
    NoRespondents,
    /// Quotes shown without a recorded sekretessprövning.
    QuotesWithoutReview,
    /// Quotes on the scale without `skala: true` in the sekretessprövning.
    PlacesWithoutReview,
    /// A quote's place outside the scale or between its steps.
    ScoreOffScale { lowest: Decimal, highest: Decimal, step: Decimal },
    /// Warning: a reader can follow one person from question to question.
    Linkable { apart: usize, of: usize },
    /// Warning: a summary of interviews counts fewer persons than the threshold.
    CountedPersons { threshold: u64 },
}

/// The output folder and the running of the program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PublishProblem {
    /// A file that Insyn didn't write stands where a page should be.
    ForeignFile { path: String },
    /// The output folder and the content folder lie in each other.
    Overlap,
    /// Another build writes to the same folder now.
    Busy,
    /// The system refused: what was done, to which path, and its own words.
    InputOutput { path: String, reason: String },
    /// The target can't be exchanged for the new tree.
    NotExchangeable { path: String, reason: String },
    /// A file of the site's own theme can't be used; the template engine's words.
    Theme { file: String, message: String },
    /// An address that file systems or servers would refuse.
    BadAddress { address: String },
    /// A day on the command line that isn't one.
    BadDate { written: String },
    /// `--protection-report` within the output or content folder.
    SecretWithin,
    /// Pages or documents that a build would have kept are others when they are made or read anew: the first of them, and how many.
    CacheDiffers { path: String, count: usize },
}

macro_rules! problem_from {
    ($($kind:ident => $variant:ident),* $(,)?) => { $(
        impl From<$kind> for Problem {
            fn from(problem: $kind) -> Self {
                Self::$variant(problem)
            }
        }
    )* };
}
problem_from!(
    SourceProblem => Source,
    YamlProblem => Yaml,
    BodyProblem => Body,
    DomainProblem => Domain,
    SurveyProblem => Survey,
    PublishProblem => Publish,
    ProtectionProblem => Protection,
    PersonalDataProblem => PersonalData,
    AppendixProblem => Appendix,
    GateProblem => Gate,
    AddressProblem => Address,
    PrintProblem => Print,
    AcrossProblem => Across,
);

impl Problem {
    /// Its stable code.
    pub fn code(&self) -> Code {
        Code(match self {
            Self::Source(problem) => 100 + problem.number(),
            Self::Yaml(problem) => 200 + problem.number(),
            Self::Body(problem) => 300 + problem.number(),
            Self::Domain(problem) => 400 + problem.number(),
            Self::Survey(problem) => 500 + problem.number(),
            Self::Publish(problem) => 600 + problem.number(),
            Self::Protection(problem) => 700 + problem.number(),
            Self::PersonalData(problem) => 800 + problem.number(),
            Self::Appendix(problem) => 900 + problem.number(),
            Self::Gate(problem) => 1000 + problem.number(),
            Self::Address(problem) => 1100 + problem.number(),
            Self::Print(problem) => 1200 + problem.number(),
            Self::Across(problem) => 1300 + problem.number(),
        })
    }

    /// Error or warning.
    pub fn severity(&self) -> Severity {
        match self {
            Self::Body(BodyProblem::HeadingJump { .. } | BodyProblem::NoAlternativeText)
            | Self::Domain(
                DomainProblem::EarlierDiffers { .. }
                | DomainProblem::UnnamedAsset
                | DomainProblem::SpentConfirmation { .. },
            )
            | Self::Survey(SurveyProblem::Linkable { .. } | SurveyProblem::CountedPersons { .. }) => {
                Severity::Warning
            }
            Self::Protection(problem) => problem.severity(),
            Self::PersonalData(problem) => problem.severity(),
            Self::Appendix(problem) => problem.severity(),
            Self::Gate(problem) => problem.severity(),
            Self::Address(
                AddressProblem::LockNotWritten { .. }
                | AddressProblem::EditionUnusable { .. }
                | AddressProblem::EditionsNotWritten { .. }
                | AddressProblem::EditionsTakenAway { .. },
            )
            | Self::Across(_) => Severity::Warning,
            _ => Severity::Error,
        }
    }
}

impl SourceProblem {
    fn number(&self) -> u16 {
        match self {
            Self::NoContentFolder { .. } => 1,
            Self::MissingFile { .. } => 2,
            Self::Unreadable { .. } => 3,
            Self::NotUtf8 { .. } => 4,
            Self::Utf16 => 5,
            Self::ControlCharacter { .. } => 6,
            Self::Misplaced => 7,
            Self::NotAnAddress { .. } => 8,
            Self::SameAddress { .. } => 9,
            Self::NoFrontMatter => 10,
            Self::UnclosedFrontMatter => 11,
            Self::TooLarge { .. } => 12,
        }
    }
}

impl YamlProblem {
    fn number(&self) -> u16 {
        match self {
            Self::Syntax { .. } => 1,
            Self::Tab => 2,
            Self::Anchor => 3,
            Self::Tag => 4,
            Self::DuplicateKey { .. } => 5,
            Self::UnknownKey { .. } => 6,
            Self::MissingKey { .. } => 7,
            Self::WrongType { .. } => 8,
            Self::DecimalComma { .. } => 9,
            Self::QuoteIt => 10,
            Self::UnknownValue { .. } => 11,
            Self::NotStatedHere { .. } => 12,
            Self::NoSuchDay => 13,
            Self::TooLow { .. } => 14,
            Self::UnquotedComma => 15,
            Self::OneOf { .. } => 16,
        }
    }
}

impl BodyProblem {
    fn number(&self) -> u16 {
        match self {
            Self::UnclosedMask => 1,
            Self::MaskWithoutGround => 2,
            Self::StrayFence { .. } => 3,
            Self::UndefinedFootnote { .. } => 4,
            Self::UnusedFootnote { .. } => 5,
            Self::DuplicateFootnote { .. } => 6,
            Self::UndefinedReference { .. } => 7,
            Self::ScriptAddress { .. } => 8,
            Self::UnknownScheme { .. } => 9,
            Self::RelativeAddress => 10,
            Self::ForeignImage => 11,
            Self::TitleInBody => 12,
            Self::DuplicateHeadingId { .. } => 13,
            Self::BadHeadingId { .. } => 14,
            Self::UnknownAttribute { .. } => 15,
            Self::UnknownSection { .. } => 16,
            Self::UnknownBlock { .. } => 17,
            Self::HeadingJump { .. } => 19,
            Self::EmptyHeading => 20,
            Self::NoAlternativeText => 21,
            Self::TooDeep => 22,
            Self::AliasWithoutId => 23,
        }
    }
}

/// A chart that takes more than a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChartWord {
    /// `fördelning`
    Distribution,
    /// `utveckling`
    Development,
    /// `nyckeltal`
    Account,
    /// `riskmatris`
    Matrix,
    /// `åtgärder`
    FollowUp,
}

impl DomainProblem {
    fn number(&self) -> u16 {
        match self {
            Self::PathMismatch { .. } => 1,
            Self::UnknownId { .. } => 2,
            Self::DuplicateId { .. } => 3,
            Self::NotThatYear { .. } => 4,
            Self::DatesOutOfOrder { .. } => 5,
            Self::DecidedWithout { .. } => 6,
            Self::BelongsToUndecided => 7,
            Self::SampleTooLarge { .. } => 8,
            Self::RiskScore { .. } => 9,
            Self::OutsideMatrix { .. } => 10,
            Self::MatrixShape { .. } => 11,
            Self::ScaleShape => 12,
            Self::PartsDontSum { .. } => 13,
            Self::ValueOrMissing => 14,
            Self::FollowsNowhere { .. } => 15,
            Self::Circle => 16,
            Self::DeadLink { .. } => 17,
            Self::NotPublished { .. } => 18,
            Self::DeadFragment { .. } => 19,
            Self::NoSuchAppendix { .. } => 20,
            Self::MissingAsset { .. } => 21,
            Self::UnnamedAsset => 22,
            Self::AssetType { .. } => 23,
            Self::DuplicateAddress { .. } => 24,
            Self::BlockWithout { .. } => 25,
            Self::NothingToDraw { .. } => 26,
            Self::TwoYears { .. } => 27,
            Self::NoFigures { .. } => 50,
            Self::OneYear { .. } => 51,
            Self::EarlierDiffers { .. } => 28,
            Self::SpentConfirmation { .. } => 29,
            Self::ReservedAddress { .. } => 30,
            Self::NoStatement => 31,
            Self::NoStatementFile { .. } => 32,
            Self::StatementContradicts => 33,
            Self::NoSitePicture { .. } => 34,
        }
    }
}

impl SurveyProblem {
    fn number(&self) -> u16 {
        match self {
            Self::MeanOffScale { .. } => 1,
            Self::TooManyDecimals { .. } => 2,
            Self::ImpossibleMean => 3,
            Self::MeanNotOfDistribution { .. } => 4,
            Self::DistributionSum { .. } => 5,
            Self::UnknownAnswer { .. } => 6,
            Self::MoreThanAsked { .. } => 7,
            Self::GroupsExceed { .. } => 8,
            Self::NoScale => 9,
            Self::NoRespondents => 10,
            Self::QuotesWithoutReview => 11,
            Self::PlacesWithoutReview => 12,
            Self::ScoreOffScale { .. } => 13,
            Self::Linkable { .. } => 14,
            Self::CountedPersons { .. } => 15,
        }
    }
}

impl PublishProblem {
    fn number(&self) -> u16 {
        match self {
            Self::ForeignFile { .. } => 1,
            Self::Overlap => 2,
            Self::Busy => 3,
            Self::InputOutput { .. } => 4,
            Self::NotExchangeable { .. } => 5,
            Self::Theme { .. } => 6,
            Self::BadAddress { .. } => 7,
            Self::BadDate { .. } => 8,
            Self::SecretWithin => 9,
            Self::CacheDiffers { .. } => 10,
        }
    }
}
