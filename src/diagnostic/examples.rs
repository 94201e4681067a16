//! One example of every problem: for the list in `docs/diagnostics.md` and for tests. The macro makes an
//! exhaustive match of the same list, so that a problem without an example doesn't compile.

use super::{
    AcrossProblem, AddressProblem, AppendixProblem, BodyProblem, ChartWord, DomainProblem, Expected,
    FileType, GateProblem, IdKind, PersonalDataProblem, PrintProblem, Problem, ProtectionProblem,
    PublishProblem, SourceProblem, Spot, SurveyProblem, Whole, YamlProblem,
};
use crate::disclosure::gate::Unread;
use crate::disclosure::scan::{Kind, Level};
use crate::number::Decimal;

macro_rules! one_of_each {
    ($kind:ident { $($variant:ident $({ $($field:ident: $value:expr),* $(,)? })?),* $(,)? }) => {{
        // Never called: it is here so that a variant that the list lacks doesn't compile.
        let _: fn($kind) = |problem| match problem { $($kind::$variant { .. })|* => () };
        [$(Problem::from($kind::$variant { $($($field: $value),*)? })),*]
    }};
}

/// One example of every problem, in the order of the codes.
pub fn examples() -> Vec<Problem> {
    let mut all = Vec::new();
    all.extend(source());
    all.extend(yaml());
    all.extend(body());
    all.extend(domain());
    all.extend(survey());
    all.extend(publish());
    all.extend(protection());
    all.extend(personal_data());
    all.extend(appendix());
    all.extend(gate());
    all.extend(address());
    all.extend(print());
    all.extend(across());
    all
}

fn source() -> impl IntoIterator<Item = Problem> {
    one_of_each!(SourceProblem {
        NoContentFolder { path: "content".into() },
        MissingFile { name: "insyn.yaml" },
        Unreadable { reason: "Permission denied".into() },
        NotUtf8 { byte: 0xe5, offset: 1203, windows_1252: Some('å') },
        Utf16,
        ControlCharacter { character: '\u{8}' },
        Misplaced,
        NotAnAddress { name: "Förskola 2023".into(), suggestion: Some("forskola-2023".into()) },
        SameAddress { address: "/forskolenamnden/2023/sociala-medier/".into() },
        NoFrontMatter,
        UnclosedFrontMatter,
        TooLarge { limit: 16_000_000 },
    })
}

fn yaml() -> impl IntoIterator<Item = Problem> {
    const STATUSES: &[&str] = &["utkast", "klarmarkerad", "beslutad", "ersatt", "återkallad"];
    const KEYS: &[&str] = &["titel", "nämnd", "år", "typ", "status"];
    one_of_each!(YamlProblem {
        Syntax { message: "did not find expected ',' or ']'".into(), unquoted_colon: false },
        Tab,
        Anchor,
        Tag,
        DuplicateKey { key: "titel".into() },
        UnknownKey { key: "tittel".into(), suggestion: Some("titel"), known: KEYS },
        MissingKey { key: "typ" },
        WrongType { expected: Expected::Count },
        DecimalComma { written: "3,7".into() },
        QuoteIt,
        UnknownValue { value: "beslutat".into(), allowed: STATUSES, suggestion: Some("beslutad") },
        NotStatedHere { key: "år" },
        NoSuchDay,
        TooLow { least: 5 },
        UnquotedComma,
        OneOf { keys: &["svarsfrekvens", "antal", "medelvärde"] },
    })
}

fn body() -> impl IntoIterator<Item = Problem> {
    const SECTIONS: &[&str] = &["risk", "syfte", "omfattning", "metod", "resultat", "förslag"];
    one_of_each!(BodyProblem {
        UnclosedMask,
        MaskWithoutGround,
        StrayFence { name: "ruta".into() },
        UndefinedFootnote { label: "1".into() },
        UnusedFootnote { label: "1".into() },
        DuplicateFootnote { label: "1".into() },
        UndefinedReference { label: "riktlinjen".into() },
        ScriptAddress { scheme: "javascript".into() },
        UnknownScheme { scheme: "raport".into(), suggestion: Some("rapport") },
        RelativeAddress,
        ForeignImage,
        TitleInBody,
        DuplicateHeadingId { id: "resultat".into() },
        BadHeadingId { id: "Resultat!".into() },
        UnknownAttribute { name: "gransking".into(), suggestion: Some("granskning") },
        UnknownSection { value: "resultatet".into(), allowed: SECTIONS, suggestion: Some("resultat") },
        UnknownBlock { word: "skalla".into(), suggestion: "skala" },
        HeadingJump { from: 2, to: 4 },
        EmptyHeading,
        NoAlternativeText,
        TooDeep,
        AliasWithoutId,
    })
}

