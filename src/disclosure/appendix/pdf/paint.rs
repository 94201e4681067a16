//! What a page paints, in order: where its letters stand and what is painted over them. Finds text under boxes,
//! text outside the page or what is cut off, text that nobody sees, and text that can't be read out.
//!
//! A letter counts as covered when a point low in it and one half-way up both lie under later, opaque paint; so a
//! line struck through a word doesn't cover it. Text in mode 3 (invisible) is allowed over a picture, as a scanner's
//! reading of it, but not where a box was drawn on that picture.

use std::collections::BTreeMap;
use std::rc::Rc;

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::super::Job;
use super::font::Font;
use super::lexer::{Operation, Token};
use super::plane::{
    Bounds, EVERYWHERE, Grid, IDENTITY, Matrix, Paint, Point, at, bounds_of, corners, curve, curve_in_place,
    cut, extend, times, within,
};
use super::{LIMIT, decoded, deref, dictionary, float, lexer};
use crate::diagnostic::{AppendixProblem, Hidden, Spot};

/// From this share of opacity on, paint hides what is under it.
const OPAQUE: f64 = 0.9;
/// How many codes in a row may have no meaning: a bullet or a symbol, not a word.
const UNKNOWN_IN_A_ROW: usize = 2;

/// A letter that is there.
struct Letter {
    order: usize,
    low: Point,
    high: Point,
    colour: Option<[f64; 3]>,
    is_invisible: bool,
    clip: Bounds,
}

#[derive(Clone)]
struct State {
    ctm: Matrix,
    clip: Bounds,
    fill: Option<[f64; 3]>,
    fill_components: bool,
    stroke: Option<[f64; 3]>,
    alpha: f64,
    stroke_alpha: f64,
    line: f64,
    font: Option<Rc<Font>>,
    size: f64,
    char_space: f64,
    word_space: f64,
    scale: f64,
    leading: f64,
    rise: f64,
    mode: i64,
}

/// A page's painting.
pub(super) struct Painter<'d> {
    document: &'d Document,
    fonts: BTreeMap<ObjectId, Rc<Font>>,
    contents: BTreeMap<ObjectId, Rc<Vec<Operation>>>,
    /// How many operators may still be carried out in this file.
    budget: usize,
    paints: Vec<Paint>,
    letters: Vec<Letter>,
    order: usize,
    text: String,
    last: Option<(Point, f64)>,
    unknown: usize,
    is_illegible: bool,
    is_broken: bool,
    /// Marked content that is open, innermost last.
    open: Vec<Mark>,
    /// The page's text as it is read out: a piece with words of its own is those.
    spoken: String,
    /// The text of the page's marked content, by its number in the structure.
    marked: BTreeMap<i64, String>,
}

impl<'d> Painter<'d> {
    pub(super) fn new(document: &'d Document) -> Self {
        Self {
            document,
            fonts: BTreeMap::new(),
            contents: BTreeMap::new(),
            budget: 30_000_000,
            paints: Vec::new(),
            letters: Vec::new(),
            order: 0,
            text: String::new(),
            last: None,
            unknown: 0,
            is_illegible: false,
            is_broken: false,
            open: Vec::new(),
            spoken: String::new(),
            marked: BTreeMap::new(),
        }
    }

    /// The text of the last page's marked content, by its number in the structure.
    pub(super) fn take_marked(&mut self) -> BTreeMap<i64, String> {
        std::mem::take(&mut self.marked)
    }

    /// Goes through a page; tells what hides there and hands on its text. Without a page's bounds only the text.
    pub(super) fn run(
        &mut self,
        operations: &[Operation],
        resources: &Dictionary,
        page: Option<(Bounds, usize)>,
        job: &mut Job,
    ) {
        self.paints.clear();
        self.letters.clear();
        self.order = 0;
        self.last = None;
        self.unknown = 0;
        self.open.clear();
        self.spoken.clear();
        self.marked.clear();
        let state = State {
            ctm: IDENTITY,
            clip: EVERYWHERE,
            fill: Some([0.0; 3]),
            fill_components: true,
            stroke: Some([0.0; 3]),
            alpha: 1.0,
            stroke_alpha: 1.0,
            line: 1.0,
            font: None,
            size: 1.0,
            char_space: 0.0,
            word_space: 0.0,
            scale: 1.0,
            leading: 0.0,
            rise: 0.0,
            mode: 0,
        };
        self.carry_out(operations, resources, state, 0);
        job.say(&std::mem::take(&mut self.text));
        let spot = page.map_or(Spot::File, |(_, number)| Spot::Page(number));
        if std::mem::take(&mut self.is_illegible) {
            job.add(|file| AppendixProblem::Illegible { file, spot });
        }
        if std::mem::take(&mut self.is_broken) {
            job.unreadable(spot);
        }
        if self.budget == 0 {
            job.too_large();
        }
        if let Some((bounds, number)) = page {
            self.judge(&bounds, Spot::Page(number), job);
        }
    }

