//! Free pages, and the page that a server shows where there is nothing.

use serde::Serialize;

use super::frame::{Frame, Framing, Part};
use super::outline::{self, OutlineItem};
use crate::diagnostic::PublishProblem;
use crate::plan::free_page_address;
use crate::render::Context;
use crate::render::address::Here;
use crate::render::figure::PageSurroundings;

#[derive(Serialize)]
struct FreePageView<'a> {
    frame: Frame,
    title: &'a str,
    summary: Option<&'a str>,
    outline: Vec<OutlineItem>,
    body: String,
}

#[derive(Serialize)]
struct NotFound {
    frame: Frame,
    home: String,
}

/// Renders a free page.
pub(in crate::render) fn page(context: &Context<'_>, index: u32) -> Result<String, PublishProblem> {
    let its = &context.published.pages[index as usize];
    let address = free_page_address(&its.id);
    let here = Here::at(&address);
    let framing = Framing {
        here: &here,
        address: Some(&address),
        title: Some(&its.title),
        description: its.summary.as_deref(),
        way: Vec::new(),
        part: Part::FreePage(index),
    };
    let surroundings = PageSurroundings::of_page(context, &here);
    let tree = its.body.unpack();
    let (body, _) = surroundings.body(&tree)?;
    let view = FreePageView {
        frame: Frame::new(context, framing),
        title: &its.title,
        summary: its.summary.as_deref(),
        outline: outline::of_body(&tree),
        body,
    };
    context.theme.fill("sida.html", &view)
}

/// Renders the page for addresses that lead nowhere. A server shows it at any depth: its links are absolute.
pub(in crate::render) fn not_found(context: &Context<'_>) -> Result<String, PublishProblem> {
    let here = Here::anywhere(&context.published.site.base);
    let framing = Framing {
        here: &here,
        address: None,
        title: Some("Sidan finns inte"),
        description: None,
        way: Vec::new(),
        part: Part::Nowhere,
    };
    let frame = Frame::new(context, framing).with_files_from(&Here::at("404.html"));
    context.theme.fill("404.html", &NotFound { frame, home: here.to("") })
}
