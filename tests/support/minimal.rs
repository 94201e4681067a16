//! The smallest content that tests build on: registers, one decided report, one page. Owns no program run.

/// Path below `content/` and text.
pub(crate) const MINIMAL: [(&str, &str); 6] = [
    (
        "insyn.yaml",
        "titel: Provet\nbas: https://exempel.se/granskningar/\nutgivare: Provstad\n\
      tillgänglighet: {omfattas_inte: Webbplatsen är ett prov.}\n",
    ),
    (
        "register/organisationer.yaml",
        "organisationer:\n  - id: provnamnden\n    slag: nämnd\n    namn: [{namn: Provnämnden, från: 2017-05-01}]\n",
    ),
    (
        "register/granskningar.yaml",
        "granskningar:\n  - id: arenden\n    titel: Ärenden\n    omfattning: nämndens\n    frågor:\n      \
         - {id: tydligt, text: \"Är det tydligt?\", skala: instammande}\n      \
         - {id: fritt, text: \"Vad saknar du?\"}\n",
    ),
    (
        "register/skalor.yaml",
        "svarsskalor:\n  - {id: instammande, svar: [1, 2, 3, 4], steg: 0.01, ord: {1: stämmer inte, 4: stämmer helt}}\n",
    ),
    ("sidor/om.md", "---\ntitel: Om provet\n---\n\nOm sidan.\n"),
    (REPORT, DECIDED),
];

/// Where the one report lies.
pub(crate) const REPORT: &str = "provnamnden/2023/rapport.md";

/// The one report.
pub(crate) const DECIDED: &str = "---\ntitel: Uppföljning 2023\nnämnd: provnamnden\når: 2023\ntyp: uppföljning\nstatus: beslutad\n\
beslut: {datum: 2023-09-25, paragraf: \"§ 84\", diarienummer: \"PN-2023-117\"}\n---\n\n## Resultat\n\nFörsta lydelsen.\n";

/// A decided report of provnämnden 2023 with further front matter and a body.
pub(crate) fn report(title: &str, front_matter: &str, body: &str) -> String {
    let head = DECIDED.split("\n---\n").next().unwrap().replace("Uppföljning 2023", title);
    format!("{head}\n{front_matter}---\n{body}")
}
