//! A report printed by a browser, made into a document that may be published: rebuilt like any PDF beside a report, its
//! structure mended, with a title, a language and the edition's dates and nothing of the machine. Owns what the document
//! says of itself. The same bytes in give the same bytes out.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Document, LoadOptions, Object, ObjectId, Stream, StringFormat};

use super::super::{Released, release};
use super::tags::{self, Tagged};
use super::{LIMIT, copy, lexer, retag, to_text_string, write};
use crate::diagnostic::{AppendixProblem, Spot};
use crate::model::date::Day;
use crate::model::report::AppendixKind;

/// What a printed report says of itself.
#[derive(Clone, Debug)]
pub struct Imprint {
    /// Its title.
    pub title: String,
    /// Who publishes it.
    pub publisher: String,
    /// When the edition was published, and when it was last changed: of the content, never of the clock.
    pub dates: Option<(Day, Day)>,
}

/// A printed report, and what it says in the order of its structure.
pub struct Paper {
    /// The file and its text.
    pub released: Released,
    /// What is read out of the finished file.
    pub tagged: Tagged,
}

/// Where each named place of a print is, by page from 1; `None` where it isn't a PDF.
pub fn destinations(bytes: &[u8]) -> Option<BTreeMap<String, usize>> {
    tags::named_places(&load(bytes)?)
}

/// What a tagged PDF says in the order of its structure; `None` where it isn't one.
pub fn tagged(bytes: &[u8]) -> Option<Tagged> {
    tags::read(&load(bytes)?)
}

/// Makes a browser's print into a document. `file` is its name, for messages.
///
/// # Errors
/// What no PDF may have that is published, or a print without structure.
pub fn paper(bytes: &[u8], imprint: &Imprint, file: &str) -> Result<Paper, Vec<AppendixProblem>> {
    let mut released = release(AppendixKind::Pdf, bytes, &imprint.title, file)?;
    let unreadable = || vec![AppendixProblem::Unreadable { file: file.to_owned(), spot: Spot::File }];
    released.bytes = retagged(&released.bytes, imprint).ok_or_else(unreadable)?;
    released.text.push_str(&imprint.publisher);
    let tagged = load(&released.bytes).as_ref().and_then(tags::read).ok_or_else(unreadable)?;
    Ok(Paper { released, tagged })
}

fn load(bytes: &[u8]) -> Option<Document> {
    Document::load_mem_with_options(bytes, LoadOptions::with_max_decompressed_size(LIMIT)).ok()
}

fn retagged(bytes: &[u8], imprint: &Imprint) -> Option<Vec<u8>> {
    let document = load(bytes)?;
    let (root, info) = (reference(&document, b"Root")?, reference(&document, b"Info")?);
    let last = document.objects.keys().map(|(number, _)| *number).max()?;
    let object = |number: u32| document.objects.get(&(number, 0)).cloned().unwrap_or(Object::Null);
    let mut objects: Vec<Object> = (1..=last).map(object).collect();
    let repeated = retag::repeated_heads(&objects);
    let none = BTreeSet::new();
    for page in super::pages(&document, document.catalog().ok()?)? {
        let operations = lexer::read(&super::content(&document, page.its)?)?;
        let again = repeated.get(&page.id.0).unwrap_or(&none);
        let operations = retag::with_artifacts(retag::without(operations, again));
        let (content, _) = page.its.get(b"Contents").ok()?.as_reference().ok()?;
        *objects.get_mut(content as usize - 1)? = copy::packed(Dictionary::new(), &lexer::write(&operations));
    }
    retag::structure(&mut objects, &tags::element_texts(&document)?, &repeated);
    objects.push(metadata(imprint));
    let metadata = u32::try_from(objects.len()).ok()?;
    objects.get_mut(root as usize - 1)?.as_dict_mut().ok()?.set("Metadata", Object::Reference((metadata, 0)));
    let about = objects.get_mut(info as usize - 1)?.as_dict_mut().ok()?;
    if let Some((created, changed)) = imprint.dates {
        for (key, day) in [("CreationDate", created), ("ModDate", changed)] {
            let written = format!("D:{:04}{:02}{:02}000000Z", day.year(), day.month(), day.of_month());
            about.set(key, Object::String(written.into_bytes(), StringFormat::Literal));
        }
    }
    about.set("Author", Object::String(to_text_string(&imprint.publisher), StringFormat::Literal));
    Some(write::document(&objects, root, info))
}

fn reference(document: &Document, key: &[u8]) -> Option<u32> {
    let (number, _): ObjectId = document.trailer.get(key).ok()?.as_reference().ok()?;
    Some(number)
}

/// XMP: title, language, dates, and that the document holds to PDF/UA-1. Not packed, so that anything can read it.
fn metadata(imprint: &Imprint) -> Object {
    let escaped = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let dates = imprint.dates.map_or_else(String::new, |(created, changed)| {
        format!("<xmp:CreateDate>{created}</xmp:CreateDate>\n<xmp:ModifyDate>{changed}</xmp:ModifyDate>\n")
    });
    let (title, publisher) = (escaped(&imprint.title), escaped(&imprint.publisher));
    let text = format!(
        "<?xpacket begin=\"\u{feff}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n\
         <x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n\
         <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n\
         <rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
         xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\">\n\
         <pdfuaid:part>1</pdfuaid:part>\n\
         <dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">{title}</rdf:li></rdf:Alt></dc:title>\n\
         <dc:creator><rdf:Seq><rdf:li>{publisher}</rdf:li></rdf:Seq></dc:creator>\n\
         <dc:language><rdf:Bag><rdf:li>sv</rdf:li></rdf:Bag></dc:language>\n\
         {dates}</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>"
    );
    let mut its = Dictionary::new();
    its.set("Type", Object::Name(b"Metadata".to_vec()));
    its.set("Subtype", Object::Name(b"XML".to_vec()));
    its.set("Length", i64::try_from(text.len()).unwrap_or(0));
    Object::Stream(Stream {
        dict: its,
        content: text.into_bytes(),
        allows_compression: false,
        start_position: None,
    })
}
