//! Published lists of sub-processors: tables (CSV), or pages with tables (Markdown).

use csv::{ReaderBuilder, Trim};
use kept_schema::{Host, Problem, Problems};

use crate::app::{Listed, folded, host_of};

/// The names of a published list.
///
/// # Errors
/// When it holds no table of names.
pub fn listed(bytes: &[u8]) -> Result<Vec<Listed>, Problems> {
    let text = String::from_utf8_lossy(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes));
    let is_page = text.lines().any(|line| line.trim_start().starts_with('|'));
    let rows = if is_page { tables(&text) } else { table(&text) };
    if rows.is_empty() {
        let message =
            "there is no table of names: it needs a column `to`, `name`, `entity`, `provider` or `sub-processor`";
        return Err(Problems::one(Problem { origin: None, path: String::new(), message: message.to_owned() }));
    }
    Ok(rows)
}

/// Whether a column holds the names.
fn is_names(column: &str) -> bool {
    let column = folded(column).replace(' ', "");
    column == "to"
        || ["subprocessor", "name", "entity", "provider", "vendor", "company", "thirdparty"]
            .iter()
            .any(|word| column.contains(word))
}

fn line_number(line: u64) -> u32 {
    u32::try_from(line).unwrap_or(u32::MAX)
}

/// The names of a table (CSV) with a line of column names.
fn table(text: &str) -> Vec<Listed> {
    let mut reader = ReaderBuilder::new().flexible(true).trim(Trim::All).from_reader(text.as_bytes());
    let Ok(columns) = reader.headers().cloned() else { return Vec::new() };
    let position = |is: &dyn Fn(&str) -> bool| columns.iter().position(is);
    let exactly = |wanted: &'static str| move |column: &str| column.eq_ignore_ascii_case(wanted);
    let Some(to) = position(&exactly("to")).or_else(|| position(&is_names)) else { return Vec::new() };
    let from = position(&exactly("from"));
    let rows = reader.records().flatten().filter_map(|record| {
        let line = record.position().map_or(1, |position| line_number(position.line()));
        let field = |place: usize| record.get(place).map(plain).filter(|text| !text.is_empty());
        Some(Listed {
            line,
            from: from.and_then(field),
            name: field(to)?,
            hosts: record.iter().flat_map(hosts).collect(),
        })
    });
    rows.collect()
}

/// The names of the tables of a page (Markdown).
fn tables(text: &str) -> Vec<Listed> {
    let mut rows = Vec::new();
    // The column of the names of the table that is read; its first line says which, if any.
    let mut names: Option<Option<usize>> = None;
    for (line, number) in text.lines().zip(1_u64..) {
        let Some(cells) = line.trim().strip_prefix('|') else {
            names = None;
            continue;
        };
        let cells: Vec<&str> = cells.trim_end_matches('|').split('|').map(str::trim).collect();
        // The line below the names of the columns, and names that were left empty.
        if cells.iter().all(|cell| cell.chars().all(|c| matches!(c, '-' | ':' | ' '))) {
            continue;
        }
        let place = match names {
            Some(Some(place)) => place,
            // A table about something else.
            Some(None) => continue,
            None => {
                names = Some(cells.iter().position(|cell| is_names(&plain(cell))));
                continue;
            }
        };
        let name = cells.get(place).map(|cell| plain(cell)).unwrap_or_default();
        if !name.is_empty() {
            rows.push(Listed {
                line: line_number(number),
                from: None,
                name,
                hosts: cells.iter().flat_map(|cell| hosts(cell)).collect(),
            });
        }
    }
    rows
}

/// A cell without the signs of Markdown and HTML: `**[Nimbus](https://nimbus.example)**<br>` is `Nimbus`.
fn plain(cell: &str) -> String {
    let mut text = String::new();
    let (mut in_tag, mut in_link) = (false, false);
    let mut before = ' ';
    for c in cell.chars() {
        match c {
            '<' => in_tag = true,
            '>' if in_tag => {
                in_tag = false;
                text.push(' ');
            }
            '(' if before == ']' => in_link = true,
            ')' if in_link => in_link = false,
            '[' | ']' | '*' | '`' | '\\' | '"' => {}
            c if !in_tag && !in_link => text.push(c),
            _ => {}
        }
        before = c;
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The hosts of the links in a cell.
fn hosts(cell: &str) -> Vec<Host> {
    let starts = cell.match_indices("http").map(|(start, _)| start);
    let links = starts
        .filter_map(|start| cell.get(start..)?.split(|c: char| c.is_whitespace() || "<>()[]|\"".contains(c)).next());
    links.filter_map(|link| host_of(link)?.ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_has_tables_with_links_and_other_tables() {
        let page = "# Sub-processors\n\n| Plan | Price |\n|---|---|\n| Free | 0 |\n\n| Sub-Processor | Purpose |\n|:--|--:|\n\
            | **[Nimbus](https://nimbus.example/legal)** | Mail <br> and more |\n| | nothing |\n| Tidewell, Inc.  | <u>https://www.tidewell.example/</u> |\n";
        let rows = tables(page);
        let seen: Vec<_> = rows.iter().map(|row| (row.line, row.name.as_str(), row.hosts[0].as_str())).collect();
        assert_eq!(seen, [(9, "Nimbus", "nimbus.example"), (11, "Tidewell, Inc.", "www.tidewell.example")]);
    }
}
