//! Words: plain text with Swedish quotation marks, signs of masks, links, pictures, footnote marks. Part of the
//! builder; owns no blocks.

use super::address::{self, Refused};
use super::builder::{Builder, Frame, Kind};
use super::chart_block;
use crate::diagnostic::BodyProblem;
use crate::model::body::{Image, Inline, Link, Target, plain_text};
use crate::parse::mask::{BLOCK_SIGN, SIGN, after_sign, shown};
use std::ops::Range;

impl Builder<'_> {
    /// Makes the pending text an [`Inline`] of the innermost element.
    pub(super) fn flush(&mut self) {
        if self.text.is_empty() {
            return;
        }
        let text: Box<str> = self.text.as_str().into();
        self.text.clear();
        self.top().inlines.push(Inline::Text(text));
    }

    fn push(&mut self, inline: Inline) {
        if self.skips() {
            return;
        }
        self.flush();
        self.top().inlines.push(inline);
    }

    pub(super) fn text(&mut self, text: &str, range: &Range<usize>) {
        if self.skips() {
            return;
        }
        match &mut self.top().kind {
            Kind::Code { .. } => self.text.push_str(text),
            Kind::Picture(block) => block.push(text, range.start),
            _ => {
                if text.starts_with('[') {
                    self.find_undefined_note(range.start);
                }
                self.text_end = range.end;
                self.words(text, true);
            }
        }
    }

    /// Text as it stands: raw HTML, a soft break.
    pub(super) fn raw(&mut self, text: &str) {
        if !self.skips() {
            self.words(text, false);
        }
    }

    /// One line of an HTML block, or a piece of one.
    pub(super) fn html_line(&mut self, html: &str) {
        let line = html.strip_suffix('\n');
        self.raw(line.unwrap_or(html));
        if line.is_some() {
            self.line_break();
        }
    }

    pub(super) fn line_break(&mut self) {
        self.push(Inline::Break);
    }

    pub(super) fn code(&mut self, code: &str) {
        self.push(Inline::Code(shown(code).into()));
    }

    fn words(&mut self, mut text: &str, quotes: bool) {
        if self.unmasked.any() {
            while let Some(at) = text.find([SIGN, BLOCK_SIGN]) {
                self.plain(&text[..at], quotes);
                let (number, rest) = after_sign(&text[at..]);
                if number.is_some() {
                    self.block_mask = number;
                    if self.text.ends_with("# ") {
                        self.text.truncate(self.text.len() - 2);
                    }
                }
                self.push(Inline::Masked);
                text = rest;
            }
        }
        self.plain(text, quotes);
    }

    /// In Swedish both quotation marks look the same, so a straight one needs no guess of its side.
    fn plain(&mut self, mut text: &str, quotes: bool) {
        // Without a way out of the loop the compiler looks at many bytes at once.
        if quotes && text.bytes().fold(false, |found, b| found | matches!(b, b'"' | b'\'')) {
            while let Some(at) = text.bytes().position(|b| matches!(b, b'"' | b'\'')) {
                self.text.push_str(&text[..at]);
                self.text.push(if text.as_bytes()[at] == b'"' { '”' } else { '’' });
                text = &text[at + 1..];
            }
        }
        self.text.push_str(text);
    }

    pub(super) fn close_inline(&mut self, frame: Frame, range: &Range<usize>) {
        let content = frame.inlines;
        let inline = match frame.kind {
            Kind::Emphasis => Inline::Emphasis(content),
            Kind::Strong => Inline::Strong(content),
            Kind::Struck => Inline::Struck(content),
            Kind::Link { target: Some(target), .. } => {
                let span = self.unmasked.span(range.start, range.end);
                Inline::Link(Box::new(Link { target, content, span }))
            }
            Kind::Image { address } => return self.image(&address, &content, range),
            Kind::Link { masked, .. } => {
                self.top().inlines.extend(content);
                if masked {
                    self.push(Inline::Masked);
                }
                return;
            }
            _ => return self.top().inlines.extend(content),
        };
        self.top().inlines.push(inline);
    }

    pub(super) fn link_kind(&mut self, address: &str, email: bool, range: &Range<usize>) -> Kind {
        if address.contains([SIGN, BLOCK_SIGN]) {
            return Kind::Link { target: None, masked: true };
        }
        if email {
            return Kind::Link {
                target: Some(Target::Web(format!("mailto:{address}").into())),
                masked: false,
            };
        }
        let target = match address::target(address) {
            Ok(target) => Some(target),
            Err(refused) => {
                self.refuse(refused, range);
                None
            }
        };
        Kind::Link { target, masked: false }
    }

    fn refuse(&mut self, refused: Refused, range: &Range<usize>) {
        if self.skips() {
            return;
        }
        let problem = match refused {
            Refused::Script(scheme) => BodyProblem::ScriptAddress { scheme },
            Refused::Unknown(scheme, suggestion) => BodyProblem::UnknownScheme { scheme, suggestion },
            Refused::Relative => BodyProblem::RelativeAddress,
        };
        self.fault(problem, range.start, range.end);
    }

    fn image(&mut self, address: &str, content: &[Inline], range: &Range<usize>) {
        let alternative: Box<str> = plain_text(content).into();
        if address.contains([SIGN, BLOCK_SIGN]) {
            return self.push(Inline::Masked);
        }
        if alternative.trim().is_empty() {
            self.fault(BodyProblem::NoAlternativeText, range.start, range.end);
        }
        if let Some(file) = address::file_beside(address) {
            let span = self.unmasked.span(range.start, range.end);
            return self.push(Inline::Image(Box::new(Image { file, alternative, span })));
        }
        match address::target(address) {
            Err(Refused::Script(scheme)) => self.refuse(Refused::Script(scheme), range),
            _ => self.fault(BodyProblem::ForeignImage, range.start, range.end),
        }
        self.words(&alternative, false);
    }

    pub(super) fn code_kind(&mut self, info: &str, range: &Range<usize>) -> Kind {
        let info = shown(info);
        let word = info.split_whitespace().next().unwrap_or_default();
        match chart_block::picture(word) {
            Ok(Some(kind)) => Kind::Picture(chart_block::PictureBlock::new(kind)),
            Ok(None) => Kind::Code { language: word.into() },
            Err(problem) => {
                if !self.skips() {
                    let line = self.unmasked.text[range.start..].find('\n');
                    self.fault(problem, range.start, line.map_or(range.end, |at| range.start + at));
                }
                Kind::Code { language: word.into() }
            }
        }
    }
}
