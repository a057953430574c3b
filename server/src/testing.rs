//! What tests of the service share.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use kept_schema::document::read_value;
use kept_store::StoreUrl;
use serde_json::Value;

use crate::app::{App, Write};

/// A service on a store in memory.
pub(crate) async fn app() -> Arc<App> {
    let url: StoreUrl = "mem:".parse().unwrap();
    App::open(&url, None, |_| {}).await.unwrap()
}

/// A service whose register says what a document does.
pub(crate) async fn app_with(document: Value) -> Arc<App> {
    let app = app().await;
    apply(&app, document).await;
    app
}

/// Makes the register say what a document does.
pub(crate) async fn apply(app: &Arc<App>, document: Value) {
    write(app, read_value(&document).unwrap().edits).await;
}

/// Makes edits.
pub(crate) async fn write(app: &Arc<App>, edits: Vec<kept_schema::SourcedEdit>) {
    let write = Write {
        actor: "test".to_owned(),
        action: "apply".to_owned(),
        summary: String::new(),
        edits,
        expected: Vec::new(),
    };
    app.write(write).await.unwrap();
}

/// A moment, as it is written.
pub(crate) fn moment(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

/// Waits for the next day when this one is about to end: what a test works out, it works out of one day.
fn wait_out_the_day() {
    let now = Utc::now();
    let tomorrow = now.date_naive().succ_opt().unwrap().and_time(chrono::NaiveTime::MIN).and_utc();
    let left = (tomorrow - now).to_std().unwrap_or_default();
    if left < std::time::Duration::from_secs(60) {
        std::thread::sleep(left);
    }
}

/// Runs a test with the stack that the store needs, on one day.
pub(crate) fn run<F: Future<Output = ()>>(test: impl FnOnce() -> F + Send + 'static) {
    wait_out_the_day();
    let runtime =
        || tokio::runtime::Builder::new_current_thread().enable_all().thread_stack_size(10 << 20).build().unwrap();
    let thread = std::thread::Builder::new().stack_size(16 << 20).spawn(move || runtime().block_on(test()));
    if let Err(panic) = thread.unwrap().join() {
        std::panic::resume_unwind(panic);
    }
}
