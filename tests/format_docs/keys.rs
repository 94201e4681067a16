//! Every key and word of the format stands in its document: the program itself is asked which there are.

use std::collections::BTreeSet;

use insyn::diagnostic::{BodyProblem, Problem, YamlProblem};

use super::{Site, document, run};

/// A site in which every mapping has a key that isn't known, and every key of a word list an unknown word.
const UNKNOWN: &[(&str, &str)] = &[
    (
        "insyn.yaml",
        "xx: 1\nspråk: xx\nbrödsmula: {xx: 1}\nröjandeskydd: {xx: 1, nollor: xx}\n\
     tillåtna: [{xx: 1}]\ninte_personuppgift: [{xx: 1}]\n\
     tillgänglighet: {xx: 1}\ntagg: {xx: 1}\nrobots: xx\n",
    ),
    (
        "register/organisationer.yaml",
        "xx: 1\norganisationer: [{xx: 1, slag: xx, namn: [{xx: 1}], efterträder: [{xx: 1, omfattning: xx}]}]\n",
    ),
    (
        "register/granskningar.yaml",
        "xx: 1\ngranskningar: [{xx: 1, omfattning: xx, beslut: [{xx: 1}], frågor: [{xx: 1}], serier: [{xx: 1}], \
         nyckeltal: [{xx: 1, slag: xx, riktning: xx}]}]\n",
    ),
    (
        "register/skalor.yaml",
        "xx: 1\nsvarsskalor: [{xx: 1}]\nriskmatriser: [{xx: 1, sannolikhet: [{xx: 1}], klasser: [{xx: 1}]}]\n\
         bedömningsskalor: [{xx: 1}]\n",
    ),
    ("register/omdirigeringar.yaml", "xx: 1\nomdirigeringar: [{xx: 1}]\n"),
    (
        "sidor/x.yaml",
        "xx: 1\nförenlighet: xx\nbrister: [{xx: 1}]\noskälig_börda: [{xx: 1}]\nomfattas_inte: [{xx: 1}]\n\
         automatiska_kontroller: {xx: 1}\nkontakt: {xx: 1}\n",
    ),
    ("sidor/x.md", "---\nxx: 1\n---\n"),
    (
        "n/2023/x.md",
        "---\nxx: 1\ntyp: xx\nstatus: xx\nbeslut: {xx: 1}\nredan_offentlig: {xx: 1}\nåterkallad: {xx: 1}\nändringar: [{xx: 1}]\n\
         granskningar: [{xx: 1, risker: [{xx: 1}], metod: [xx], urval: {xx: 1}, bedömning: {xx: 1}, jävsprövad: {xx: 1}}]\n\
         direktåtgärder: [{xx: 1, status: xx}]\nåtgärder: [{xx: 1, status: xx, förfaller: {xx: 1}}]\n\
         enkäter: [{xx: 1, minst_fem: {xx: 1}, frågor: [{xx: 1, grupper: {g: {h: {xx: 1}}}}]}]\n\
         intervjuer: [{xx: 1, visas: xx, sekretessprövning: {xx: 1, koppling: xx}, svar: {f: [{xx: 1}]}}]\n\
         nyckeltal: [{xx: 1, noggrannhet: xx, saknas: xx, tolerans: {xx: 1}, tidigare: [{xx: 1}]}]\nbilagor: [{xx: 1}]\n---\n\n\
         ```skala\nxx: 1\n```\n\n```jämförelse\nxx: 1\n```\n\n## Rubrik {avsnitt=xx}\n",
    ),
];

/// Where an unknown key was put, there is a finding that names the known ones: each must stand in the
/// document. So no key or word can be added to the format without a line in it.
#[test]
fn every_key_and_word_of_the_format_stands_in_its_document() {
    let site: Site =
        UNKNOWN.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect();
    let mut known: BTreeSet<&str> = BTreeSet::new();
    let (mut mappings, mut lists) = (0, 0);
    for diagnostic in run(&site, &Site::new()).diagnostics {
        match diagnostic.problem {
            Problem::Yaml(YamlProblem::UnknownKey { known: keys, .. }) => {
                known.extend(keys);
                mappings += 1;
            }
            Problem::Yaml(YamlProblem::UnknownValue { allowed, .. })
            | Problem::Body(BodyProblem::UnknownSection { allowed, .. }) => {
                known.extend(allowed);
                lists += 1;
            }
            _ => {}
        }
    }
    let written: usize = UNKNOWN.iter().map(|(_, text)| text.matches("xx: 1").count()).sum();
    let words: usize = UNKNOWN.iter().map(|(_, text)| text.matches("xx").count()).sum();
    assert_eq!((mappings, lists), (written, words - written), "each unknown key and word is told");
    let told = document("docs/format.md");
    let missing: Vec<&&str> = known.iter().filter(|key| !told.contains(&format!("`{key}`"))).collect();
    assert!(missing.is_empty(), "docs/format.md says nothing of {missing:?}");
}
