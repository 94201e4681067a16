use super::*;

fn firsts(wanted: &[(i64, u32)], rows: u32) -> Vec<u32> {
    place(wanted, rows).iter().map(|rows| rows.first).collect()
}

#[test]
fn a_free_block_is_centred_on_its_score() {
    assert_eq!(firsts(&[(31_000, 4)], 62), [29]);
}

#[test]
fn blocks_in_each_others_way_part_evenly() {
    assert_eq!(firsts(&[(30_000, 4), (30_000, 4)], 62), [26, 30]);
    // The second is pushed by as much as the first is pulled; the third is free.
    assert_eq!(firsts(&[(20_000, 10), (24_000, 10), (50_000, 2)], 62), [12, 22, 49]);
}

#[test]
fn blocks_stay_on_the_grid() {
    assert_eq!(firsts(&[(1000, 20)], 62), [0]);
    assert_eq!(firsts(&[(61_000, 20)], 62), [42]);
    assert_eq!(firsts(&[(1000, 31), (1000, 31)], 62), [0, 31]);
    assert_eq!(firsts(&[], 62), [0; 0]);
}

#[test]
fn spans_are_those_of_the_lowest_row_that_fits() {
    // 10 px rows: 372 is 38 of them, 62 is 7.
    assert_eq!(spans(&[3720, 620], 62), [38, 7]);
    // 16 px rows would take 64 of them; at 17 px they fit.
    assert_eq!(spans(&[5000, 5000], 62), [30, 30]);
    assert_eq!(spans(&[u32::MAX, 1], 2), [1, 1]);
}

#[test]
fn heights_count_lines_narrow_and_wide() {
    let line = "a".repeat(53);
    assert_eq!(estimated_height([line.as_str()].into_iter(), Width::Wide), 140 + 2 * 232);
    assert_eq!(estimated_height([line.as_str(), ""].into_iter(), Width::Narrow), 140 + 3 * 232 + 100);
    assert_eq!(estimated_height(["a\nb"].into_iter(), Width::Wide), 140 + 2 * 232);
}

#[test]
fn a_leader_runs_straight_where_the_block_covers_its_score() {
    let block = Rows { first: 10, span: 4 };
    assert_eq!(block.nearest(12_000), 12_000);
    assert_eq!(block.nearest(3_000), 10_500);
    assert_eq!(block.nearest(40_000), 13_500);
}
