//! The words in English. Keys and values stay Swedish, as they are written. One exhaustive match a stage:
//! a problem without words doesn't compile.

mod across;
mod address;
mod appendix;
mod gate;
mod personal_data;
mod print;
mod protection;

use super::{CatalogueWords, ConfirmedIn, Frame, Words};
use crate::diagnostic::{
    BodyProblem, ChartWord, DomainProblem, Expected, IdKind, Problem, PublishProblem, SourceProblem,
    SurveyProblem, Whole, YamlProblem,
};
use crate::disclosure::Missing;
use crate::number::{Decimal, MINUS};

/// Levels, places and the closing line.
pub(super) const FRAME: Frame = Frame {
    error: "error",
    warning: "warning",
    help: "help",
    summary,
    confirm: |hash, place| {
        let place = match place {
            ConfirmedIn::FrontMatter => "at the top of the report",
            ConfirmedIn::Site => "in insyn.yaml",
        };
        format!("Is it right as it stands? Write bekräftat: [{hash}] {place}, and the warning won't return.")
    },
    first_here: "first here",
    compare: "compare here",
    catalogue: CatalogueWords {
        heading: "All messages",
        introduction: "Each message has a code that never gets another meaning. An error stops the \
            publication. A warning stops it only with `--strict`, and whoever has seen to it that all is \
            right can confirm the warning at the top of the report, or in insyn.yaml if it is about a register. Names and figures below are examples.",
        stages: [
            "Files",
            "Facts at the top of a report and in the registers",
            "The text of a report",
            "Content and how it hangs together",
            "Surveys and interviews",
            "Publishing",
            "Protection of the answers",
            "Personal data in texts",
            "Appendices and other files",
            "The output gate",
            "Addresses that must not die",
            "Reports as PDF, charts as pictures",
            "Between reports, and figures in texts",
        ],
        columns: ["Code", "Level", "Message", "Reason", "How to mend it"],
    },
};

/// The words of any problem.
pub(super) fn words(problem: &Problem) -> Words {
    match problem {
        Problem::Source(problem) => source(problem),
        Problem::Yaml(problem) => yaml(problem),
        Problem::Body(problem) => body(problem),
        Problem::Domain(problem) => domain(problem),
        Problem::Survey(problem) => survey(problem),
        Problem::Publish(problem) => publish(problem),
        Problem::Protection(problem) => protection::words(problem),
        Problem::PersonalData(problem) => personal_data::words(problem),
        Problem::Appendix(problem) => appendix::words(problem),
        Problem::Gate(problem) => gate::words(problem),
        Problem::Address(problem) => address::words(problem),
        Problem::Print(problem) => print::words(problem),
        Problem::Across(problem) => across::words(problem),
    }
}

fn summary(errors: usize, warnings: usize, files: usize) -> String {
    let files = match files {
        0 => String::new(),
        1 => " in 1 file".into(),
        n => format!(" in {n} files"),
    };
    let count = |n: usize, word: &str| format!("{n} {word}{}", if n == 1 { "" } else { "s" });
    match (errors, warnings) {
        (0, 0) => "No errors.".into(),
        (0, w) => format!("{}{files}.", count(w, "warning")),
        (e, 0) => format!("{}{files}.", count(e, "error")),
        (e, w) => format!("{} and {}{files}.", count(e, "error"), count(w, "warning")),
    }
}

fn number(of: Decimal) -> String {
    of.to_string().replace('-', &MINUS.to_string())
}

fn missing(why: Missing) -> String {
    let word = match why {
        Missing::NotMeasured => "not measured",
        Missing::NotApplicable => "not applicable",
        Missing::NonResponse => "no response",
        Missing::NotStated => "not stated",
        Missing::NotReported => "not reported",
    };
    word.to_owned()
}

fn meant(suggestion: Option<&str>, otherwise: impl Into<String>) -> String {
    suggestion.map_or_else(|| otherwise.into(), |near| format!("Did you mean “{near}”?"))
}

