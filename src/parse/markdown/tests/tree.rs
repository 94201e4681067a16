//! The tree that Markdown makes.

use super::{fine, html, read};
use crate::model::body::{
    Align, Block, Body, Heading, Inline, Opens, PictureKind, Section, Target, passages, plain_text,
};
use crate::parse::markdown::parse;
use crate::render::contents::contents;
use crate::source::FileId;

fn headings(body: &Body) -> Vec<&Heading> {
    body.blocks
        .iter()
        .filter_map(|block| match block {
            Block::Heading(heading) => Some(&**heading),
            _ => None,
        })
        .collect()
}

fn ids(body: &Body) -> Vec<&str> {
    headings(body).iter().map(|heading| &*heading.id).collect()
}

fn words(body: &Body) -> String {
    match &*body.blocks {
        [Block::Paragraph(paragraph)] => plain_text(&paragraph.content),
        other => panic!("{other:?}"),
    }
}

#[test]
fn text_is_one_run_with_swedish_quotes() {
    let body = fine("Hon sa \"ja\" &amp;\nGöran's\\* `\"kod\"`");
    let [Block::Paragraph(paragraph)] = &*body.blocks else { panic!("{body:?}") };
    assert_eq!(
        paragraph.content,
        [Inline::Text("Hon sa ”ja” & Göran’s* ".into()), Inline::Code("\"kod\"".into())]
    );
}

#[test]
fn raw_html_is_text() {
    assert_eq!(words(&fine("a <b class=\"x\">c</b> &lt;")), "a <b class=\"x\">c</b> <");
    assert_eq!(
        html(&fine("<div>\n<script>x</script>\n</div>\n")),
        "<p>&lt;div&gt;<br>\n&lt;script&gt;x&lt;/script&gt;<br>\n&lt;/div&gt;</p>\n"
    );
}

#[test]
fn brackets_in_prose_are_prose() {
    assert_eq!(words(&fine("Se [1] och [sic] samt [[wiki]].")), "Se [1] och [sic] samt [[wiki]].");
}

#[test]
fn ids_come_from_words_and_recurring_ones_from_what_stands_above() {
    let body = fine(
        "## Löneskuld\n### Risk\n#### Läge\n### Metod\n#### Läge\n## Röjande\n### Risk\n#### Läge\n### Metod\n## Slut\n### Svar\n#### Läge\n",
    );
    assert_eq!(
        ids(&body),
        [
            "loneskuld",
            "loneskuld-risk",
            "loneskuld-risk-lage",
            "loneskuld-metod",
            "loneskuld-metod-lage",
            "rojande",
            "rojande-risk",
            "rojande-lage",
            "rojande-metod",
            "slut",
            "svar",
            "svar-lage",
        ]
    );
}

#[test]
fn an_id_that_is_told_wins() {
    let body = fine("## Annat {#resultat}\n## Mål {#mal-2023}\n### Resultat\n");
    assert_eq!(ids(&body), ["resultat", "mal-2023", "mal-2023-resultat"]);
}

#[test]
fn a_masked_heading_has_an_id_that_says_nothing() {
    assert_eq!(ids(&fine("## Om [[maskad: Kim]] här\n## [[maskad: Kim]]\n")), ["om-har", "avsnitt"]);
}

#[test]
fn attributes_say_what_a_heading_opens() {
    let body = fine(
        "## Röjande *nu* {#r granskning=rojande}\n### A { direktåtgärd=\"plan-b\" }\n### B {åtgärd=c avsnitt=\"fortsatt arbete\"} ##\nC {avsnitt=risk}\n---\n### D\n",
    );
    let headings = headings(&body);
    assert_eq!(plain_text(&headings[0].content), "Röjande nu");
    assert_eq!(headings[0].opens, Some(Opens::Audit("rojande".into())));
    assert_eq!(&*headings[0].id, "r");
    assert_eq!(headings[1].opens, Some(Opens::DirectMeasure("plan-b".into())));
    assert_eq!(headings[2].opens, Some(Opens::Improvement("c".into())));
    assert_eq!(headings[2].section, Some(Section::FurtherWork));
    assert_eq!((plain_text(&headings[3].content).as_str(), headings[3].section), ("C", Some(Section::Risk)));
    assert_eq!(headings[4].section, None);
}

