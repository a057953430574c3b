//! The specification of GraphQL over HTTP, audited by its own tool, and the pages in a real browser.

use std::process::Command;

use crate::support::{Service, workspace};

fn npm(script: &str, service: &Service) {
    let folder = workspace().join("server/web");
    assert!(folder.join("node_modules").exists(), "run `make web` first: the tools of server/web are not installed");
    let output = Command::new("npm")
        .args(["run", "--silent", script])
        .env("KEPT_URL", &service.address)
        .current_dir(folder)
        .output()
        .expect("npm runs");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    assert!(output.status.success(), "npm run {script}:\n{}\n{}", text(&output.stdout), text(&output.stderr));
}

#[test]
fn the_endpoint_passes_the_audit_of_graphql_over_http() {
    npm("audit:http", &Service::start("seeds/clean"));
}

#[test]
fn the_playground_works_with_every_other_origin_blocked() {
    npm("e2e", &Service::start("seeds/example"));
}

#[test]
fn the_client_in_typescript_asks_before_it_sends() {
    npm("examples", &Service::start("seeds/example"));
}