fn source(problem: &SourceProblem) -> Words {
    use SourceProblem as P;
    match problem {
        P::NoContentFolder { path } => Words::new(format!("There is no folder “{path}”"), "")
            .help("Name the folder with the site's content. README shows how to make a new site."),
        P::MissingFile { name } => Words::new(format!("The file “{name}” is missing"), "every site has it")
            .help(format!("Put “{name}” in the content folder.")),
        P::Unreadable { reason } => Words::new("The file can't be read", reason.clone())
            .help("See that you may read the file and that no other program holds it open."),
        P::NotUtf8 { byte, offset, windows_1252: Some(letter) } => Words::new(
            "The file isn't saved as UTF-8",
            format!("byte {} is {byte:02X}, which in Windows-1252 is “{letter}”", offset + 1),
        )
        .help(
            "The file seems to be saved in Windows-1252 (ANSI). Save it again and choose the encoding UTF-8 \
             (in Notepad: Save as, Encoding).",
        ),
        P::NotUtf8 { byte, offset, windows_1252: None } => Words::new(
            "The file isn't saved as UTF-8",
            format!("byte {} is {byte:02X}, which isn't text in UTF-8", offset + 1),
        )
        .help("Save it again and choose the encoding UTF-8. If it isn't a text file it belongs among the appendices."),
        P::Utf16 => Words::new("The file is saved in the encoding UTF-16", "")
            .help("Save it again and choose the encoding UTF-8 (in Notepad: Save as, Encoding)."),
        P::ControlCharacter { character } => Words::new(
            "An invisible control character stands here",
            format!("the character U+{:04X}, which no text needs", u32::from(*character)),
        )
        .help("Remove it. It often comes along when text is pasted from another program."),
        P::Misplaced => Words::new("The file lies where no report or page can be", "")
            .help("A report lies in <nämnd>/<år>/<rapport>.md and a free page in sidor/<sida>.md."),
        P::NotAnAddress { name, suggestion } => Words::new(
            format!("The name “{name}” can't become a web address"),
            "an address has only lower-case letters a–z, digits and hyphens",
        )
        .help(match suggestion {
            Some(near) => format!("Rename it to “{near}”."),
            None => "Rename it to something with at least one letter or digit.".into(),
        }),
        P::SameAddress { address } => {
            Words::new(format!("Two files give the same address, “{address}”"), "a page has only one source")
                .help("Remove or rename one of them.")
        }
        P::NoFrontMatter => Words::new("The report has no facts at the top", "--- should stand here")
            .help("Open the file with a line ---, write titel, nämnd, år, typ and status, and close with a line ---."),
        P::UnclosedFrontMatter => Words::new(
            "The facts at the top of the report never end",
            "they open here, but the line --- that closes them is missing",
        )
        .help("Write a line with only --- between the facts and the text."),
        P::TooLarge { limit } => {
            Words::new("The file is too large", format!("at most {limit} bytes are read"))
                .help("Divide the file, or put large data in an appendix.")
        }
    }
}

const fn expected(what: Expected) -> &'static str {
    match what {
        Expected::Text => "a text",
        Expected::Count => "a whole number, 0 or more",
        Expected::Number => "a number",
        Expected::Year => "a year with four digits, such as 2023",
        Expected::Day => "a day, such as 2023-09-25",
        Expected::Date => "a day, a month or a year: 2023-09-25, 2023-09 or 2023",
        Expected::Due => {
            "a day, a month, a quarter (2024-Q2), a half-year (2024-H1), a year or {från, till, text}"
        }
        Expected::Bool => "true or false",
        Expected::List => "a list",
        Expected::Map => "keys with values",
        Expected::Id => "an id of lower-case letters a–z, digits and hyphens",
        Expected::WebAddress => "a web address that begins with https:// or http://",
        Expected::Domain => "a domain name",
    }
}

const fn example(what: Expected) -> &'static str {
    match what {
        Expected::Text => "Write a text. If it begins with a punctuation mark, put it in quotes.",
        Expected::Count => "Write only digits, such as 84.",
        Expected::Number => "Write only the number, such as 3,7.",
        Expected::Year => "Write only the year.",
        Expected::Day => "Write year, month and day with hyphens between.",
        Expected::Date => "Write as much of the date as is known.",
        Expected::Due => "Write it as exactly as it is known, or in words: {text: \"tidig höst\"}.",
        Expected::Bool => "Write true for yes or false for no.",
        Expected::List => "Write [one, two], or a line each with - before it.",
        Expected::Map => "Write a line for each fact, indented: key: value.",
        Expected::Id => "Write å and ä as a, ö as o, and a hyphen for a space.",
        Expected::WebAddress => "Write the whole address, such as https://example.com/.",
        Expected::Domain => {
            "Write the name alone, such as example.com, with a–z, digits, hyphens and points."
        }
    }
}