    fn judge(&self, page: &Bounds, spot: Spot, job: &mut Job) {
        let grid = Grid::new(page, &self.paints);
        for letter in &self.letters {
            let middle =
                (f64::midpoint(letter.low.0, letter.high.0), f64::midpoint(letter.low.1, letter.high.1));
            if !within(middle, page, 1.0) || !within(middle, &letter.clip, 1.0) {
                job.hidden(Hidden::OutsidePage, spot);
                continue;
            }
            let mut low = false;
            let mut high = false;
            let mut under: Option<&Paint> = None;
            let mut picture: Option<usize> = None;
            let mut boxed = false;
            for paint in grid.near(middle).map(|index| &self.paints[index]) {
                if letter.is_invisible {
                    if paint.is_picture && paint.covers(middle) {
                        picture = Some(picture.map_or(paint.order, |first| first.min(paint.order)));
                    }
                } else if paint.order > letter.order {
                    low = low || paint.covers(letter.low);
                    high = high || paint.covers(letter.high);
                } else if paint.covers(middle) {
                    under = Some(paint);
                }
            }
            if letter.is_invisible {
                for paint in grid.near(middle).map(|index| &self.paints[index]) {
                    let over = picture.is_some_and(|first| paint.order > first);
                    boxed = boxed
                        || over && !paint.is_picture && paint.covers(letter.low) && paint.covers(letter.high);
                }
                if boxed {
                    job.add(|file| AppendixProblem::CoveredText { file, spot });
                } else if picture.is_none() {
                    job.hidden(Hidden::Text, spot);
                }
                continue;
            }
            if low && high {
                job.add(|file| AppendixProblem::CoveredText { file, spot });
            }
            let ground = under.map_or(Some([1.0; 3]), |paint| paint.colour);
            if let (Some(ink), Some(ground)) = (letter.colour, ground)
                && ink.iter().zip(ground).all(|(a, b)| (a - b).abs() < 0.04)
            {
                job.hidden(Hidden::Camouflaged, spot);
            }
        }
    }

    fn font(&mut self, name: &[u8], resources: &Dictionary) -> Option<Rc<Font>> {
        let fonts = resources.get(b"Font").ok().and_then(|it| dictionary(self.document, it))?;
        let object = fonts.get(name).ok()?;
        if let Object::Reference(id) = object
            && let Some(known) = self.fonts.get(id)
        {
            return Some(Rc::clone(known));
        }
        let made = Rc::new(Font::new(dictionary(self.document, object)?, self.document));
        if let Object::Reference(id) = object {
            self.fonts.insert(*id, Rc::clone(&made));
        }
        Some(made)
    }