fn domain() -> impl IntoIterator<Item = Problem> {
    one_of_each!(DomainProblem {
        PathMismatch { key: "år", path: "2023".into(), front_matter: "2022".into() },
        UnknownId {
            kind: IdKind::Question,
            id: "trygg-att-skilja".into(),
            suggestion: Some("trygg-i-att-skilja".into()),
        },
        DuplicateId { kind: IdKind::Improvement, id: "utbildning".into() },
        NotThatYear {
            name: "Funktionsstödsnämnden".into(),
            year: 2016,
            from: Some("2017-05-01".into()),
            until: None,
        },
        DatesOutOfOrder { earlier: "klarmarkerad", later: "beslut.datum" },
        DecidedWithout { key: "paragraf" },
        BelongsToUndecided,
        SampleTooLarge { reviewed: 300, population: 287 },
        RiskScore { stated: 9, likelihood: 3, consequence: 4, cell: 12 },
        OutsideMatrix { value: 5, highest: 4 },
        MatrixShape { rows: 4, columns: 4 },
        ScaleShape,
        PartsDontSum {
            whole: "granskade".into(),
            stated: Decimal::whole(288),
            computed: Decimal::whole(287),
            how: Whole::Remainder,
        },
        ValueOrMissing,
        FollowsNowhere { reference: "forskolenamnden/2020/utbildning".into(), suggestion: None },
        Circle,
        DeadLink { target: "granskning:sociala-media".into(), suggestion: Some("sociala-medier".into()) },
        NotPublished { target: "rapport:forskolenamnden/2024/utkast".into() },
        DeadFragment { fragment: "resultatet".into(), suggestion: Some("resultat".into()) },
        NoSuchAppendix { number: 3, count: 2 },
        MissingAsset { name: "bilaga-1.pdf".into(), suggestion: None },
        UnnamedAsset,
        AssetType { extension: "exe".into() },
        DuplicateAddress { address: "/forskolenamnden/2023/sociala-medier/".into() },
        BlockWithout { key: "fråga" },
        NothingToDraw { question: "trygg-i-att-skilja".into() },
        TwoYears { count: 3 },
        EarlierDiffers { year: 2022, here: Decimal::whole(8), there: Ok(Decimal::whole(9)) },
        SpentConfirmation { hash: "a1b2c3d4e5".into() },
        ReservedAddress { id: "data".into() },
        NoStatement,
        NoStatementFile { name: "sidor/tillgänglighet.yaml".into(), suggestion: Some("sidor/tillganglighet.yaml".into()) },
        StatementContradicts,
        NoSitePicture { name: "sidor/delning.gif".into(), suggestion: Some("sidor/delning.png".into()) },
        NoFigures { what: ChartWord::Distribution },
        OneYear { count: 2 },
    })
}

fn survey() -> impl IntoIterator<Item = Problem> {
    let (lowest, highest, step) = (Decimal::whole(1), Decimal::whole(4), Decimal::new(1, 1));
    one_of_each!(SurveyProblem {
        MeanOffScale { lowest: lowest, highest: highest },
        TooManyDecimals { step: step },
        ImpossibleMean,
        MeanNotOfDistribution { computed: "3,69".into() },
        DistributionSum { sum: 83, respondents: 84 },
        UnknownAnswer { answer: "5".into() },
        MoreThanAsked { respondents: 84, sent: 80 },
        GroupsExceed { sum: 90, respondents: 84 },
        NoScale,
        NoRespondents,
        QuotesWithoutReview,
        PlacesWithoutReview,
        ScoreOffScale { lowest: lowest, highest: highest, step: step },
        Linkable { apart: 9, of: 15 },
        CountedPersons { threshold: 5 },
    })
}

fn publish() -> impl IntoIterator<Item = Problem> {
    one_of_each!(PublishProblem {
        ForeignFile { path: "public/index.html".into() },
        Overlap,
        Busy,
        InputOutput { path: "public".into(), reason: "No space left on device".into() },
        NotExchangeable { path: "public".into(), reason: "Invalid cross-device link".into() },
        Theme { file: "report.html".into(), message: "unexpected end of template".into() },
        BadAddress { address: "/forskolenamnden/2023/con/".into() },
        BadDate { written: "2023-02-30".into() },
        SecretWithin,
        CacheDiffers { path: "forskolenamnden/2023/sekretess/index.html".into(), count: 3 },
    })
}