fn yaml(problem: &YamlProblem) -> Words {
    use YamlProblem as P;
    match problem {
        P::Syntax { unquoted_colon: true, .. } => {
            Words::new("The line can't be read", "a colon within a text is taken for a new key")
                .help("Put the text in quotes: titel: \"Granskning: diarieföring\".")
        }
        P::Syntax { message, unquoted_colon: false } => {
            Words::new("The facts can't be read", "reading stops here").help(format!(
                "Look at indentation, colons, quotes and brackets here and on the line above. \
                 The reader's own words: {message}"
            ))
        }
        P::Tab => Words::new("A tab stands where spaces should", "")
            .help("Indent the line with spaces, two for each step."),
        P::Anchor => Words::new("& and * before a word have a special meaning here", "not used in Insyn")
            .help("If it is a text, put it in quotes. If not, write the fact out in each place."),
        P::Tag => Words::new("! before a word has a special meaning here", "not used in Insyn")
            .help("If it is a text, put it in quotes. If not, remove the word with !."),
        P::DuplicateKey { key } => {
            Words::new(format!("“{key}” stands twice"), "only one can hold").help("Remove one of them.")
        }
        P::UnknownKey { key, suggestion, known } => {
            Words::new(format!("“{key}” isn't a fact that can stand here"), "unknown key")
                .help(meant(*suggestion, format!("Known here: {}.", known.join(", "))))
        }
        P::MissingKey { key } => {
            Words::new(format!("“{key}” is missing"), "the fact must stand here and may not be empty")
                .help(format!("Add a line that begins with {key}: and the fact."))
        }
        P::WrongType { expected: what } => {
            Words::new(format!("This should be {}", expected(*what)), "something else stands here")
                .help(example(*what))
        }
        P::DecimalComma { written } => Words::new(
            "A decimal comma within { } or [ ] is taken for two facts",
            "the comma divides facts here",
        )
        .help(format!("Write {} or \"{written}\".", written.replace(',', "."))),
        P::QuoteIt => Words::new("The text would be read as a number and lose its zeros", "")
            .help("Put it in quotes, such as \"010\"."),
        P::UnknownValue { value, allowed, suggestion } => {
            Words::new(format!("“{value}” isn't a word that can stand here"), "unknown value")
                .help(meant(*suggestion, format!("Choose one of: {}.", allowed.join(", "))))
        }
        P::NotStatedHere { key } => {
            Words::new(format!("“framgår inte” can't stand for “{key}”"), "the fact must be known")
                .help(format!("Write the fact, or remove the line if “{key}” may be missing."))
        }
        P::NoSuchDay => Words::new("No calendar has that day", "")
            .help("Look at the month's length and whether the year is a leap year."),
        P::UnquotedComma => Words::new(
            "A comma in a text within { } or [ ] divides the text",
            "the rest of the text is taken for a new fact",
        )
        .help("Put the whole text in quotes: {text: \"Rutiner, stöd och utbildning\"}."),
        P::OneOf { keys } => Words::new("One kind of fact must stand here, and only one", "none, or several")
            .help(format!("Write one of {}.", keys.join(", "))),
        P::TooLow { least } => Words::new(
            format!("The limit may not be lower than {least}"),
            "the protection may be made stronger, never weaker",
        )
        .help(format!("Write {least} or more, or take the line away.")),
    }
}