    #[expect(clippy::too_many_lines, reason = "one arm an operator: apart they would be harder to follow")]
    #[expect(clippy::many_single_char_names, reason = "the standard's names")]
    fn carry_out(&mut self, operations: &[Operation], resources: &Dictionary, state: State, depth: usize) {
        let mut state = state;
        let mut saved: Vec<State> = Vec::new();
        let (mut text, mut line) = (IDENTITY, IDENTITY);
        let mut path: Vec<Vec<Point>> = Vec::new();
        let mut pending_clip = false;
        for operation in operations {
            if self.budget == 0 {
                return;
            }
            self.budget -= 1;
            let numbers: Vec<f64> = operation.operands.iter().filter_map(Token::number).collect();
            let name = operation.operands.last().and_then(Token::name);
            match (operation.operator.as_slice(), numbers.as_slice()) {
                (b"q", _) if saved.len() < 1_000 => saved.push(state.clone()),
                (b"Q", _) => {
                    if let Some(before) = saved.pop() {
                        state = before;
                    }
                }
                (b"cm", &[a, b, c, d, e, f]) => state.ctm = times(&[a, b, c, d, e, f], &state.ctm),
                (b"w", &[width]) => state.line = width,
                (b"gs", _) => self.apply_graphics(name, resources, &mut state),
                (b"g", &[grey]) => state.fill = Some([grey; 3]),
                (b"G", &[grey]) => state.stroke = Some([grey; 3]),
                (b"rg", &[r, g, b]) => state.fill = Some([r, g, b]),
                (b"RG", &[r, g, b]) => state.stroke = Some([r, g, b]),
                (b"k", &[c, m, y, k]) => state.fill = Some(from_cmyk(c, m, y, k)),
                (b"K", &[c, m, y, k]) => state.stroke = Some(from_cmyk(c, m, y, k)),
                (b"cs", _) => {
                    state.fill_components = name.is_some_and(|name| self.is_plain_space(name, resources));
                    state.fill = state.fill_components.then_some([0.0; 3]);
                }
                (b"CS", _) => state.stroke = None,
                (b"sc" | b"scn", its) => {
                    state.fill = match *its {
                        _ if !state.fill_components || name.is_some() => None,
                        [grey] => Some([grey; 3]),
                        [r, g, b] => Some([r, g, b]),
                        [c, m, y, k] => Some(from_cmyk(c, m, y, k)),
                        _ => None,
                    };
                }
                (b"m", &[x, y]) => path.push(vec![at(&state.ctm, (x, y))]),
                (b"l", &[x, y]) => extend(&mut path, [at(&state.ctm, (x, y))]),
                (b"c", &[a, b, c, d, e, f]) => curve(&mut path, &state.ctm, (a, b), (c, d), (e, f)),
                (b"v", &[c, d, e, f]) => {
                    // The first control point is the point where it begins.
                    if let Some(start) = path.last().and_then(|shape| shape.last()).copied() {
                        curve_in_place(&mut path, start, at(&state.ctm, (c, d)), at(&state.ctm, (e, f)));
                    }
                }
                (b"y", &[a, b, e, f]) => curve(&mut path, &state.ctm, (a, b), (e, f), (e, f)),
                (b"re", &[x, y, w, h]) => {
                    let corners = [(x, y), (x + w, y), (x + w, y + h), (x, y + h)];
                    path.push(corners.iter().map(|corner| at(&state.ctm, *corner)).collect());
                }
                (b"W" | b"W*", _) => pending_clip = true,
                (b"f" | b"F" | b"f*" | b"B" | b"B*" | b"b" | b"b*" | b"S" | b"s" | b"n", _) => {
                    let operator = operation.operator[0];
                    if !matches!(operator, b'S' | b's' | b'n') {
                        self.fill(&path, &state);
                    }
                    if matches!(operator, b'S' | b's' | b'B' | b'b') {
                        self.stroke(&path, &state);
                    }
                    if std::mem::take(&mut pending_clip) {
                        state.clip = cut(&state.clip, &bounds_of(path.iter().flatten()));
                    }
                    path.clear();
                }
                (b"sh", _) => self.add_paint(vec![corners(&state.clip)], None, &state, false),
                (b"Do", _) => self.draw(name, resources, &state, depth),
                (b"BI", _) => self.picture(&state),
                (b"BMC", _) => self.open.push(Mark::new(None, self.spoken.len())),
                (b"EMC", _) => self.close_mark(),
                (b"BDC", _) => {
                    self.open.push(Mark::new(operation.operands.last(), self.spoken.len()));
                    if let Some(Token::Dictionary(entries)) = operation.operands.last() {
                        for (key, value) in entries {
                            if let (b"ActualText" | b"Alt" | b"E", Token::String(bytes)) =
                                (key.as_slice(), value)
                            {
                                self.text.push('\n');
                                self.text.push_str(&super::text_string(bytes));
                                self.text.push('\n');
                            }
                        }
                    }
                }
                (b"BT", _) => (text, line) = (IDENTITY, IDENTITY),
                (b"Tc", &[space]) => state.char_space = space,
                (b"Tw", &[space]) => state.word_space = space,
                (b"Tz", &[percent]) => state.scale = percent / 100.0,
                (b"TL", &[leading]) => state.leading = leading,
                (b"Ts", &[rise]) => state.rise = rise,
                #[expect(clippy::cast_possible_truncation, reason = "a mode is 0 to 7")]
                (b"Tr", &[mode]) => state.mode = mode as i64,
                (b"Tf", its) => {
                    let name = operation.operands.first().and_then(Token::name).unwrap_or_default();
                    state.font = self.font(name, resources);
                    state.size = its.last().copied().unwrap_or(0.0);
                }
                (b"Td", &[x, y]) => {
                    line = times(&[1.0, 0.0, 0.0, 1.0, x, y], &line);
                    text = line;
                }
                (b"TD", &[x, y]) => {
                    state.leading = -y;
                    line = times(&[1.0, 0.0, 0.0, 1.0, x, y], &line);
                    text = line;
                }
                (b"Tm", &[a, b, c, d, e, f]) => {
                    line = [a, b, c, d, e, f];
                    text = line;
                }
                (b"T*", _) => next_line(&mut line, &mut text, &state),
                (b"Tj" | b"TJ", _) => self.show_all(&operation.operands, &mut text, &state),
                (b"'", _) => {
                    next_line(&mut line, &mut text, &state);
                    self.show_all(&operation.operands, &mut text, &state);
                }
                (b"\"", its) => {
                    if let &[word, letter] = its {
                        state.word_space = word;
                        state.char_space = letter;
                    }
                    next_line(&mut line, &mut text, &state);
                    self.show_all(operation.operands.get(2..).unwrap_or_default(), &mut text, &state);
                }
                _ => {}
            }
        }
    }

