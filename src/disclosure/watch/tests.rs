//! What an appendix's text gives, and what the output gate is told may stand.

use super::*;
use crate::diagnostic::Problem;
use crate::disclosure::scan::Kind;
use crate::discover::from_memory;
use crate::parse::parse;

const KEYS: &str = "titel: x\nnämnd: n\når: 2023\ntyp: plan\nstatus: beslutad\n";

/// A site with one report, and the report.
fn watch(keys: &str, site: &str) -> (Watch, FileId, Vec<Diagnostic>) {
    let files = [
        ("insyn.yaml", format!("titel: x\nbas: https://exempel.se/\nutgivare: x\n{site}")),
        ("n/2023/x/index.md", format!("---\n{KEYS}{keys}---\nRing 0701-740692.\n")),
    ];
    let files = files.into_iter().map(|(path, text)| (path.to_owned(), text.into_bytes())).collect();
    let sources = from_memory(files).value.unwrap();
    let mut parsed = parse(&sources).value.unwrap();
    let report = sources.iter().find(|(_, file)| file.kind == SourceKind::Report).unwrap().0;
    let (watch, told) = Watch::over(&mut parsed, &sources);
    (watch, report, told)
}

/// Where an item of `bilagor` names its file.
fn named(report: FileId, index: usize) -> Place {
    Place::value(report, FieldPath::root().to("bilagor").to(index).to("fil"))
}

#[test]
fn an_appendix_is_told_of_at_its_item_with_page_and_line() {
    let (mut watch, report, _) = watch("", "");
    let text = "Första sidan.\u{c}Andra sidan.\nring 0701-740693\n";
    let told = watch.appendix(report, &named(report, 1), "bilaga.pdf", text);
    let place = Place::value(report, FieldPath::root().to("bilagor").to(1).to("fil"));
    let problem = PersonalDataProblem::FoundInFile {
        kind: Kind::Telephone,
        level: Level::Error,
        start: "07".into(),
        file: "bilaga.pdf".into(),
        page: Some(2),
        line: 2,
    };
    assert_eq!(told.len(), 1);
    assert_eq!((&told[0].problem, &told[0].place), (&Problem::from(problem), &place));
    let whole = watch.appendix(report, &named(report, 0), "svar.csv", "a;b\n1;0701-740693\n");
    let Problem::PersonalData(PersonalDataProblem::FoundInFile { page, line, .. }) = &whole[0].problem else {
        panic!("{whole:?}")
    };
    assert_eq!((*page, *line), (None, 2));
}

#[test]
fn what_only_an_appendix_holds_is_allowed_by_its_report_and_not_spent() {
    let keys = "tillåtna: [{text: 0701-740692, skäl: x}, {text: 0701-740693, skäl: x}]\n";
    let (mut watch, report, told) = watch(keys, "");
    assert_eq!(told, []);
    assert_eq!(watch.appendix(report, &named(report, 0), "a.txt", "ring 0701 74 06 93"), []);
    assert_eq!(watch.finish().1, []);
}

#[test]
fn the_gate_is_told_what_may_stand_and_where() {
    let keys = "tillåtna: [{text: 0701-740692, skäl: x}]\n\
                inte_personuppgift: [{text: 19640823-3234, skäl: x, av: y}]\n";
    let (watch, _, told) = watch(keys, "tillåtna: [{text: vaxel@exempel.se, skäl: x}]\n");
    assert_eq!(told, []);
    let (allowed, spent) = watch.finish();
    assert_eq!(spent.len(), 2, "the number and the address stand nowhere");
    let own = "n/2023/x";
    assert!(allowed.lets(own, Level::Error, "0701 74 06 92"));
    assert!(!allowed.lets("n/2023/y", Level::Error, "0701 74 06 92"), "another report's page");
    assert!(!allowed.lets(own, Level::Stop, "0701 74 06 92"), "tillåtna is for errors alone");
    assert!(allowed.lets(own, Level::Stop, "196408233234"));
    assert!(allowed.lets("n/2023/y", Level::Error, "vaxel@exempel.se"), "the site's own");
    assert!(allowed.lets_anywhere(Level::Error, "0701740692"));
    assert!(!allowed.lets_anywhere(Level::Error, "0701740693"));
    assert!(allowed.lets(own, Level::Warning, "Anna Berg"));
}

#[test]
fn what_was_public_already_may_stand_on_its_pages() {
    let (watch, _, told) = watch("redan_offentlig: {källa: x, datum: 2020}\n", "");
    assert_eq!(
        told.iter().map(Diagnostic::severity).collect::<Vec<_>>(),
        [crate::diagnostic::Severity::Warning]
    );
    assert!(watch.finish().0.lets("n/2023/x", Level::Error, "0701-740692"));
}

#[test]
fn allowances_that_cannot_be_read_hold_what_they_may_allow_back() {
    let (_, _, told) = watch("tillåtna: [{text: 0701-740692}]\n", "");
    assert_eq!(told, [], "the fault in the list comes first");
    let (_, _, told) = watch("", "tillåtna: [{text: 0701-740692}]\n");
    assert_eq!(told, [], "the same in the site's own");
    let (_, _, told) = watch("", "");
    assert_eq!(told.len(), 1);
    let (_, _, told) = watch("okänd: x\nstatus: x\n", "");
    assert_eq!(told.len(), 1, "a front matter at fault that allows nothing hides nothing");
}

#[test]
fn whom_a_statement_names_as_contact_may_stand_and_nobody_else() {
    let watched = |contact: &str, rest: &str| {
        let statement = format!(
            "ansvarig: Projektet Insyn\ntjänst: x\nförenlighet: helt\nbedömd: 2024-01-15\nuppdaterad: 2024-01-15\n\
             metod: Självskattning.{rest}\nautomatiska_kontroller: {{datum: 2024-01-15, verktyg: [x], resultat: Bra.}}\n\
             kontakt: {contact}\n"
        );
        let site = "titel: x\nbas: https://exempel.se/\nutgivare: x\ntillgänglighet: sidor/t.yaml\n";
        let files = [("insyn.yaml", site.to_owned()), ("sidor/t.yaml", statement)];
        let files = files.into_iter().map(|(path, text)| (path.to_owned(), text.into_bytes())).collect();
        let sources = from_memory(files).value.unwrap();
        let mut parsed = parse(&sources).value.unwrap();
        Watch::over(&mut parsed, &sources).1.len()
    };
    let contact = "{e-post: tillganglighet@exempel.se, telefon: 0701-740692}";
    assert_eq!(watched(contact, ""), 0);
    assert_eq!(watched(contact, " Ring 0701-740693."), 1, "somebody else's number");
    assert_eq!(watched("{telefon: 19640823-3234}", ""), 1, "a stopp is never let through");
}
