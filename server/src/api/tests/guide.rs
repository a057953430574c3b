//! The answers that the guide shows are those of the example company.

use std::path::Path;

use async_graphql::Value as Answer;

use super::{Service, company};
use crate::testing::run;

/// A text with what stands between fences of a kind, and what stands between those.
fn fenced<'t>(text: &'t str, kind: &str) -> Vec<(usize, &'t str)> {
    let open = format!("```{kind}\n");
    let starts = text.match_indices(&open).map(|(at, _)| at + open.len());
    starts.map(|start| (start, text[start..].split("\n```").next().unwrap())).collect()
}

/// An answer for people: in the order of the query, and what is short on one line.
fn written(answer: &Answer, indent: usize) -> String {
    let short = serde_json::to_string(answer).unwrap();
    let inner = " ".repeat(indent + 2);
    let (open, close, parts): (_, _, Vec<String>) = match answer {
        Answer::Object(fields) if short.len() + indent > 110 || indent == 0 => {
            let field = |(name, value): (_, &Answer)| format!("{inner}\"{name}\": {}", written(value, indent + 2));
            ("{", "}", fields.iter().map(field).collect())
        }
        Answer::List(items) if short.len() + indent > 110 => {
            ("[", "]", items.iter().map(|item| format!("{inner}{}", written(item, indent + 2))).collect())
        }
        _ => return short.replace("\":", "\": ").replace(",\"", ", \"").replace("},{", "}, {"),
    };
    format!("{open}\n{}\n{}{close}", parts.join(",\n"), " ".repeat(indent))
}

#[test]
fn shows_what_is_answered() {
    run(|| async {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/guide/graphql.md");
        let guide = std::fs::read_to_string(&file).unwrap();
        let service = Service::over(company()).await;
        let (queries, answers) = (fenced(&guide, "graphql"), fenced(&guide, "json"));
        assert_eq!(queries.len(), answers.len(), "each query of the guide is followed by its answer");
        assert!(queries.len() >= 5, "only {} queries were compared", queries.len());
        let mut told = guide.clone();
        for ((_, query), (start, answer)) in queries.into_iter().zip(answers).rev() {
            let response = service.schema.execute(query).await;
            assert!(response.errors.is_empty(), "{query}\n{:?}", response.errors);
            let answered = written(&response.data, 0);
            if std::env::var_os("KEPT_BLESS").is_some() {
                told.replace_range(start..start + answer.len(), &answered);
            } else {
                assert_eq!(answer, answered, "the guide is not true; run this test with KEPT_BLESS=1: {query}");
            }
        }
        if told != guide {
            std::fs::write(&file, told).unwrap();
        }
    });
}
