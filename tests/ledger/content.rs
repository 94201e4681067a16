//! The content of small sites: registers, reports, surveys. Owns no expectation and runs nothing.

const REGISTERS: [(&str, &str); 4] = [
    (
        "insyn.yaml",
        "titel: Provet\nbas: https://exempel.se/\nutgivare: Provstad\ntillgänglighet: {omfattas_inte: Ett prov.}\n",
    ),
    (
        "register/organisationer.yaml",
        "organisationer:\n  - id: provnamnden\n    slag: nämnd\n    namn: [{namn: Provnämnden, från: 2017-05-01}]\n",
    ),
    (
        "register/granskningar.yaml",
        "granskningar:\n  - id: arenden\n    titel: Ärenden\n    omfattning: nämndens\n    frågor:\n      \
         - {id: q1, text: Ett?, skala: fyra}\n      - {id: q2, text: Två?, skala: fyra}\n      \
         - {id: q3, text: Tre?, skala: tio}\n",
    ),
    (
        "register/skalor.yaml",
        "svarsskalor:\n  - {id: fyra, svar: [1, 2, 3, 4], steg: 0.1}\n  \
         - {id: tio, svar: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10], steg: 0.1}\n",
    ),
];

/// A site's files.
#[derive(Clone)]
pub(crate) struct Site(pub(crate) Vec<(String, String)>);

impl Site {
    pub(crate) fn new() -> Self {
        Self(REGISTERS.map(|(path, text)| (path.to_owned(), text.to_owned())).to_vec())
    }

    /// Lays a file, in the place of one of the same path.
    pub(crate) fn with(mut self, path: &str, text: &str) -> Self {
        self.0.retain(|(its, _)| its != path);
        self.0.push((path.to_owned(), text.to_owned()));
        self
    }

    /// Lays a decided report of 2023 with further front matter and a text.
    pub(crate) fn report(self, name: &str, front: &str, body: &str) -> Self {
        let text = format!(
            "---\ntitel: Rapport {name}\nnämnd: provnamnden\når: 2023\ntyp: uppföljning\nstatus: beslutad\n\
             beslut: {{datum: 2023-09-25, paragraf: \"§ 84\", diarienummer: \"PN-1\"}}\n{front}---\n\n{body}\n"
        );
        self.with(&format!("provnamnden/2023/{name}.md"), &text)
    }
}

/// A survey's front matter.
pub(crate) fn survey(id: &str, facts: &str, questions: &[&str]) -> String {
    let questions = questions.join("\n      - ");
    format!("enkäter:\n  - id: {id}\n    granskning: arenden\n{facts}    frågor:\n      - {questions}\n")
}