    fn close_mark(&mut self) {
        let Some(Mark { number, instead, start }) = self.open.pop() else { return };
        if let Some(instead) = instead {
            self.spoken.truncate(start);
            self.spoken.push_str(&instead);
        }
        if let Some(number) = number {
            let text = self.spoken.get(start..).unwrap_or_default();
            self.marked.entry(number).or_default().push_str(text);
        }
    }

    fn apply_graphics(&self, name: Option<&[u8]>, resources: &Dictionary, state: &mut State) {
        let states = resources.get(b"ExtGState").ok().and_then(|it| dictionary(self.document, it));
        let Some(its) =
            states.zip(name).and_then(|(all, name)| dictionary(self.document, all.get(name).ok()?))
        else {
            return;
        };
        if let Some(alpha) = its.get(b"ca").ok().and_then(float) {
            state.alpha = alpha;
        }
        if let Some(alpha) = its.get(b"CA").ok().and_then(float) {
            state.stroke_alpha = alpha;
        }
        if let Some(width) = its.get(b"LW").ok().and_then(float) {
            state.line = width;
        }
    }

    /// Spaces whose numbers are grey, RGB or CMYK.
    fn is_plain_space(&self, name: &[u8], resources: &Dictionary) -> bool {
        if matches!(name, b"DeviceGray" | b"DeviceRGB" | b"DeviceCMYK") {
            return true;
        }
        let spaces = resources.get(b"ColorSpace").ok().and_then(|it| dictionary(self.document, it));
        let space = spaces.and_then(|all| deref(self.document, all.get(name).ok()?));
        space
            .and_then(|it| it.as_array().ok()?.first()?.as_name().ok())
            .is_some_and(|kind| matches!(kind, b"ICCBased" | b"CalRGB" | b"CalGray"))
    }

    fn add_paint(
        &mut self,
        shapes: Vec<Vec<Point>>,
        colour: Option<[f64; 3]>,
        state: &State,
        is_picture: bool,
    ) {
        self.order += 1;
        let bounds = cut(&bounds_of(shapes.iter().flatten()), &state.clip);
        // Thinner than a line of small print: no letter is under it.
        if bounds[2] - bounds[0] > 0.5 && bounds[3] - bounds[1] > 0.5 {
            self.paints.push(Paint { order: self.order, shapes, bounds, colour, is_picture });
        }
    }

    fn fill(&mut self, path: &[Vec<Point>], state: &State) {
        if state.alpha >= OPAQUE && !path.is_empty() {
            self.add_paint(path.to_vec(), state.fill, state, false);
        }
    }

