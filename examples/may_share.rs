//! Asks Kept whether something may be shared, before it is: `cargo run --example may_share -- URL SOURCE RECIPIENT CATEGORY PURPOSE`.
#![expect(clippy::print_stdout, reason = "an example that prints its answer")]

use std::time::Duration;

use reqwest::Client;
use serde::Deserialize;
use serde_json::json;

#[derive(Deserialize)]
struct Answer {
    decision: String,
    reasons: Vec<Reason>,
}

#[derive(Deserialize)]
struct Reason {
    verdict: String,
    message: String,
}

/// Whether a sharing may happen. What cannot be asked may not: this client fails closed. One that must go on when Kept
/// is away returns `true` where this one returns an error, and logs it.
pub(crate) async fn may_share(
    client: &Client,
    kept: &str,
    source: &str,
    recipient: &str,
    category: &str,
    purpose: &str,
) -> Result<bool, reqwest::Error> {
    let question = json!({ "source": source, "recipient": recipient, "categories": [category], "purposes": [purpose] });
    let response = client.post(format!("{kept}/v1/may-share")).json(&question).send().await?.error_for_status()?;
    let answer: Answer = response.json().await?;
    for Reason { verdict, message } in &answer.reasons {
        println!("{verdict}: {message}");
    }
    // UNPROVEN is not a yes.
    Ok(answer.decision == "ALLOW")
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [kept, source, recipient, category, purpose] = arguments.as_slice() else {
        return Err("say URL SOURCE RECIPIENT CATEGORY PURPOSE".into());
    };
    // One for all questions: it keeps connections open.
    let client = Client::builder().timeout(Duration::from_millis(250)).build()?;
    let allowed = may_share(&client, kept, source, recipient, category, purpose).await?;
    println!("{}", if allowed { "send it" } else { "do not send it" });
    Ok(())
}
