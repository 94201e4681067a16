//! Every kind of page of a small site made by hand.

use super::fixture::site;
use super::*;
use crate::plan::plan;

fn rendered(published: &Published) -> Vec<(String, String)> {
    let theme = Theme::new(Vec::new()).unwrap();
    let pages = plan(published).value.unwrap();
    let context = Context::new(published, &theme, &pages);
    let pages = pages.iter().filter_map(|page| render(page, &context).unwrap());
    pages.map(|page| (page.path, String::from_utf8(page.bytes).unwrap())).collect()
}

fn page<'p>(pages: &'p [(String, String)], path: &str) -> &'p str {
    &pages.iter().find(|(its, _)| its == path).unwrap_or_else(|| panic!("no {path}")).1
}

#[test]
fn every_kind_of_page_is_rendered() {
    let pages = rendered(&site());
    for path in [
        "index.html",
        "404.html",
        "forskolenamnden/index.html",
        "forskolenamnden/2023/index.html",
        "forskolenamnden/2023/uppfoljning/index.html",
        "ar/index.html",
        "ar/2023/index.html",
        "granskningar/index.html",
        "granskningar/sekretess/index.html",
        "sidor/om/index.html",
        "atgarder/index.html",
        "atgarder/status/kvarstar/index.html",
        "atgarder/status/ny/index.html",
        "atgarder/namnd/forskolenamnden/index.html",
        "atgarder/ar/2023/index.html",
    ] {
        let html = page(&pages, path);
        assert!(html.contains("<main"), "{path}");
        assert!(!html.contains("style="), "{path}");
        assert!(!html.contains("<script>"), "{path}");
    }
}

#[test]
fn hostile_titles_are_text_everywhere() {
    let pages = rendered(&site());
    let html = page(&pages, "forskolenamnden/2023/uppfoljning/index.html");
    assert!(html.contains("&lt;script&gt;"));
    assert!(!html.contains("alert(\"x\")"), "quotes stay out of attributes");
}

#[test]
fn a_draft_says_so_and_a_replaced_report_leads_on() {
    let pages = rendered(&site());
    let draft = page(&pages, "aldre/2023/utkast/index.html");
    assert!(draft.contains("class=\"watermark\" aria-hidden=\"true\">Utkast<"));
    let replaced = page(&pages, "aldre/2020/gammal/index.html");
    assert!(replaced.contains("</span> Ersatt.</strong>"));
    assert!(replaced.contains("href=\"../../../aldre/2020/ny/index.html\""));
    assert!(!replaced.contains("watermark"));
    let home = page(&pages, "index.html");
    let newest = home.split("id=\"namnder\"").next().unwrap();
    assert!(!newest.contains("aldre/2020/gammal/"), "only what is in force is news");
}

#[test]
fn pictures_that_nobody_asked_for_close_the_results() {
    let pages = rendered(&site());
    let html = page(&pages, "forskolenamnden/2023/uppfoljning/index.html");
    let place = |needle: &str| html.find(needle).unwrap_or_else(|| panic!("no {needle}"));
    let scale = place("id=\"skala-sekretess_trygg\"");
    let stem = place("class=\"stem\">Upplever du");
    let loose = place("Inga svar återges i källan.");
    assert!(
        place("<h3 id=\"resultat\"") < scale
            && scale < stem
            && stem < loose
            && loose < place("<h3 id=\"forslag\"")
    );
    assert_eq!(html.matches("class=\"stem\"").count(), 1);
    assert!(html.contains("Medelvärde 2020"), "the nämnd's earlier mean stands beside its own");
}

#[test]
fn protected_values_are_two_dots_with_their_note() {
    let pages = rendered(&site());
    let html = page(&pages, "alderdomsnamnden/2023/uppfoljning/index.html");
    assert!(html.contains("<abbr title=\"Uppgiften visas inte för att skydda enskilda\">..</abbr>"));
    assert!(html.contains("färre än fem svar"));
    assert!(html.contains(
        "<a href=\"../../../sa-skyddar-vi-den-som-svarar/index.html\">Så skyddar vi den som svarar</a>"
    ));
    assert!(
        !html.contains("Svarsfrekvens"),
        "a rate beside the number asked would tell the number of answers"
    );
    let open = page(&pages, "forskolenamnden/2023/uppfoljning/index.html");
    assert!(open.contains("<dt>Svarsfrekvens</dt><dd>70\u{a0}%</dd>"));
}

#[test]
fn a_granskning_compares_what_may_be_compared() {
    let pages = rendered(&site());
    let html = page(&pages, "granskningar/sekretess/fragor/trygg/index.html");
    let row = |name: &str| {
        let start = html.find(&format!("{name}</a></th>")).unwrap();
        html[start..].split("</tr>").next().unwrap()
    };
    assert!(row("Förskolenämnden").contains("<td class=\"number\">+0,3</td>"));
    assert!(row("Ålderdomsnämnden").contains("<td class=\"number\">–</td>"), "other words, and hidden");
    assert!(html.contains("tidigare Vårdnämnden"));
    assert!(
        html.contains("<li>2020, Ålderdomsnämnden: ”Annan fråga?”</li>"),
        "not all were asked so that year"
    );
    // In 2020 one of two was asked in other words, in 2023 only one nämnd is shown: there is no mean of any two.
    assert!(!html.contains("Visade nämnder</th>") && !html.contains("Nämnder med samma fråga</th>"));
}