#[expect(clippy::too_many_lines, reason = "one exhaustive match, a few lines a problem")]
fn body(problem: &BodyProblem) -> Words {
    use BodyProblem as P;
    match problem {
        P::UnclosedMask => Words::new("A masked passage never ends", "it opens here")
            .help("Close :::maskad with a line ::: of its own, and [[maskad: … with ]]."),
        P::MaskWithoutGround => {
            Words::new("The masked passage has no ground", "the section of law should stand here")
                .help("Write the section: :::maskad {grund=\"OSL 26:1\"}.")
        }
        P::StrayFence { name } if name.is_empty() => {
            Words::new("::: closes nothing", "no masked passage is open here")
                .help("Remove the line, or write the line that should open the passage.")
        }
        P::StrayFence { name } => Words::new(
            format!("”{name}” hides nothing like this"),
            "neither a block nor a masked passage",
        )
        .help(
            "If text is to be hidden, write [[maskad: …]] within a line, or :::maskad {grund=\"…\"} on a line of \
             its own in the report's body. If not, remove the marks.",
        ),
        P::UndefinedFootnote { label } => {
            Words::new(format!("The footnote [^{label}] has no text"), "points at a note that isn't there")
                .help(format!("Write the note on a line of its own: [^{label}]: The note's text."))
        }
        P::UnusedFootnote { label } => {
            Words::new(format!("Nothing points at the footnote [^{label}]"), "the note wouldn't be seen")
                .help(format!("Write [^{label}] where the note belongs, or remove it."))
        }
        P::DuplicateFootnote { label } => {
            Words::new(format!("The footnote [^{label}] has two texts"), "only one can hold")
                .help("Give one of them another name, and change what points at it.")
        }
        P::UndefinedReference { label } => {
            Words::new(format!("The link [{label}] leads nowhere"), "its address is missing").help(format!(
                "Write the address on a line of its own: [{label}]: https://…, or at once: [text](https://…)."
            ))
        }
        P::ScriptAddress { scheme } => Words::new(
            format!("A link may not begin with {scheme}:"),
            "such addresses run programs at the reader's",
        )
        .help("Link to an ordinary page with https://, or remove the link."),
        P::UnknownScheme { scheme, suggestion } => {
            Words::new(format!("A link can't begin with {scheme}:"), "unknown kind of address").help(meant(
                suggestion.map(|near| format!("{near}:")).as_deref(),
                "A link begins with https:, mailto:, tel:, rapport:, bilaga: or granskning:.",
            ))
        }
        P::RelativeAddress => Words::new(
            "The link doesn't say what it leads to",
            "an address without a beginning",
        )
        .help(
            "Write rapport:<nämnd>/<år>/<rapport>, bilaga:<number>, granskning:<id>, #heading or https://….",
        ),
        P::ForeignImage => {
            Words::new("The picture doesn't lie beside the report", "the page fetches nothing from outside")
                .help("Put the picture beside the report and write only its file name.")
        }
        P::TitleInBody => {
            Words::new("A heading with a single # stands in the text", "that level is the report's title")
                .help("The title is taken from titel: at the top. Begin headings in the text with ##.")
        }
        P::DuplicateHeadingId { id } => {
            Words::new(format!("Two headings or paragraphs have the id “{id}”"), "a link to it could mean either")
                .help("Give one of them another {#id}.")
        }
        P::BadHeadingId { id } => Words::new(format!("“{id}” can't be the id of a heading or paragraph"), "")
            .help("An id has lower-case letters a–z, digits and hyphens, such as {#resultat}."),
        P::AliasWithoutId => {
            Words::new("The paragraph has an alias but no id of its own", "the old link leads to nothing")
                .help("Write an id too: {#new alias=old}.")
        }
        P::UnknownAttribute { name, suggestion } => Words::new(
            format!("“{name}” can't stand within {{ }} here"),
            "unknown attribute",
        )
        .help(meant(*suggestion, "Known here: #id, granskning=, direktåtgärd=, åtgärd= and avsnitt=; after a paragraph #id, åtgärd= and summa=; alias= after both.")),
        P::UnknownSection { value, allowed, suggestion } => {
            Words::new(format!("“{value}” isn't a known section"), "")
                .help(meant(*suggestion, format!("Choose one of: {}.", allowed.join(", "))))
        }
        P::UnknownBlock { word, suggestion } => {
            Words::new(format!("“{word}” isn't a picture that Insyn draws"), "unknown word after ```")
                .help(meant(Some(suggestion), ""))
        }
        P::HeadingJump { from, to } => Words::new(
            "The heading jumps over a level",
            format!("the nearest heading above has level {from}, this one level {to}"),
        )
        .help(format!("Write {} instead of {}.", hashes(from + 1), hashes(*to))),
        P::EmptyHeading => {
            Words::new("The heading is empty", "").help("Write the heading's text, or remove the line.")
        }
        P::NoAlternativeText => {
            Words::new("The picture has no description", "whoever doesn't see it gets nothing")
                .help("Describe the picture within the brackets: ![Bar that shows …](picture.png).")
        }
        P::TooDeep => Words::new("Lists or quotations lie too deep in one another", "")
            .help("Rewrite the passage with fewer levels."),
    }
}

fn hashes(level: u8) -> String {
    "#".repeat(usize::from(level))
}

