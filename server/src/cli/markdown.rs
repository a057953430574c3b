//! Words in Markdown.

/// Words of a file, between backticks.
pub(super) fn code(words: &str) -> String {
    words.replace(['`', '\n', '\r'], " ")
}

/// Words of people, so that none is taken for Markdown or HTML.
pub(super) fn escaped(words: &str) -> String {
    let mut escaped = String::with_capacity(words.len());
    for letter in words.chars() {
        match letter {
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '&' => escaped.push_str("&amp;"),
            '\n' | '\r' => escaped.push(' '),
            '|' | '*' | '_' | '`' | '[' | ']' | '\\' | '~' | '#' | '@' => {
                escaped.push('\\');
                escaped.push(letter);
            }
            letter => escaped.push(letter),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stay_words() {
        assert_eq!(escaped("a|b <script> *c* `d`\n@e"), "a\\|b &lt;script&gt; \\*c\\* \\`d\\` \\@e");
    }
}