fn protection() -> impl IntoIterator<Item = Problem> {
    one_of_each!(ProtectionProblem {
        Unprotectable {
            question: "trygg-i-att-skilja".into(),
            groups: vec!["män".into()],
            causes: vec!["uppgiften ”svarsfrekvens”".into()],
        },
        FalseFact { fact: "andel-lag".into() },
        FactLacks { key: "fråga" },
        FactInHeading,
        NotTheSame { survey: "forskolenamnden/2023/sekretess#enkat".into() },
        NotAPart { survey: "forskolenamnden/2023/sekretess#enkat".into() },
        Undeclared { survey: "enkat".into() },
        Unanimous { group: "kvinnor".into() },
        BrokenLock,
        LockNotWritten { path: "content/svar.lock".into(), reason: "Permission denied".into() },
        Contradiction { question: "trygg-i-att-skilja".into() },
    })
}

fn personal_data() -> impl IntoIterator<Item = Problem> {
    one_of_each!(PersonalDataProblem {
        Found { kind: Kind::PersonalNumber, level: Level::Stop, start: "19".into() },
        FoundInFile {
            kind: Kind::Telephone,
            level: Level::Error,
            start: "07".into(),
            file: "bilaga-1.pdf".into(),
            page: Some(3),
            line: 12,
        },
        NotByThisKey { kind: Kind::PersonalNumber, start: "19".into() },
        SpentAllowance { key: "tillåtna" },
    })
}

fn appendix() -> impl IntoIterator<Item = Problem> {
    one_of_each!(AppendixProblem {
        Unreadable { file: "bilaga-1.pdf".into(), spot: Spot::Page(3) },
        OtherType { file: "bilaga-1.pdf".into(), found: FileType::Docx },
        TooLarge { file: "bilaga-1.pdf".into() },
        Trailing { file: "bild.jpg".into(), spot: Spot::File },
        Encrypted { file: "bilaga-1.pdf".into() },
        Signed { file: "bilaga-1.pdf".into() },
        Turned { file: "bild.jpg".into(), spot: Spot::File },
        SeveralPictures { file: "bild.jpg".into(), spot: Spot::File },
        PictureType { file: "bilaga-1.docx".into(), spot: Spot::Picture(2) },
        TrackedChanges { file: "bilaga-1.docx".into() },
        Hidden { file: "bilaga-1.xlsx".into(), what: super::Hidden::Sheet, spot: Spot::Sheet(2) },
        CoveredText { file: "bilaga-1.pdf".into(), spot: Spot::Page(3) },
        Active { file: "bilaga-1.docx".into(), what: super::Active::Embedded, spot: Spot::File },
        Illegible { file: "bilaga-1.pdf".into(), spot: Spot::Page(3) },
        NotText { file: "bilaga-1.csv".into(), spot: Spot::Line(14) },
        Formula { file: "bilaga-1.csv".into(), spot: Spot::Line(14) },
        MetadataLeft { file: "bilaga-1.pdf".into() },
    })
}

fn gate() -> impl IntoIterator<Item = Problem> {
    let output = || "forskolenamnden/2023/uppfoljning/bilaga-1.pdf".to_owned();
    one_of_each!(GateProblem {
        Masked { output: output(), others: 0 },
        Answer { output: output(), others: 1 },
        Removed { output: output(), others: 3, from: output() },
        PersonalData {
            output: "index.html".into(),
            others: 0,
            kind: Kind::Telephone,
            level: Level::Error,
            start: "08".into(),
        },
        Unread { output: output(), why: Unread::Encrypted },
        InClear { path: "sidor/om.md".into(), line: 12 },
    })
}

fn address() -> impl IntoIterator<Item = Problem> {
    one_of_each!(AddressProblem {
        LostPage {
            address: "/forskolenamnden/2022/sekretess/".into(),
            along: 1,
            proposal: Some("/forskolenamnden/2022/rojande-av-sekretess/".into()),
            bearer: Some("forskolenamnden/2022/rojande-av-sekretess.md".into()),
        },
        LostPassage {
            address: "/forskolenamnden/2022/sekretess/#fortsatt-arbete".into(),
            proposal: Some("/forskolenamnden/2022/sekretess/#det-fortsatta-arbetet".into()),
            heading: true,
        },
        AliasLives { address: "/forskolenamnden/2022/sekretess/".into() },
        AliasTwice { address: "/forskolenamnden/2022/sekretess/".into() },
        RedirectLoop { address: "/sidor/om/".into() },
        RedirectNowhere { target: "/sidor/omm/".into(), suggestion: Some("/sidor/om/".into()) },
        NotOfTheSite { written: "https://annat.exempel.se/om/".into() },
        ToOrGone,
        LockLine,
        WithdrawnInName,
        LockNotWritten { path: "content/publicerat.lock".into(), reason: "Permission denied (os error 13)".into() },
        EditionLine,
        EditionUnusable { path: format!("utgåvor/forskolenamnden/2022/sekretess/{}.txt", "0a".repeat(32)) },
        EditionsNotWritten {
            path: "content/utgåvor.lock".into(),
            reason: "Permission denied (os error 13)".into(),
        },
        EditionsTakenAway { path: "content/utgåvor/forskolenamnden/2022/sekretess".into() },
        AliasOfThePage { id: "del_citera".into() },
        PassageOfNothing {
            address: "/sidor/gammal/#kontakt".into(),
            page: "/sidor/gammal/".into(),
            is_page: true,
        },
        QueryInAddress { written: "/gammal.aspx?id=3".into() },
    })
}