    /// A broad line is a box.
    fn stroke(&mut self, path: &[Vec<Point>], state: &State) {
        let [a, b, c, d, ..] = state.ctm;
        let width = state.line * (a * d - b * c).abs().sqrt();
        if state.stroke_alpha < OPAQUE || width < 2.5 {
            return;
        }
        for shape in path {
            for pair in shape.windows(2) {
                let (dx, dy) = (pair[1].0 - pair[0].0, pair[1].1 - pair[0].1);
                let length = dx.hypot(dy);
                if length > 0.0 {
                    let (nx, ny) = (-dy / length * width / 2.0, dx / length * width / 2.0);
                    let shape = vec![
                        (pair[0].0 + nx, pair[0].1 + ny),
                        (pair[1].0 + nx, pair[1].1 + ny),
                        (pair[1].0 - nx, pair[1].1 - ny),
                        (pair[0].0 - nx, pair[0].1 - ny),
                    ];
                    self.add_paint(vec![shape], state.stroke, state, false);
                }
            }
        }
    }

    fn picture(&mut self, state: &State) {
        if state.alpha >= OPAQUE {
            let unit = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)];
            let shape = unit.iter().map(|corner| at(&state.ctm, *corner)).collect();
            self.add_paint(vec![shape], None, state, true);
        }
    }

    fn draw(&mut self, name: Option<&[u8]>, resources: &Dictionary, state: &State, depth: usize) {
        let all = resources.get(b"XObject").ok().and_then(|it| dictionary(self.document, it));
        let Some(object) = all.zip(name).and_then(|(all, name)| all.get(name).ok()) else { return };
        let Some(Object::Stream(stream)) = deref(self.document, object) else { return };
        match stream.dict.get(b"Subtype").and_then(Object::as_name) {
            Ok(b"Image") => self.picture(state),
            Ok(b"Form") => {
                if depth > 12 {
                    self.is_broken = true;
                    return;
                }
                let id = object.as_reference().unwrap_or_default();
                let operations = if let Some(known) = self.contents.get(&id) {
                    Rc::clone(known)
                } else {
                    let Some(read) = decoded(stream, LIMIT).and_then(|data| lexer::read(&data)) else {
                        self.is_broken = true;
                        return;
                    };
                    let read = Rc::new(read);
                    self.contents.insert(id, Rc::clone(&read));
                    read
                };
                let mut state = state.clone();
                if let Some(matrix) = numbers::<6>(self.document, &stream.dict, b"Matrix") {
                    state.ctm = times(&matrix, &state.ctm);
                }
                if let Some(bounds) = numbers::<4>(self.document, &stream.dict, b"BBox") {
                    let shape: Vec<Point> =
                        corners(&bounds).iter().map(|corner| at(&state.ctm, *corner)).collect();
                    state.clip = cut(&state.clip, &bounds_of(shape.iter()));
                }
                let own = stream.dict.get(b"Resources").ok().and_then(|it| dictionary(self.document, it));
                self.carry_out(&operations, own.unwrap_or(resources), state, depth + 1);
            }
            _ => {}
        }
    }

    fn show_all(&mut self, operands: &[Token], text: &mut Matrix, state: &State) {
        for operand in operands {
            match operand {
                Token::String(bytes) => self.show(bytes, text, state),
                Token::Array(items) => {
                    for item in items {
                        match item {
                            Token::String(bytes) => self.show(bytes, text, state),
                            Token::Number(back, _) => {
                                let step = -back / 1000.0 * state.size * state.scale;
                                *text = times(&[1.0, 0.0, 0.0, 1.0, step, 0.0], text);
                            }
                            _ => {}
                        }
                    }
                }
                _ => {}
            }
        }
    }

    fn show(&mut self, bytes: &[u8], text: &mut Matrix, state: &State) {
        let Some(font) = state.font.clone() else {
            // No reader knows these letters.
            self.is_illegible |= !bytes.is_empty();
            return;
        };
        for chunk in bytes.chunks(font.bytes) {
            if self.budget == 0 {
                return;
            }
            self.budget -= 1;
            let code = chunk.iter().fold(0_u32, |sum, byte| sum << 8 | u32::from(*byte));
            let width = font.width(code) * state.size;
            let whole = times(text, &state.ctm);
            let meaning = font.text(code);
            let is_blank = meaning.is_some_and(|its| {
                its.trim_matches(|one: char| one.is_whitespace() || one.is_control()).is_empty()
            });
            let begin = at(&whole, (0.0, state.rise));
            let end = at(&whole, (width * state.scale, state.rise));
            let up = at(&whole, (0.0, state.rise + state.size));
            let height = (up.0 - begin.0).hypot(up.1 - begin.1);
            self.space_before(begin, height, (end.0 - begin.0, end.1 - begin.1));
            if let Some(its) = meaning {
                self.unknown = 0;
                self.text.push_str(its);
                self.spoken.push_str(its);
            } else {
                self.unknown += 1;
                self.is_illegible |= self.unknown > UNKNOWN_IN_A_ROW;
                self.text.push('\u{fffd}');
                self.spoken.push('\u{fffd}');
            }
            self.last = Some((end, height));
            if !is_blank {
                self.order += 1;
                let middle = width * state.scale / 2.0;
                self.letters.push(Letter {
                    order: self.order,
                    low: at(&whole, (middle, state.rise + 0.12 * state.size)),
                    high: at(&whole, (middle, state.rise + 0.45 * state.size)),
                    colour: if state.mode == 1 { state.stroke } else { state.fill },
                    is_invisible: matches!(state.mode, 3 | 7) || state.alpha < 0.05 || height < 0.7,
                    clip: state.clip,
                });
            }
            let word = if font.bytes == 1 && code == 32 { state.word_space } else { 0.0 };
            let step = (width + state.char_space + word) * state.scale;
            *text = times(&[1.0, 0.0, 0.0, 1.0, step, 0.0], text);
        }
    }

    /// A new line or a blank, as the distance from the last letter says.
    fn space_before(&mut self, begin: Point, height: f64, direction: Point) {
        let Some((end, before)) = self.last else { return };
        let length = direction.0.hypot(direction.1).max(1e-9);
        let unit = (direction.0 / length, direction.1 / length);
        let (dx, dy) = (begin.0 - end.0, begin.1 - end.1);
        let along = dx * unit.0 + dy * unit.1;
        let across = (dx * unit.1 - dy * unit.0).abs();
        let size = height.max(before).max(0.1);
        if across > 0.5 * size {
            self.text.push('\n');
            self.spoken.push('\n');
            self.unknown = 0;
        } else if along > 0.17 * size || along < -size {
            self.text.push(' ');
            self.spoken.push(' ');
        }
    }
}