const fn id_kind(kind: IdKind) -> &'static str {
    match kind {
        IdKind::Organisation => "organisation",
        IdKind::Committee => "nämnd, styrelse or bolag",
        IdKind::Administration => "förvaltning",
        IdKind::Audit => "granskning",
        IdKind::Question => "question",
        IdKind::KeyFigure => "key figure",
        IdKind::AnswerScale => "answer scale",
        IdKind::GradingScale => "grading scale",
        IdKind::Grade => "grade",
        IdKind::RiskMatrix => "risk matrix",
        IdKind::RiskClass => "risk class",
        IdKind::Report => "report",
        IdKind::Improvement => "åtgärd",
        IdKind::DirectMeasure => "direktåtgärd",
        IdKind::Survey => "survey",
        IdKind::Interview => "interview",
        IdKind::Series => "series",
        IdKind::Fact => "fact",
        IdKind::Group => "group",
    }
}

const fn where_known(kind: IdKind) -> &'static str {
    match kind {
        IdKind::Organisation | IdKind::Committee | IdKind::Administration => {
            "Organisations stand in register/organisationer.yaml."
        }
        IdKind::Audit => {
            "Granskningar stand in register/granskningar.yaml, and the report's own under granskningar:."
        }
        IdKind::Question | IdKind::KeyFigure | IdKind::Series => {
            "Those that exist stand under their granskning in register/granskningar.yaml."
        }
        IdKind::AnswerScale
        | IdKind::GradingScale
        | IdKind::Grade
        | IdKind::RiskMatrix
        | IdKind::RiskClass => "Those that exist stand in register/skalor.yaml.",
        IdKind::Report => "A report's id is <nämnd>/<år>/<rapport>, like its file.",
        IdKind::Improvement
        | IdKind::DirectMeasure
        | IdKind::Survey
        | IdKind::Interview
        | IdKind::Fact
        | IdKind::Group => "Those that exist stand at the top of the report.",
    }
}

