//! The page of the guide about the two times shows what the program prints over a real store.

use chrono::{DateTime, SecondsFormat, Utc};

use crate::page;
use crate::support::{stdout_of, workspace};

/// The days on which the page says that something was recorded.
fn recorded(page: &str) -> Vec<&str> {
    page.lines().filter_map(|line| line.strip_prefix("Recorded on ")?.strip_suffix(':')).collect()
}

#[test]
fn what_was_known_and_what_was_true_is_as_the_guide_tells() {
    let path = workspace().join("docs/guide/two-times.md");
    // When what the page says was recorded on a day really was.
    let mut recordings: Vec<(String, [DateTime<Utc>; 2])> = Vec::new();
    page::check(&path, "cargo test -p kept-tests --test kept guide", |folder, args, before| {
        let really = |told: &&str| {
            let day = told.get(..10)?;
            let recording = recordings.iter().rfind(|(recorded, _)| recorded.as_str() <= day)?;
            let [_, end] = recording.1;
            Some(end.to_rfc3339_opts(SecondsFormat::Micros, true))
        };
        let known_at = args.iter().position(|argument| *argument == "--known-at");
        let moment =
            known_at.and_then(|place| args.get(place + 1)).map(|told| (*told, really(told).expect("a recording")));
        let args = args.iter().map(|argument| match &moment {
            Some((told, really)) if told == argument => really.as_str(),
            _ => *argument,
        });
        let args: Vec<&str> = args.collect();
        let began = Utc::now();
        let output = std::process::Command::new(crate::support::program())
            .args(&args)
            .current_dir(folder)
            .env_remove("KEPT_STORE")
            .env("NO_COLOR", "1")
            .output()
            .unwrap();
        if args.first() == Some(&"apply") {
            let day = recorded(before).last().expect("a day on which it was recorded").to_string();
            recordings.push((day, [began, Utc::now()]));
        }
        let code = output.status.code().unwrap_or(-1);
        assert!(code <= 1, "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
        // What is seen since then is told by day.
        let printed = stdout_of(&output, code);
        recordings.iter().rev().fold(printed, |printed, (told, really)| {
            really.iter().fold(printed, |printed, moment| printed.replace(&moment.date_naive().to_string(), told))
        })
    });
    assert_eq!(recordings.len(), 2);
}