#[test]
fn a_paragraph_or_item_tells_of_an_improvement() {
    let text = "Vi föreslår x. {åtgärd=riktlinje}\n\n- y {åtgärd=mal}\n- {0, 1}\n\nEn {mängd} och {a=b}\n";
    let body = fine(text);
    let [Block::Paragraph(first), Block::List(list), Block::Paragraph(prose)] = &*body.blocks else {
        panic!("{body:?}")
    };
    let (id, span) = first.improvement.as_deref().unwrap();
    assert_eq!((&**id, &text[span.range()]), ("riktlinje", "riktlinje"));
    assert_eq!(plain_text(&first.content), "Vi föreslår x.");
    let Block::Paragraph(item) = &list.items[0].blocks[0] else { panic!() };
    assert_eq!(item.improvement.as_deref().map(|(id, _)| &**id), Some("mal"));
    assert_eq!(plain_text(&prose.content), "En {mängd} och {a=b}");
}

#[test]
fn links_have_their_targets() {
    let text =
        "[a](rapport:n/2020/r#x) [b](bilaga:1) [c][d] <https://e.se> <f@g.se> [h](#i)\n\n[d]: https://d.se\n";
    let body = fine(text);
    let [Block::Paragraph(paragraph)] = &*body.blocks else { panic!("{body:?}") };
    let links: Vec<_> = paragraph
        .content
        .iter()
        .filter_map(|inline| match inline {
            Inline::Link(link) => Some((&link.target, &text[link.span.range()])),
            _ => None,
        })
        .collect();
    assert_eq!(
        links,
        [
            (&Target::Report("n/2020/r".into(), Some("x".into())), "[a](rapport:n/2020/r#x)"),
            (&Target::Appendix(1), "[b](bilaga:1)"),
            (&Target::Web("https://d.se".into()), "[c][d]"),
            (&Target::Web("https://e.se".into()), "<https://e.se>"),
            (&Target::Web("mailto:f@g.se".into()), "<f@g.se>"),
            (&Target::Here("i".into()), "[h](#i)"),
        ]
    );
}