#[expect(clippy::too_many_lines, reason = "one exhaustive match, a few lines a problem")]
fn domain(problem: &DomainProblem) -> Words {
    use DomainProblem as P;
    match problem {
        P::PathMismatch { key, path, front_matter } => Words::new(
            format!("The folder and the fact “{key}” disagree"),
            format!("the folder says “{path}”, the fact “{front_matter}”"),
        )
        .help("Correct the fact, or move the file."),
        P::UnknownId { kind, id, suggestion } => {
            Words::new(format!("No {} has the id “{id}”", id_kind(*kind)), "unknown id")
                .help(meant(suggestion.as_deref(), where_known(*kind)))
        }
        P::DuplicateId { kind, id } => {
            Words::new(format!("The id “{id}” is taken ({})", id_kind(*kind)), "an id can stand only once")
                .help("Give one of them another id.")
        }
        P::NotThatYear { name, year, from, until } => Words::new(
            format!("{name} didn't exist in {year}"),
            match (from, until) {
                (Some(from), Some(until)) => format!("existed from {from} until {until}"),
                (Some(from), None) => format!("exists from {from}"),
                (None, Some(until)) => format!("existed until {until}"),
                (None, None) => String::new(),
            },
        )
        .help("Name the nämnd that existed then, or correct the years in register/organisationer.yaml."),
        P::DatesOutOfOrder { earlier, later } => Words::new(
            format!("“{earlier}” is after “{later}”"),
            format!("“{earlier}” should be the same day or earlier"),
        )
        .help("Correct one of the dates."),
        P::DecidedWithout { key } => Words::new(
            format!("The report is decided but “{key}” is missing"),
            "a decided report has datum, paragraf and diarienummer",
        )
        .help(format!("Write {key}: under beslut:, or {key}: framgår inte if the source doesn't say.")),
        P::BelongsToUndecided => Words::new(
            "The report that this one belongs to has no decision of its own",
            "the decision should come from here",
        )
        .help("Let hör_till: lead to a decided report, or write beslut: in this one."),
        P::ReservedAddress { id } => Words::new(
            format!("The site itself uses the address “{id}”"),
            "a committee can't have that id",
        )
        .help("Give the committee another id in register/organisationer.yaml, and the folder the same name."),
        P::NoStatement => Words::new(
            "The site has no accessibility statement",
            "the law (2018:1937) asks one of every municipality",
        )
        .help(
            "Write tillgänglighet: sidor/tillganglighet.yaml in insyn.yaml, and the file as docs/format.md shows. \
             For a site that the law doesn't cover: tillgänglighet: {omfattas_inte: the reason}.",
        ),
        P::NoStatementFile { name, suggestion } => {
            Words::new(format!("The file “{name}” isn't there"), "it is to hold the accessibility statement").help(
                meant(suggestion.as_deref(), "Put the file in sidor/, with a name that ends in .yaml, or correct the name."),
            )
        }
        P::StatementContradicts => Words::new(
            "A site that conforms in full can't have shortcomings",
            "“förenlighet: helt” stands in the same file as brister: or oskälig_börda:",
        )
        .help("Write förenlighet: delvis, or take the shortcomings away once they are mended."),
        P::NoSitePicture { name, suggestion } => {
            Words::new(format!("“{name}” isn't a picture that can be shown"), "the file is missing, or isn't png or jpg")
                .help(meant(suggestion.as_deref(), "Put a png or jpg file in sidor/ and write sidor/ and its name."))
        }
        P::SampleTooLarge { reviewed, population } => {
            Words::new("More were looked at than there were", format!("{reviewed} looked at of {population}"))
                .help("Correct “granskade” or “population”.")
        }
        P::RiskScore { stated, likelihood, consequence, cell } => Words::new(
            format!("The riskvärde is {stated}, but the matrix gives {cell}"),
            format!("sannolikhet {likelihood} and konsekvens {consequence} give {cell}"),
        )
        .help("Correct the riskvärde, the sannolikhet or the konsekvens."),
        P::OutsideMatrix { value, highest } => Words::new(
            format!("The risk matrix has no value {value}"),
            format!("it goes from 1 to {highest}"),
        )
        .help("Choose a value that the matrix has."),
        P::MatrixShape { rows, columns } => Words::new(
            "The risk matrix's cells don't fit its axes",
            format!("the axes give {rows} rows with {columns} cells in each"),
        )
        .help("Write a row for each sannolikhet, and in it a class for each konsekvens."),
        P::ScaleShape => Words::new("The scale is empty, too short or doesn't rise", "")
            .help("Write at least two values, the lowest first, none twice, and a step above zero."),
        P::PartsDontSum { whole, stated, computed, how } => parts(whole, *stated, *computed, how),
        P::ValueOrMissing => Words::new(
            "The key figure should have either a value or a reason why there is none",
            "one of värde: and saknas:",
        )
        .help("Write värde: 18, or saknas: ej mätt (ej tillämplig, bortfall, framgår inte)."),
        P::FollowsNowhere { reference, suggestion } => {
            Words::new(format!("No earlier åtgärd is called “{reference}”"), "leads nowhere").help(meant(
                suggestion.as_deref(),
                "Write <nämnd>/<år>/<åtgärd> of the åtgärd in the earlier report.",
            ))
        }
        P::Circle => Words::new("The references go round in a circle", "leads back here")
            .help("Remove the reference that leads forward in time."),
        P::DeadLink { target, suggestion } => {
            Words::new(format!("The link to “{target}” leads nowhere"), "isn't there")
                .help(meant(suggestion.as_deref(), "Look at the address, or remove the link."))
        }
        P::NotPublished { target } => Words::new(
            format!("The link leads to “{target}”, which isn't published"),
            "the reader wouldn't get there",
        )
        .help("Remove the link, or wait until what it leads to is decided and published."),
        P::DeadFragment { fragment, suggestion } => {
            Words::new(format!("No heading has the id “{fragment}”"), "leads nowhere")
                .help(meant(suggestion.as_deref(), "Look at the heading that the link should lead to."))
        }
        P::NoSuchAppendix { number, count } => Words::new(
            format!("There is no appendix {number}"),
            match count {
                0 => "the report has no appendices".into(),
                1 => "the report has 1 appendix".into(),
                n => format!("the report has {n} appendices"),
            },
        )
        .help("Appendices are counted from 1 in the order in which they stand under bilagor:."),
        P::MissingAsset { name, suggestion } => Words::new(
            format!("The file “{name}” isn't beside the report"),
            "missing",
        )
        .help(meant(suggestion.as_deref(), "Put the file in the report's folder, or correct the name.")),
        P::UnnamedAsset => Words::new("The file lies beside a report but isn't used", "isn't published")
            .help("Name it under bilagor:, show it as a picture in the text, or remove it."),
        P::AssetType { extension } => Words::new(
            format!("A file of the type “{extension}” can't be published"),
            "",
        )
        .help(
            "An appendix is pdf, docx, xlsx, odt, png, jpg, svg, csv or txt. Save the file as one of them.",
        ),
        P::DuplicateAddress { address } => {
            Words::new(format!("Two pages get the same address, “{address}”"), "an address leads to one page")
                .help("Rename one of the files or folders.")
        }
        P::BlockWithout { key } => {
            Words::new(format!("The block has no “{key}”"), "there is no telling what should be drawn")
                .help(format!("Write a line {key}: in the block."))
        }
        P::NothingToDraw { question } => {
            Words::new(format!("The report has no answers to the question “{question}”"), "nothing to draw")
                .help("Put the answers under enkäter: or intervjuer:, or remove the block.")
        }
        P::NoFigures { what } => {
            let (lacks, help) = match what {
                ChartWord::Distribution => (
                    "There is no distribution to draw",
                    "Add fördelning: to the question in enkäter:, choose another year, or remove the block.",
                ),
                ChartWord::Development => (
                    "The question hasn't been measured for three years on a scale",
                    "A development is drawn of three years or more. Write jämförelse for two, or remove the block.",
                ),
                ChartWord::Account => (
                    "No key figures make an account",
                    "In the register key figures need del_av:, and the report the whole's value.",
                ),
                ChartWord::Matrix => (
                    "No risk has a place in the matrix",
                    "Write sannolikhet: and konsekvens: on a risk, or remove the block.",
                ),
                ChartWord::FollowUp => (
                    "The report has no åtgärder",
                    "Add them under åtgärder:, or remove the block.",
                ),
            };
            Words::new(lacks, "nothing to draw").help(help)
        }
        P::OneYear { count } => {
            Words::new("A distribution over all nämnder is of one year", format!("{count} years stand here"))
                .help("Write one year: år: 2023. Without a year the nämnd's own years are shown.")
        }
        P::TwoYears { count } => Words::new(
            "A comparison shows two years",
            match count {
                0 => "no year stands here".into(),
                1 => "1 year stands here".into(),
                n => format!("{n} years stand here"),
            },
        )
        .help("Write two years: år: [2020, 2023]."),
        P::EarlierDiffers { year, here, there } => Words::new(
            format!("The figure for {year} differs from the report of {year}"),
            format!("{} here, {} there", number(*here), there.map_or_else(missing, number)),
        )
        .help("Correct the figure, or say in the text why it differs."),
        P::SpentConfirmation { hash } => {
            Words::new(format!("No warning has the mark “{hash}” any more"), "confirms nothing")
                .help("Remove the mark from bekräftat:.")
        }
    }
}

