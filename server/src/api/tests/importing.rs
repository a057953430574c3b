//! Bringing in what others publish.

use serde_json::{Value, json};

use super::Service;
use crate::testing::run;

const GVL: &str = "mutation($input: ImportGvlInput!, $dryRun: Boolean) {
    importGvl(input: $input, dryRun: $dryRun) { told revision json counts { created } } }";
const LIST: &str =
    "mutation($input: ImportSubprocessorsInput!) { importSubprocessors(input: $input) { told revision } }";

fn vendors(name: &str) -> Value {
    json!({ "gvlSpecificationVersion": 3, "vendorListVersion": 1, "lastUpdated": "2025-03-01T12:00:00Z",
        "vendors": { "7": { "id": 7, "name": name, "purposes": [1], "dataDeclaration": [1] } } })
}

#[test]
fn a_vendor_list_is_laid_over_what_is_recorded() {
    run(|| async {
        let service = Service::example().await;
        let input = json!({ "list": vendors("Nimbus"), "source": "shop" });
        let planned = service.ask(GVL, json!({ "input": input, "dryRun": true })).await["importGvl"].clone();
        let done = service.ask(GVL, json!({ "input": input })).await["importGvl"].clone();
        assert_eq!((&planned["revision"], &done["revision"]), (&Value::Null, &json!(2)));
        assert_eq!((&planned["told"], &planned["json"]["changes"]), (&done["told"], &done["json"]["changes"]));
        assert_eq!(done["json"]["counts"]["created"], done["counts"]["created"]);
        let ids: Vec<_> = done["json"]["changes"].as_array().unwrap().iter().map(|change| &change["id"]).collect();
        assert_eq!(ids, ["party:gvl-7", "flow:gvl-7-consent-1"]);

        let wrong = async |input: Value| service.fails(GVL, json!({ "input": input })).await["fields"][0].clone();
        assert_eq!(wrong(json!({ "list": vendors(" ") })).await["path"], "input.list.vendors.7.name");
        assert_eq!(wrong(json!({ "list": [] })).await["path"], "input.list");
        assert_eq!(
            wrong(json!({ "list": vendors("Nimbus"), "source": "shoq" })).await,
            json!({ "path": "input.source", "message": "there is no party `shoq`; did you mean `shop`?" })
        );
        assert_eq!(wrong(json!({ "list": vendors("Nimbus"), "source": "no key" })).await["path"], "input.source");
    });
}

#[test]
fn published_sub_processors_are_declared() {
    run(|| async {
        let service = Service::example().await;
        let row = |from: &str, to: &str| json!({ "from": from, "to": to, "service": "Hosting" });
        let input = json!({ "rows": [row("Nimbus Mail", "Tidewell"), row("nimbus mail", "TIDEWELL")] });
        let done = service.ask(LIST, json!({ "input": input })).await["importSubprocessors"].clone();
        assert_eq!(
            done,
            json!({ "revision": 2, "told": "2 lines: 2 parties (1 new), 1 flows (1 new)\n  1 lines name a pair again\n" })
        );
        // The party is known by its name, whatever its key.
        let flow = "{ flow(key: \"mailer--tidewell\") { description } }";
        assert_eq!(service.ask(flow, json!({})).await["flow"]["description"], "Hosting");

        let wrong =
            async |rows: Value| service.fails(LIST, json!({ "input": { "rows": rows } })).await["fields"].clone();
        let paths = |fields: &Value| -> Vec<Value> {
            fields.as_array().unwrap().iter().map(|field| field["path"].clone()).collect()
        };
        let told = wrong(json!([row("Nimbus Mail", " "), row("", "Tidewell")])).await;
        assert_eq!(paths(&told), ["input.rows[0].to", "input.rows[1].from"]);
        let many = wrong(vec![row("Nimbus Mail", "Tidewell"); 10_001].into()).await;
        assert_eq!(paths(&many), ["input.rows"]);
    });
}