#[test]
fn committees_stand_in_swedish_order() {
    let pages = rendered(&site());
    let html = page(&pages, "index.html").split("class=\"matrix\"").nth(1).unwrap();
    let at = |name: &str| html.find(name).unwrap();
    assert!(at("Förskolenämnden") < at("Ålderdomsnämnden") && at("Ålderdomsnämnden") < at("Älvstyrelsen"));
}

#[test]
fn neighbours_are_other_years_reports_in_force() {
    let pages = rendered(&site());
    let html = page(&pages, "forskolenamnden/2020/uppfoljning/index.html");
    assert!(html.contains("class=\"later\" href=\"../../../forskolenamnden/2023/uppfoljning/index.html\""));
    assert!(!html.contains("class=\"earlier\""));
    let later = page(&pages, "aldre/2023/utkast/index.html");
    assert!(later.contains("class=\"earlier\" href=\"../../../aldre/2020/ny/index.html\""));
}

#[test]
fn start_tags_and_end_tags_match() {
    const VOID: [&str; 9] = ["meta", "base", "link", "br", "hr", "img", "input", "!DOCTYPE", "!--"];
    for (path, html) in rendered(&site()).into_iter().filter(|(_, text)| text.starts_with("<!DOCTYPE html>"))
    {
        let mut open: Vec<&str> = Vec::new();
        for tag in html.split('<').skip(1) {
            let tag = tag.split('>').next().unwrap();
            let name = tag.trim_start_matches('/').split([' ', '\n', '/']).next().unwrap();
            if let Some(end) = tag.strip_prefix('/') {
                assert_eq!(open.pop(), Some(end.trim()), "{path}");
            } else if !tag.ends_with('/') && !VOID.contains(&name) {
                open.push(name);
            }
        }
        assert!(open.is_empty(), "{path}: {open:?}");
    }
}

#[test]
fn ids_are_unique_and_fragments_lead_somewhere() {
    for (path, html) in rendered(&site()) {
        let values = |attribute: &str| -> Vec<String> {
            html.split(&format!(" {attribute}=\""))
                .skip(1)
                .map(|rest| rest.split('"').next().unwrap().to_owned())
                .collect()
        };
        let ids = values("id");
        let mut unique = ids.clone();
        unique.sort();
        unique.dedup();
        assert_eq!(unique.len(), ids.len(), "{path}");
        let pointed = values("aria-labelledby").into_iter().chain(values("aria-describedby"));
        let fragments =
            values("href").into_iter().filter_map(|href| href.strip_prefix('#').map(str::to_owned));
        for id in
            pointed.flat_map(|ids| ids.split(' ').map(str::to_owned).collect::<Vec<_>>()).chain(fragments)
        {
            assert!(ids.contains(&id), "{path}: nothing has the id {id}");
        }
    }
}

#[test]
fn threads_and_order_change_no_byte() {
    use std::thread;
    let published = site();
    let theme = Theme::new(Vec::new()).unwrap();
    let pages = plan(&published).value.unwrap();
    let context = Context::new(&published, &theme, &pages);
    let all = |turned: bool| {
        let mut order: Vec<_> = pages.iter().collect();
        if turned {
            order.reverse();
        }
        let mut files: Vec<_> =
            order.into_iter().filter_map(|page| render(page, &context).unwrap()).collect();
        files.sort_by(|a, b| a.path.cmp(&b.path));
        files
    };
    let alone = all(false);
    thread::scope(|scope| {
        let runs: Vec<_> = (0..4)
            .map(|run| {
                scope.spawn({
                    let all = &all;
                    move || all(run % 2 == 0)
                })
            })
            .collect();
        for run in runs {
            assert!(run.join().unwrap() == alone);
        }
    });
}

#[test]
fn an_åtgärd_is_where_its_status_nämnd_and_year_pick_it_out_and_nowhere_else() {
    let pages = rendered(&site());
    let text = "Tydligare riktlinje.";
    for path in ["", "status/kvarstar/", "namnd/forskolenamnden/", "ar/2023/"] {
        let html = page(&pages, &format!("atgarder/{path}index.html"));
        assert!(html.contains(text) && html.contains("öppen sedan 2023"), "{path}");
        assert!(html.contains("/forskolenamnden/2023/uppfoljning/index.html#atgard_riktlinje"), "{path}");
    }
    for path in ["status/ny/", "namnd/alderdomsnamnden/", "ar/2020/"] {
        let html = page(&pages, &format!("atgarder/{path}index.html"));
        assert!(!html.contains(text) && html.contains("Inga åtgärder."), "{path}");
    }
    let to_its = "atgarder/namnd/forskolenamnden/index.html\"";
    assert!(page(&pages, "forskolenamnden/index.html").contains(to_its));
    assert!(page(&pages, "forskolenamnden/2023/uppfoljning/index.html").contains(to_its));
    assert!(!page(&pages, "alderdomsnamnden/index.html").contains("atgarder/namnd/"));
}
