use plotters::element::{Circle, Polygon, Rectangle};

use super::*;

/// What is drawn on a canvas of 10 em by 100 %, its axes from 0 to 10.
fn drawn(paint: impl FnOnce(&mut Plot<'_, '_>)) -> String {
    let mut out = String::new();
    let axis = || Axis { from: 0, to: 10, ticks: vec![2, 4], decimals: 0 };
    plot(&mut out, (Unit::Em, Unit::Percent), (1000, FULL), (axis(), axis()), paint);
    out
}

#[test]
fn a_path_of_two_points_is_a_line() {
    let line = drawn(|plot| plot.path(&[(0, 10), (5, 0)], Ink::Axis));
    assert_eq!(line, r#"<g class="i-axis"><line x1="0" y1="0" x2="5em" y2="100%"/></g>"#);
}

#[test]
fn a_longer_path_is_stretched_in_a_box_of_its_own() {
    let path = drawn(|plot| plot.path(&[(0, 0), (5, 5), (10, 10)], Ink::Leader));
    assert_eq!(
        path,
        "<g class=\"i-leader\"><svg viewBox=\"0 0 1000 10000\" preserveAspectRatio=\"none\">\
         <path d=\"M0 10000L500 5000L1000 0\"/></svg></g>"
    );
}

#[test]
fn plotters_own_shapes_become_svg_of_the_same_kind() {
    let shapes = drawn(|plot| {
        let area = plot.chart.plotting_area();
        area.draw(&Rectangle::new([(1, 9), (2, 8)], Ink::Grid)).expect("drawn");
        area.draw(&Circle::new((5, 5), 38, Ink::Quote)).expect("drawn");
        area.draw(&Polygon::new([(0, 0), (1, 0), (1, 1)], Ink::Quote)).expect("drawn");
    });
    assert_eq!(
        shapes,
        "<g class=\"i-grid\"><rect x=\"1em\" y=\"10%\" width=\"1em\" height=\"10%\"/></g>\
         <g class=\"i-quote\"><circle cx=\"5em\" cy=\"50%\" r=\".38em\"/>\
         <svg viewBox=\"0 0 1000 10000\" preserveAspectRatio=\"none\">\
         <path d=\"M0 10000L100 10000L100 9000Z\"/></svg></g>"
    );
}

#[test]
fn marker_label_datum_and_group() {
    let marks = drawn(|plot| {
        plot.at([(1, 5)], |svg, [at]| {
            svg.marker(at, Ink::Mean, "M0 0H4");
            svg.label(at, -80, Anchor::End, Ink::Mean, "3,7");
            svg.label(at, 0, Anchor::Sheet, Ink::Label, "<&\">\u{1}");
            svg.datum("2023: 3,7", |svg| svg.disc(at, 40, Ink::Mean));
            svg.open("wide");
            svg.bent(&[at, (200, 0), (300, 0)], Ink::Leader);
            svg.close();
        });
    });
    assert_eq!(
        marks,
        "<g class=\"i-mean\"><svg x=\"1em\" y=\"50%\"><path d=\"M0 0H4\"/></svg>\
         <text x=\"1em\" y=\"50%\" dx=\"-.8em\" text-anchor=\"end\">3,7</text></g>\
         <g class=\"i-label\"><text x=\"1em\" y=\"50%\">&lt;&amp;&quot;&gt;</text></g>\
         <g><title>2023: 3,7</title><g class=\"i-mean\"><circle cx=\"1em\" cy=\"50%\" r=\".4em\"/></g></g>\
         <g class=\"wide\"><g class=\"i-leader\"><svg viewBox=\"0 0 1000 10000\" preserveAspectRatio=\"none\">\
         <path d=\"M100 5000L200 0L300 0\"/></svg></g></g>"
    );
}

#[test]
fn the_mesh_draws_one_line_a_tick_and_no_light_ones() {
    let grid = drawn(|plot| plot.grid_across(Ink::Grid));
    assert_eq!(
        grid,
        "<g class=\"i-grid\"><line x1=\"2em\" y1=\"100%\" x2=\"2em\" y2=\"0\"/>\
         <line x1=\"4em\" y1=\"100%\" x2=\"4em\" y2=\"0\"/></g>"
    );
}

#[test]
fn axes_take_any_numbers() {
    let axis = |from, to| Axis { from, to, ticks: Vec::new(), decimals: 1 };
    assert_eq!(axis(0, 10).map(&10, (0, 10_000)), 10_000);
    assert_eq!(axis(10, 0).map(&10, (0, 10_000)), 0);
    assert_eq!(axis(3, 3).map(&3, (0, 10_000)), 5000);
    assert_eq!(axis(i64::MIN, i64::MAX).map(&0, (0, 10_000)), 5000);
    assert_eq!(axis(0, 1).map(&i64::MAX, (0, 10_000)), 10_000);
    assert_eq!(axis(0, 40).format_ext(&-37), "\u{2212}3,7");
}

#[test]
fn every_ink_survives_its_way_through_plotters() {
    for ink in Ink::ALL {
        assert_eq!(Ink::carried(ink.to_backend_color()), Some(ink));
    }
    let none = BackendColor { alpha: 0.0, rgb: (0, 0, 0) };
    assert_eq!(Ink::carried(none), None);
}

#[test]
fn numbers_take_their_shortest_form() {
    for (hundredths, written) in
        [(0, "0"), (5, ".05"), (40, ".4"), (100, "1"), (-1275, "-12.75"), (-35, "-.35")]
    {
        let mut out = String::new();
        push_hundredths(&mut out, hundredths);
        assert_eq!(out, written);
    }
}
