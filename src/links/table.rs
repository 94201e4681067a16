//! Tables of links: read from CSV, and written. The one module that names the `csv` crate. Owns no judgement.

use csv::{ReaderBuilder, WriterBuilder};

/// Every cell of a table with the line that its row begins on, from 1. Commas, semicolons or tabs part the cells: the one
/// that the first line has most of. A row that can't be read ends the table.
pub(super) fn cells(text: &str) -> Vec<(usize, String)> {
    let first = text.lines().next().unwrap_or_default();
    let times = |sign: &u8| first.bytes().filter(|byte| byte == sign).count();
    let delimiter = *b";\t,".iter().max_by_key(|sign| times(sign)).unwrap_or(&b',');
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes());
    let mut cells = Vec::new();
    for record in reader.records() {
        let Ok(record) = record else { break };
        let line =
            record.position().map_or(0, |position| usize::try_from(position.line()).unwrap_or_default());
        cells.extend(record.iter().map(|cell| (line, cell.to_owned())));
    }
    cells
}

/// Rows as CSV, the head first.
pub(super) fn written(rows: impl IntoIterator<Item = [String; 5]>) -> String {
    let mut writer = WriterBuilder::new().from_writer(Vec::new());
    let written: Result<(), csv::Error> = rows.into_iter().try_for_each(|row| writer.write_record(row));
    // A vector takes all that is written to it.
    let bytes = written.ok().and_then(|()| writer.into_inner().ok()).unwrap_or_default();
    String::from_utf8(bytes).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_keep_their_lines_whatever_parts_them() {
        let told =
            |text| cells(text).into_iter().map(|(line, cell)| format!("{line}:{cell}")).collect::<Vec<_>>();
        assert_eq!(told("a;b\n\"c\nd\";e\nf;g\n"), ["1:a", "1:b", "2:c\nd", "2:e", "4:f", "4:g"]);
        assert_eq!(told("a,\"b;c\"\n"), ["1:a", "1:b;c"]);
        assert_eq!(written([["a", "b,c", "\"", "", "å"].map(str::to_owned)]), "a,\"b,c\",\"\"\"\",,å\n");
    }
}
