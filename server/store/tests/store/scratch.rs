use std::time::Instant;
use surrealdb::types::{Value, RecordId, SurrealValue, Object};
use crate::support::run;
fn rows(a: usize, n: usize, g: &str) -> Vec<Value> {
    (a..n).map(|i| {
        let mut o = Object::new();
        o.insert("id".to_string(), Value::RecordId(RecordId::new("flow", format!("f-{i}"))));
        o.insert("revision".to_string(), (1i64).into_value());
        o.insert("source".to_string(), Value::RecordId(RecordId::new("party", "site")));
        o.insert("recipient".to_string(), Value::RecordId(RecordId::new("party", format!("gvl-{}", i % 100))));
        for l in ["categories","purposes","subjects","regions","safeguards","derives"] { o.insert(l.to_string(), (if l == "categories" { vec!["user.device".to_string(), "user.behavior".to_string()] } else { vec![] }).into_value()); }
        o.insert("startedOn".to_string(), "2025-01-01".to_string().into_value());
        o.insert("description".to_string(), format!("Purpose {i} {g}").into_value());
        Value::Object(o)
    }).collect()
}
#[test]
fn scaling() {
    run(async {
        for engine in ["mem://".to_string(), format!("rocksdb:///tmp/scratch-{}", std::process::id())] {
        for n in [1000usize, 2000, 4000, 8000] {
            let db = surrealdb::engine::any::connect(&engine).await.unwrap();
            db.use_ns("a").use_db(format!("a{n}")).await.unwrap();
            db.query(include_str!("../../../../schema/surql/0001_init.surql")).await.unwrap().check().unwrap();
            for (name, q, g) in [("insert", "INSERT INTO flow $rows RETURN NONE", "a"), ("create", "FOR $row IN $rows { CREATE $row.id CONTENT $row RETURN NONE }", "b"), ("update", "FOR $row IN $rows { UPDATE $row.id CONTENT $row RETURN NONE }", "c"), ("update checked", "FOR $row IN $rows { IF (UPDATE ONLY $row.id CONTENT $row RETURN VALUE revision) = NONE { THROW 'x' } }", "d")] {
              if name == "create" { db.query("DELETE flow RETURN NONE").await.unwrap().check().unwrap(); }
              if name == "insert" && engine.starts_with("mem") && n > 2000 { continue }
              let t = Instant::now();
              db.query(q).bind(("rows", rows(0, n, g))).await.unwrap().check().unwrap();
              println!("{engine} {n} {name} {:.2?}", t.elapsed());
            }
            drop(db);
            tokio::time::sleep(std::time::Duration::from_millis(300)).await;
        } }
    });
}