fn parts(whole: &str, stated: Decimal, computed: Decimal, how: &Whole) -> Words {
    let (stated_words, computed_words) = (number(stated), number(computed));
    let words = match how {
        Whole::Remainder => Words::new(
            format!("“{whole}” doesn't agree with what is taken away"),
            format!("{stated_words} stands here, but {computed_words} is left after the deductions"),
        ),
        Whole::Parts => Words::new(
            format!("The parts of “{whole}” don't make up the whole"),
            format!("{stated_words} stands here, but the parts come to {computed_words}"),
        ),
    };
    let help = "Correct the figure that is wrong, or write tolerans: {högst: …, skäl: …} if the difference is known.";
    match computed.minus(stated) {
        Some(difference) => words.help(format!("The difference is {}. {help}", number(difference))),
        None => words.help(help),
    }
}

fn survey(problem: &SurveyProblem) -> Words {
    use SurveyProblem as P;
    match problem {
        P::MeanOffScale { lowest, highest } => Words::new(
            "The mean lies outside the scale",
            format!("the scale goes from {} to {}", number(*lowest), number(*highest)),
        )
        .help("Look at the number, and whether the question has the right scale in the register."),
        P::TooManyDecimals { step } => Words::new(
            "The mean has more decimals than the scale shows",
            format!("the scale is shown in steps of {}", number(*step)),
        )
        .help("Round as in the decided report."),
        P::ImpossibleMean => {
            Words::new("That many answers can't give this mean", "no sum of whole answers agrees")
                .help("Look at medelvärde and svarande. One of them is wrong, or more answers were counted.")
        }
        P::MeanNotOfDistribution { computed } => {
            Words::new("The mean isn't that of the distribution", format!("the distribution gives {computed}"))
                .help("Correct the mean or the distribution.")
        }
        P::DistributionSum { sum, respondents } => Words::new(
            "The distribution doesn't agree with the number of respondents",
            format!("the answers come to {sum}, but svarande is {respondents}"),
        )
        .help("Correct the figure that is wrong. Don't-know answers aren't counted: they stand under vet_ej:."),
        P::UnknownAnswer { answer } => Words::new(format!("The scale has no answer “{answer}”"), "").help(
            "The answers stand in the scale in register/skalor.yaml. Don't-know answers stand under vet_ej:.",
        ),
        P::MoreThanAsked { respondents, sent } => Words::new(
            "More have answered than were sent the survey",
            format!("{respondents} respondents, {sent} sent"),
        )
        .help("Correct svarande: or utskick:."),
        P::GroupsExceed { sum, respondents } => Words::new(
            "The groups have more respondents than the question",
            format!("{sum} in the groups, {respondents} for the question"),
        )
        .help("Correct svarande of the groups or of the question. Nobody may be counted in two groups."),
        P::NoScale => {
            Words::new("The question has no scale", "without a scale there is no mean and no distribution")
                .help("Give the question a scale in register/granskningar.yaml, or remove the figure.")
        }
        P::NoRespondents => Words::new(
            "The mean has no number of respondents",
            "without it nobody can know that at least five have answered",
        )
        .help("Write svarande:, or minst_fem: {av: name, datum: day} in the survey if somebody can vouch for it."),
        P::QuotesWithoutReview => Words::new(
            "Interview answers can't be shown without a sekretessprövning",
            "quotes can give away who answered",
        )
        .help("Write sekretessprövning: {av, datum, grund}, or visas: sammanfattat."),
        P::PlacesWithoutReview => Words::new(
            "The answers' places on the scale haven't been weighed for secrecy",
            "they can let a reader link answers to a person",
        )
        .help("Write skala: true under sekretessprövning: when they have, or visas: ordagrant."),
        P::Linkable { apart, of } => Words::new(
            "The answers can be followed person by person from question to question",
            format!("at {apart} of {of} questions each person has a place of their own"),
        )
        .help("Show the answers word for word without scores, or summarise them. If it has been weighed: write koppling: prövad in sekretessprövning."),
        P::CountedPersons { threshold } => Words::new(
            "The summary of the interviews counts persons",
            format!("fewer than {threshold} persons may be recognised"),
        )
        .help("Tell what came out without telling how many said it. How many were interviewed may stand."),
        P::ScoreOffScale { lowest, highest, step } => Words::new(
            "The answer's place isn't on the scale",
            format!(
                "the scale goes from {} to {} in steps of {}",
                number(*lowest),
                number(*highest),
                number(*step)
            ),
        )
        .help("Correct betyg:, or remove it if the answer has no place on the scale."),
    }
}

