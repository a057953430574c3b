//! The pages of the manual are the headers of the rules' files, cut out when the program is built: the program
//! carries the pages, and not the code that follows them.

/// The page of the rule in a file beside this one.
macro_rules! page {
    ($module:ident) => {{
        const SOURCE: &[u8] = include_bytes!(concat!("rules/", stringify!($module), ".rs"));
        const LENGTH: usize = $crate::rules::page::header(SOURCE, &mut []);
        const PAGE: [u8; LENGTH] = {
            let mut page = [0; LENGTH];
            $crate::rules::page::header(SOURCE, &mut page);
            page
        };
        $crate::rules::page::text(&PAGE)
    }};
}

pub(super) use page;

/// Copies the header of a source without its comment signs, as far as there is room, and gives its length.
pub(super) const fn header(mut source: &[u8], mut room: &mut [u8]) -> usize {
    let mut length = 0;
    while let [b'/', b'/', b'!', line @ ..] = source {
        source = if let [b' ', line @ ..] = line { line } else { line };
        while let [byte, rest @ ..] = source {
            source = rest;
            length += 1;
            if let [place, others @ ..] = room {
                *place = *byte;
                room = others;
            }
            if *byte == b'\n' {
                break;
            }
        }
    }
    length
}

/// A source is UTF-8, and so is its header.
pub(super) const fn text(page: &'static [u8]) -> &'static str {
    match std::str::from_utf8(page) {
        Ok(page) => page,
        Err(_) => "",
    }
}