fn next_line(line: &mut Matrix, text: &mut Matrix, state: &State) {
    *line = times(&[1.0, 0.0, 0.0, 1.0, 0.0, -state.leading], line);
    *text = *line;
}

/// Marked content that is open.
struct Mark {
    /// Its number in the structure.
    number: Option<i64>,
    /// What it is read out as, whatever it shows.
    instead: Option<String>,
    /// Where its text begins.
    start: usize,
}

impl Mark {
    fn new(properties: Option<&Token>, start: usize) -> Self {
        let entries: &[_] = if let Some(Token::Dictionary(entries)) = properties { entries } else { &[] };
        let value = |name: &[u8]| entries.iter().find(|(key, _)| key == name).map(|(_, value)| value);
        let instead = match value(b"ActualText") {
            Some(Token::String(bytes)) => Some(super::text_string(bytes)),
            _ => None,
        };
        #[expect(clippy::cast_possible_truncation, reason = "whole numbers, and no page has that many")]
        let number = value(b"MCID").and_then(Token::number).map(|number| number as i64);
        Self { number, instead, start }
    }
}

/// The number that ties marked content to the structure.
pub(super) fn mark_number(properties: Option<&Token>) -> Option<i64> {
    Mark::new(properties, 0).number
}

fn from_cmyk(c: f64, m: f64, y: f64, k: f64) -> [f64; 3] {
    [c, m, y].map(|ink| (1.0 - ink) * (1.0 - k))
}

pub(super) fn numbers<const N: usize>(document: &Document, its: &Dictionary, key: &[u8]) -> Option<[f64; N]> {
    let list = deref(document, its.get(key).ok()?)?.as_array().ok()?;
    let values: Vec<f64> = list.iter().filter_map(|it| deref(document, it).and_then(float)).collect();
    values.try_into().ok()
}