fn publish(problem: &PublishProblem) -> Words {
    use PublishProblem as P;
    match problem {
        P::ForeignFile { path } => Words::new(
            format!("“{path}” lies where a page should be written"),
            "Insyn didn't write the file and doesn't overwrite it",
        )
        .help("Move the file, or choose another folder with -o."),
        P::Overlap => Words::new("The folder for the pages and the content folder lie in one another", "")
            .help("Choose a folder for the pages outside the content with -o."),
        P::Busy => Words::new("Another build writes to the same folder now", "")
            .help("Wait until it is done and try again."),
        P::InputOutput { path, reason } => {
            Words::new(format!("“{path}” couldn't be read or written"), reason.clone())
                .help("Look at permissions and free space. What is already published stands as it was.")
        }
        P::NotExchangeable { path, reason } => {
            Words::new(format!("“{path}” can't be exchanged for the new pages"), reason.clone()).help(
                "Choose an ordinary folder on the same disk. What is already published stands as it was.",
            )
        }
        P::Theme { file, message } => Words::new(format!("The theme's file “{file}” can't be used"), "")
            .help(format!(
                "Correct it, or remove it to use the standard theme's. The template's own words: {message}"
            )),
        P::BadAddress { address } => Words::new(
            format!("“{address}” can't be used as an address"),
            "some file systems or servers don't take it",
        )
        .help("Give the report, heading or appendix a shorter or simpler name."),
        P::BadDate { written } => Words::new(format!("“{written}” isn't a day"), "")
            .help("Write year, month and day: --date 2023-09-28."),
        P::SecretWithin => Words::new(
            "The protection report is secret and may not lie in the output folder or the content folder",
            "--protection-report",
        )
        .help("Name a file elsewhere, where only the editor can read it."),
        P::CacheDiffers { path, count } => Words::new(
            if *count == 1 {
                format!("{path} would have been kept though it should be another")
            } else {
                format!("{path} and {} more would have been kept though they should be others", count - 1)
            },
            "--verify-cache",
        )
        .help("This is a fault in Insyn: please report it. What was remembered is gone, so the next build reads and makes everything anew."),
    }
}
