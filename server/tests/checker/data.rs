//! Real data that nobody here wrote.

use std::path::PathBuf;

/// A file of the real data; `None` when the environment says there is none.
///
/// # Panics
/// When the file is not there.
pub(crate) fn real(path: &str) -> Option<Vec<u8>> {
    let folder = match std::env::var_os("KEPT_DATA") {
        Some(folder) if folder == "none" => return None,
        Some(folder) => PathBuf::from(folder),
        None => PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared/data"),
    };
    let file = folder.join(path);
    let bytes = std::fs::read(&file);
    let told = "set KEPT_DATA to the folder with the real data, or to `none` to leave these tests out";
    Some(bytes.unwrap_or_else(|error| panic!("{} cannot be read: {error}; {told}", file.display())))
}
