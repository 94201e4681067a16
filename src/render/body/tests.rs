//! The HTML of each element, as a reader's browser and screen reader get it.

use super::*;
use crate::parse::markdown::parse;
use crate::source::FileId;

struct Somewhere;

impl Surroundings for Somewhere {
    fn href(&self, target: &Target) -> String {
        match target {
            Target::Web(address) => address.to_string(),
            other => format!("../{other:?}"),
        }
    }

    fn image(&self, file: &str) -> String {
        format!("bilder/{file}")
    }

    fn picture(&self, request: &PictureRequest, out: &mut String) {
        out.push_str("<figure>");
        out.push_str(request.question.as_deref().unwrap_or_default());
        out.push_str("</figure>\n");
    }

    fn above(&self, heading: &Heading, out: &mut String) {
        if heading.opens.is_some() {
            out.push_str("<figure>alla</figure>\n");
        }
    }
}

fn gives(markdown: &str, expected: &str) {
    let mut out = String::new();
    push_body(&mut out, &parse(FileId(0), markdown, 0, &mut Vec::new()), &Somewhere);
    assert_eq!(out, expected);
}

#[test]
fn a_heading_has_its_link_beside_it() {
    gives(
        "## Om \"§ 4\" & annat {granskning=x}\n",
        "<figure>alla</figure>\n<div class=\"heading\"><h2 id=\"om-4-annat\">Om ”§\u{A0}4” &amp; annat</h2><a class=\"anchor\" \
         href=\"#om-4-annat\" aria-label=\"Länk till avsnittet Om ”§\u{A0}4” &amp; annat\">#</a></div>\n",
    );
}

#[test]
fn words_and_their_marks() {
    gives(
        "*a* **b** ~~c~~ `<d> 1 %`\\\n[e](https://f.se/?a=b&c) ![g \"h\"](i.png) <j>",
        "<p><em>a</em> <strong>b</strong> <del>c</del> <code>&lt;d&gt; 1 %</code><br>\n\
         <a href=\"https://f.se/?a=b&amp;c\">e</a> <img src=\"bilder/i.png\" alt=\"g ”h”\"> &lt;j&gt;</p>\n",
    );
}

#[test]
fn a_table_scrolls_in_a_region_with_a_name_of_its_own() {
    let table = |number: u32| {
        format!(
            "<section class=\"table\" tabindex=\"0\" aria-label=\"Tabell {number}\"><table>\n\
             <thead><tr><td></td><th scope=\"col\" class=\"right\">A</th></tr></thead>\n\
             <tbody>\n<tr><td>b</td><td class=\"right\">6\u{A0}279</td></tr>\n</tbody></table></section>\n"
        )
    };
    let markdown = "| | A |\n|---|--:|\n| b | 6 279 |\n";
    gives(&format!("{markdown}\n{markdown}"), &(table(1) + &table(2)));
}

#[test]
fn lists_and_tasks() {
    gives("3. a\n4. b\n", "<ol start=\"3\">\n<li>a</li>\n<li>b</li>\n</ol>\n");
    gives("- a\n\n- b\n", "<ul>\n<li>\n<p>a</p>\n</li>\n<li>\n<p>b</p>\n</li>\n</ul>\n");
    gives(
        "- [x] a\n- [ ] b\n",
        "<ul class=\"tasks\">\n\
         <li><span class=\"task\" aria-hidden=\"true\">☑</span> <span class=\"hidden-words\">Klar: </span>a</li>\n\
         <li><span class=\"task\" aria-hidden=\"true\">☐</span> <span class=\"hidden-words\">Inte klar: </span>b</li>\n\
         </ul>\n",
    );
}

#[test]
fn blocks() {
    gives("> a\n", "<blockquote>\n<p>a</p>\n</blockquote>\n");
    gives("a\n\n***\n", "<p>a</p>\n<hr>\n");
    gives(
        "```\n<a> \"b\" 1 %\n```\n",
        "<pre tabindex=\"0\"><code>&lt;a&gt; &quot;b&quot; 1 %\n</code></pre>\n",
    );
    gives("```skala\nfråga: a\n```\n", "<figure>a</figure>\n");
}

#[test]
fn masked_passages() {
    gives(
        "a [[maskad: b]]\n\n:::maskad {grund=\"OSL 21:7\"}\nc\n:::\n",
        "<p>a <span class=\"masked\"><span aria-hidden=\"true\">█</span><span class=\"hidden-words\">[maskad \
         uppgift]</span></span></p>\n<p class=\"masked\">█ Maskad enligt OSL 21\u{A0}kap. 7\u{A0}§</p>\n",
    );
    for other in ["OSL 26 kap. 1 §", "beslut 12:x", "26:1", ""] {
        assert_eq!(ground_words(other), other);
    }
    assert_eq!(ground_words("OSL 21:1a"), "OSL 21\u{A0}kap. 1a\u{A0}§");
}

#[test]
fn every_reference_to_a_note_has_a_way_back() {
    gives(
        "a[^n] b[^n]\n\n[^n]: c\n",
        "<p>a<sup><a id=\"notref_1_1\" href=\"#not_1\" role=\"doc-noteref\" aria-label=\"Fotnot 1\">1</a></sup> \
         b<sup><a id=\"notref_1_2\" href=\"#not_1\" role=\"doc-noteref\" aria-label=\"Fotnot 1\">1</a></sup></p>\n\
         <section class=\"notes\" role=\"doc-endnotes\" aria-label=\"Fotnoter\">\n<ol>\n<li id=\"not_1\">\n<p>c \
         <a href=\"#notref_1_1\" role=\"doc-backlink\" aria-label=\"Tillbaka till texten från fotnot 1, ställe \
         1\">↩</a> <a href=\"#notref_1_2\" role=\"doc-backlink\" aria-label=\"Tillbaka till texten från fotnot 1, \
         ställe 2\">↩<sup>2</sup></a></p>\n</li>\n</ol>\n</section>\n",
    );
}