#[test]
fn notes_are_numbered_as_they_are_met() {
    let body = fine("A[^b] B[^a] C[^B]\n\n[^a]: ett, se[^c]\n[^b]: två\n\n[^c]: tre[^b]\n");
    let notes: Vec<_> = body
        .notes
        .iter()
        .map(|note| match note.blocks.as_slice() {
            [Block::Paragraph(paragraph)] => (plain_text(&paragraph.content), note.references),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(notes, [("två".to_owned(), 3), ("ett, se".to_owned(), 1), ("tre".to_owned(), 1)]);
    let out = html(&body);
    for mark in [
        "id=\"notref_1_1\"",
        "id=\"notref_1_2\"",
        "id=\"notref_1_3\"",
        "href=\"#notref_1_3\"",
        "id=\"not_3\"",
    ] {
        assert!(out.contains(mark), "{mark}\n{out}");
    }
}

#[test]
fn tables_lists_and_tasks() {
    let body =
        fine("| a | b | |\n|:--|--:|---|\n| 1 | **2** | |\n\n3. x\n4. y\n\n- [x] klart\n\n- [ ] inte\n");
    let [Block::Table(table), Block::List(numbers), Block::List(tasks)] = &*body.blocks else {
        panic!("{body:?}")
    };
    assert_eq!(table.columns, [Align::Left, Align::Right, Align::Default]);
    assert_eq!(table.rows[0][1], [Inline::Strong(vec![Inline::Text("2".into())])]);
    assert_eq!((numbers.start, numbers.tight), (Some(3), true));
    assert_eq!((tasks.items[0].done, tasks.items[1].done, tasks.tight), (Some(true), Some(false), false));
}

#[test]
fn a_chart_block_asks_for_its_picture() {
    let text = "> ```jämförelse\n> # kommentar\n> fråga: \"latt\"\n> år: [2020, 2023]\n> ```\n\n```rust\nlet a = \"b\";\n```\n";
    let body = fine(text);
    let [Block::Quote(blocks), Block::Code { language, text: code }] = &*body.blocks else {
        panic!("{body:?}")
    };
    let [Block::Picture(request)] = blocks.as_slice() else { panic!("{blocks:?}") };
    assert_eq!((request.kind, request.question.as_deref()), (PictureKind::Comparison, Some("latt")));
    assert_eq!(request.years, [2020, 2023]);
    let places: Vec<_> = request.option_spans.iter().map(|(key, span)| (*key, &text[span.range()])).collect();
    assert_eq!(places, [("fråga", "\"latt\""), ("år", "[2020, 2023]")]);
    assert_eq!((&**language, &**code), ("rust", "let a = \"b\";\n"));
}

#[test]
fn spans_count_from_the_start_of_the_file() {
    let text = "---\ntitel: å\n---\n## Rubrik\n";
    let body = parse(FileId(0), text, text.find("##").unwrap(), &mut Vec::new());
    assert_eq!(text[headings(&body)[0].span.range()].trim_end(), "## Rubrik");
}

#[test]
fn contents_nest_to_h4() {
    let body = fine("## A\n### B\n#### C\n##### D\n### E\n## F\n");
    let contents = contents(&body);
    assert_eq!((contents.len(), contents[0].children.len()), (2, 2));
    let below = &contents[0].children[0].children;
    assert_eq!((below.len(), &*below[0].id, below[0].text.as_str()), (1, "c", "C"));
    assert_eq!(below[0].children, []);
}

#[test]
fn contents_keep_what_jumps() {
    let (body, _) = read("#### A\n## B\n#### C\n### D\n");
    let contents = contents(&body);
    assert_eq!(contents.iter().map(|e| e.text.as_str()).collect::<Vec<_>>(), ["A", "B"]);
    assert_eq!(contents[1].children.iter().map(|e| e.text.as_str()).collect::<Vec<_>>(), ["C", "D"]);
}

#[test]
fn a_paragraph_may_have_a_name_wherever_it_stands() {
    let body = fine(
        "## A\n\nOrd *här*. {#forsta alias=gammalt alias=atgard_x}\n\n> Citat. {#citat}\n\n- En. {#en}\n- Två. {åtgärd=x #tva}\n\n\
         Not[^n]. {#}\n\nProsa {# utan} och {#mitt} i.\n\n[^n]: Källa. {#kalla}\n",
    );
    let named: Vec<(&str, usize)> =
        passages(&body).iter().map(|passage| (passage.id(), passage.aliases().len())).collect();
    assert_eq!(named, [("a", 0), ("forsta", 2), ("citat", 0), ("en", 0), ("tva", 0), ("kalla", 0)]);
    let html = html(&body);
    assert!(
        html.contains(
            "<p id=\"forsta\"><span id=\"gammalt\"></span><span id=\"atgard_x\"></span>Ord <em>här</em>. <a class=\"anchor\" \
             href=\"#forsta\" aria-label=\"Länk till stycket ”Ord här.”\">#</a></p>\n"
        ),
        "{html}"
    );
    let item = "<li><span id=\"en\">En.</span> <a class=\"anchor\" href=\"#en\" aria-label=\"Länk till stycket ”En.”\">#</a></li>";
    assert!(html.contains(item), "{html}");
    assert!(html.contains("<p>Prosa {# utan} och {#mitt} i.</p>"), "{html}");
    assert!(html.contains(". {#}</p>"), "{html}");
}
