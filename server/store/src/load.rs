//! Reading the whole register.

use kept_schema::Register;
use kept_schema::register::Draft;

use crate::error::LoadError;
use crate::log::read_head;
use crate::rows;
use crate::scan::Pages;
use crate::store::{Store, damaged};

/// How often to begin anew when another process writes meanwhile.
const ATTEMPTS: u32 = 4;

impl Store {
    /// The register as it is stored, validated, at the revision of the last change. `progress` is
    /// told how many records were read so far. Reads in pages: besides the register itself, a page
    /// of rows is all that is in memory. Commits of this process wait until it is done.
    ///
    /// # Errors
    /// When the store does not answer, is damaged, or does not hold a valid register.
    pub async fn load(&self, progress: impl Fn(usize) + Send) -> Result<Register, LoadError> {
        let mut known = self.inner.writer.lock().await;
        let connection = &self.inner.connection;
        for _ in 0..ATTEMPTS {
            let head = read_head(connection).await?;
            let mut draft = Draft::default();
            let mut count = 0;
            let mut newest = 0;
            for table in rows::TABLES {
                let mut pages = Pages::of(connection, table);
                loop {
                    let page = pages.next().await?;
                    if page.is_empty() {
                        break;
                    }
                    count += page.len();
                    for row in page {
                        let (record, revision) = rows::read(table, row).map_err(|(at, reason)| damaged(at, reason))?;
                        newest = newest.max(revision);
                        draft.load(record, revision);
                    }
                    progress(count);
                }
            }
            if read_head(connection).await? == head {
                if newest > head.seq {
                    let reason = format!("a record is of revision {newest}, and the last change is {}", head.seq);
                    return Err(damaged("head:log", reason).into());
                }
                *known = Some(head);
                let (register, _) = draft.finish(head.seq).map_err(LoadError::Invalid)?;
                return Ok(register);
            }
        }
        Err(LoadError::Moving { attempts: ATTEMPTS })
    }
}
