//! The open data as data portals harvest it: DCAT-AP-SE 3.0, as RDF/XML. Owns the vocabulary; dates are those of the
//! reports, never the build's.

use super::{latest, title};
use crate::plan::{DATA_ADDRESS, DataFormat, DataScope, data_address, data_scopes};
use crate::render::Context;
use crate::xml::Xml;

const SPACES: [(&str, &str); 4] = [
    ("xmlns:rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("xmlns:dcat", "http://www.w3.org/ns/dcat#"),
    ("xmlns:dcterms", "http://purl.org/dc/terms/"),
    ("xmlns:foaf", "http://xmlns.com/foaf/0.1/"),
];
const SWEDISH: (&str, &str) = ("xml:lang", "sv");
const LANGUAGE: &str = "http://publications.europa.eu/resource/authority/language/SWE";
const PUBLIC: &str = "http://publications.europa.eu/resource/authority/access-right/PUBLIC";
/// Regeringen och den offentliga sektorn, of the EU's list of themes.
const THEME: &str = "http://publications.europa.eu/resource/authority/data-theme/GOVE";
/// The list that themes are of.
const THEMES: &str = "http://publications.europa.eu/resource/authority/data-theme";
/// What all of it is about.
const KEYWORDS: [&str; 2] = ["intern kontroll", "granskning"];
/// Lokal myndighet, of the kinds of publisher.
const LOCAL_AUTHORITY: &str = "http://purl.org/adms/publishertype/LocalAuthority";

/// The description.
pub(in crate::render) fn catalogue(context: &Context<'_>) -> Vec<u8> {
    let site = &context.published.site;
    let page = format!("{}{DATA_ADDRESS}", site.base);
    let publisher = format!("{page}#utgivare");
    let resource = |xml: &mut Xml, name, address: &str| xml.empty(name, &[("rdf:resource", address)]);
    let mut xml = Xml::new();
    xml.open("rdf:RDF", &SPACES);
    xml.open("dcat:Catalog", &[("rdf:about", &format!("{page}#katalog"))]);
    xml.text("dcterms:title", &[SWEDISH], &format!("Öppna data: {}", site.title));
    xml.text(
        "dcterms:description",
        &[SWEDISH],
        "Uppgifter ur publicerade granskningar: enkätresultat, nyckeltal och åtgärder.",
    );
    resource(&mut xml, "dcterms:publisher", &publisher);
    resource(&mut xml, "dcterms:language", LANGUAGE);
    resource(&mut xml, "foaf:homepage", &page);
    resource(&mut xml, "dcat:themeTaxonomy", THEMES);
    let date = ("rdf:datatype", "http://www.w3.org/2001/XMLSchema#date");
    if let Some(day) = latest(context, DataScope::All) {
        xml.text("dcterms:modified", &[date], &day.to_string());
    }
    if let Some(license) = &site.license {
        resource(&mut xml, "dcterms:license", license);
    }
    let scopes = data_scopes(context.published);
    for scope in &scopes {
        resource(&mut xml, "dcat:dataset", &dataset(context, *scope));
    }
    xml.close();
    xml.open("foaf:Agent", &[("rdf:about", &publisher)]);
    xml.text("foaf:name", &[], &site.publisher);
    resource(&mut xml, "dcterms:type", LOCAL_AUTHORITY);
    xml.close();
    for scope in scopes {
        xml.open("dcat:Dataset", &[("rdf:about", &dataset(context, scope))]);
        xml.text("dcterms:title", &[SWEDISH], &title(context, scope));
        xml.text("dcterms:description", &[SWEDISH], &description(context, scope));
        resource(&mut xml, "dcterms:publisher", &publisher);
        resource(&mut xml, "dcterms:language", LANGUAGE);
        resource(&mut xml, "dcterms:accessRights", PUBLIC);
        resource(&mut xml, "dcat:theme", THEME);
        for keyword in KEYWORDS {
            xml.text("dcat:keyword", &[SWEDISH], keyword);
        }
        resource(&mut xml, "dcat:landingPage", &page);
        if let Some(day) = latest(context, scope) {
            xml.text("dcterms:modified", &[date], &day.to_string());
        }
        let files = DataFormat::ALL.map(|format| {
            (format, format!("{}{}", site.base, data_address(context.published, scope, format)))
        });
        for (_, file) in &files {
            resource(&mut xml, "dcat:distribution", &format!("{file}#fil"));
        }
        xml.close();
        for (format, file) in &files {
            xml.open("dcat:Distribution", &[("rdf:about", &format!("{file}#fil"))]);
            let (name, media_type) = match format {
                DataFormat::Csv => ("CSV", "text/csv"),
                DataFormat::Json => ("JSON", "application/json"),
            };
            xml.text("dcterms:title", &[SWEDISH], &format!("{} som {name}", title(context, scope)));
            resource(&mut xml, "dcat:accessURL", file);
            resource(&mut xml, "dcat:downloadURL", file);
            xml.text("dcterms:format", &[], media_type);
            if let Some(license) = &site.license {
                resource(&mut xml, "dcterms:license", license);
            }
            xml.close();
        }
    }
    xml.finish()
}

fn dataset(context: &Context<'_>, scope: DataScope) -> String {
    let file = data_address(context.published, scope, DataFormat::Csv);
    format!("{}{}#datamangd", context.published.site.base, file.trim_end_matches("csv").trim_end_matches('.'))
}

fn description(context: &Context<'_>, scope: DataScope) -> String {
    match scope {
        DataScope::All => {
            "Värden ur alla granskningar: en rad för varje medelvärde, andel, enkät och nyckeltal.".into()
        }
        DataScope::Improvements => {
            "Åtgärder ur alla rapporter, med läge, ansvarig och vad de går vidare från.".into()
        }
        DataScope::Audit(audit) => {
            let title = &context.published.registers.audit(audit).title;
            format!(
                "Värden ur granskningen {title}: en rad för varje medelvärde, andel, enkät och nyckeltal."
            )
        }
    }
}