fn print() -> impl IntoIterator<Item = Problem> {
    let report = || "/forskolenamnden/2022/rojande-av-sekretess/".to_owned();
    one_of_each!(PrintProblem {
        NoBrowser { tried: "chromium, chromium-browser, google-chrome".into() },
        Failed { report: report(), reason: "exit status: 1".into() },
        Hung { report: report(), seconds: 120 },
        Differs { report: report(), missing: "Åtgärderna har följts upp.".into(), unexpected: String::new() },
        Unnumbered { report: report(), id: "bakgrund".into() },
        Unsettled { report: report() },
        Lost { count: 12 },
        NoSuchChart {
            written: "granskningar/sekretess/diagram/jamforelse-rutin".into(),
            suggestion: Some("granskningar/sekretess/diagram/jamforelse-rutiner".into()),
            charts: vec!["granskningar/sekretess/diagram/jamforelse-rutiner".into()],
            others: 0,
        },
        NoPicture { chart: "granskningar/sekretess/diagram/jamforelse-rutiner".into(), reason: "exit status: 1".into() },
    })
}

fn across() -> impl IntoIterator<Item = Problem> {
    one_of_each!(AcrossProblem {
        NotReported { committee: "Servicenämnden".into(), audit: "Röjande av sekretess".into(), year: 2023 },
        PassedOver {
            improvement: "riktlinje-lagringsytor".into(),
            earlier: "forskolenamnden/2020/rojande-av-sekretess".into(),
            later: "forskolenamnden/2023/rojande-av-sekretess".into(),
        },
        SumInText { computed: Decimal::whole(287), stated: Decimal::whole(278) },
        PercentOfCounts {
            part: Decimal::whole(12),
            whole: Decimal::whole(40),
            stated: Decimal::whole(33),
            computed: Decimal::whole(30),
        },
        PercentForPoints { from: Decimal::whole(20), to: Decimal::whole(40) },
        ColourAlone { colour: "röd".into() },
        SumUnread,
        NotInParagraph { number: Decimal::whole(287) },
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::words::{self, Language};

    /// Codes of findings that there were once: they get no other meaning.
    const GONE: [u16; 1] = [318];

    #[test]
    fn each_code_has_one_example_and_codes_rise_within_a_stage() {
        let codes: Vec<u16> = examples().iter().map(|problem| problem.code().0).collect();
        for pair in codes.windows(2) {
            let next_stage = pair[1] % 100 == 1 && pair[1] / 100 == pair[0] / 100 + 1;
            // Numbers of a stage may leave room, in tens: charts, series and follow-up have theirs from 450.
            let next = (pair[0] + 1..pair[1]).all(|code| GONE.contains(&code))
                || pair[1] > pair[0] && pair[1] % 10 == 0;
            assert!(next || next_stage, "{} comes after {}", pair[1], pair[0]);
        }
    }

    #[test]
    fn every_problem_has_a_title_of_one_line_and_tells_how_to_mend_it() {
        for problem in examples() {
            for language in [Language::Swedish, Language::English] {
                let words = words::of(&problem, language);
                let help = words.help.unwrap_or_default();
                for text in [&words.title, &words.label, &help] {
                    assert!(!text.contains('\n') && !text.contains("  "), "{}: {text}", problem.code());
                }
                assert!(!words.title.is_empty() && !words.title.ends_with('.'), "{}", problem.code());
                assert!(
                    help.ends_with(['.', '?']) || help.contains("egna ord") || help.contains("own words")
                );
                let foreign = if language == Language::Swedish { ['“', '„'] } else { ['„', '‚'] };
                assert!(!words.title.contains(foreign) && !help.contains(foreign), "{}", problem.code());
            }
        }
    }
}
