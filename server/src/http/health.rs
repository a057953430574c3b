//! Whether the service is alive, and whether it is ready.

use std::sync::Arc;

use poem::http::StatusCode;
use poem::web::{Data, Json};
use poem::{IntoResponse, Response, handler};

use crate::app::App;

/// The process runs and answers.
#[handler]
pub(super) fn alive() -> Json<serde_json::Value> {
    Json(serde_json::json!({ "status": "ok", "version": env!("CARGO_PKG_VERSION") }))
}

/// The store answers, and the snapshot is as new as it.
#[handler]
pub(super) async fn ready(app: Data<&Arc<App>>) -> Response {
    let revision = app.snapshot().register().revision();
    let (status, state) = match app.is_current().await {
        Ok(true) => (StatusCode::OK, "ready"),
        Ok(false) => (StatusCode::SERVICE_UNAVAILABLE, "catching up with the store"),
        Err(error) => {
            tracing::error!(error = &error as &dyn std::error::Error, "the store does not answer");
            (StatusCode::SERVICE_UNAVAILABLE, "the store does not answer")
        }
    };
    Json(serde_json::json!({ "status": state, "revision": revision })).with_status(status).into_response()
}
