//! The tillgänglighetsredogörelse: what the law asks of it (lag 2018:1937, 13 §; förordning 2018:1938, 6 §;
//! DIGG:s föreskrifter MDFFS 2019:2), as data. Owns no words for readers.

use super::date::{Day, PartialDate};

/// A site's tillgänglighetsredogörelse.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Statement {
    /// Its page's id: the file's name.
    pub id: String,
    /// Its file below the content folder.
    pub path: String,
    /// `ansvarig`: who answers for the service.
    pub responsible: String,
    /// `tjänst`: the service's name.
    pub service: String,
    /// `förenlighet`
    pub conformance: Conformance,
    /// `brister`: what isn't accessible.
    pub shortcomings: Vec<Shortcoming>,
    /// `oskälig_börda`: what the law's 12 § is claimed for, and why.
    pub burdens: Vec<(String, String)>,
    /// `omfattas_inte`: what the law's 9 § leaves out, and why.
    pub not_covered: Vec<(String, Option<String>)>,
    /// `bedömd`: when the service was assessed.
    pub assessed: Day,
    /// `uppdaterad`: when the statement was last gone through.
    pub updated: Day,
    /// `metod`: how it was assessed.
    pub method: String,
    /// `automatiska_kontroller`
    pub checks: Checks,
    /// `kontakt`: where faults are reported.
    pub contact: Contact,
}

/// How far the service fulfils the law.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Conformance {
    /// helt förenlig
    Full,
    /// delvis förenlig
    Partial,
    /// inte förenlig
    None,
}

/// Something that isn't accessible.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Shortcoming {
    /// `vad`
    pub what: String,
    /// `varför`
    pub why: String,
    /// `krav`: the success criterion, such as `WCAG 1.1.1`.
    pub criterion: Option<String>,
    /// `åtgärdas`: when it is to be mended.
    pub mended: Option<PartialDate>,
}

/// What the automatic checks found.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Checks {
    /// `datum`
    pub date: Day,
    /// `verktyg`
    pub tools: Vec<String>,
    /// `resultat`
    pub result: String,
}

/// Where faults are reported: at least one of these.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Contact {
    /// `e-post`
    pub email: Option<String>,
    /// `telefon`
    pub telephone: Option<String>,
    /// `adress`: a web page.
    pub web: Option<String>,
}
