//! Starting the real program and talking to it.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use serde_json::{Value, json};

/// The root of the workspace.
pub(crate) fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

/// The folder of real data; tests that need it say so when it is not there.
pub(crate) fn data(path: &str) -> PathBuf {
    let folder = std::env::var_os("KEPT_DATA").map_or_else(|| workspace().join("../shared/data"), PathBuf::from);
    let file = folder.join(path);
    assert!(
        file.exists(),
        "this test needs the real data: {} is not there; set KEPT_DATA to its folder",
        file.display()
    );
    file
}

/// The program, built by the same `cargo` run as this test.
pub(crate) fn program() -> PathBuf {
    let tests = std::env::current_exe().unwrap();
    let program = tests.parent().and_then(Path::parent).unwrap().join("kept");
    assert!(program.exists(), "{} is not there: run `cargo build -p kept` first", program.display());
    program
}

/// Runs the program to its end, in the root of the workspace.
pub(crate) fn kept(arguments: &[&str]) -> Output {
    Command::new(program()).args(arguments).current_dir(workspace()).env_remove("KEPT_STORE").output().unwrap()
}

/// What it printed, when it ended with `code`.
pub(crate) fn stdout_of(output: &Output, code: i32) -> String {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    assert_eq!(output.status.code(), Some(code), "stdout: {}\nstderr: {}", text(&output.stdout), text(&output.stderr));
    text(&output.stdout)
}

/// Waits for the next day when this one is about to end: what a test asks of a service, it asks on one day.
fn wait_out_the_day() {
    let now = chrono::Utc::now();
    let tomorrow = now.date_naive().succ_opt().unwrap().and_time(chrono::NaiveTime::MIN).and_utc();
    let left = (tomorrow - now).to_std().unwrap_or_default();
    if left < std::time::Duration::from_secs(120) {
        std::thread::sleep(left);
    }
}

/// A running service over a store in a folder of its own; it ends with this value.
pub(crate) struct Service {
    process: Child,
    pub(crate) address: String,
    _folder: Option<tempfile::TempDir>,
}

impl Service {
    /// Starts it on a free port with the documents of a folder.
    pub(crate) fn start(load: &str) -> Self {
        Self::start_with(load, &[], &[])
    }

    /// The same with more arguments and variables of its environment.
    pub(crate) fn start_with(load: &str, arguments: &[&str], variables: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let loads = ["--load", load];
        let mut service = Self::on(&folder.path().join("store"), &[&loads, arguments].concat(), variables);
        service._folder = Some(folder);
        service
    }

    /// Starts it on a store in a folder that stays.
    pub(crate) fn on(store: &Path, arguments: &[&str], variables: &[(&str, &str)]) -> Self {
        wait_out_the_day();
        let store = format!("rocksdb:{}", store.display());
        let mut process = Command::new(program())
            .args(["serve", "--listen", "127.0.0.1:0", "--store", &store])
            .args(arguments)
            .envs(variables.iter().copied())
            .current_dir(workspace())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
        let address = loop {
            let line = lines.next().expect("the service says where it listens").unwrap();
            if let Some(rest) = line.strip_prefix("Listening at ") {
                break rest.split(|c: char| c.is_whitespace()).next().unwrap().trim_end_matches('/').to_owned();
            }
        };
        // Keep the pipe open for whatever it prints later.
        std::thread::spawn(move || lines.for_each(drop));
        Self { process, address, _folder: None }
    }

    /// Sends a GraphQL request and returns the whole answer.
    pub(crate) async fn ask(&self, query: &str, variables: Value) -> Value {
        let response = reqwest::Client::new()
            .post(format!("{}/graphql", self.address))
            .json(&json!({ "query": query, "variables": variables }))
            .send()
            .await
            .unwrap();
        response.json().await.unwrap()
    }

    /// Sends a GraphQL request that must succeed and returns its data.
    pub(crate) async fn data(&self, query: &str, variables: Value) -> Value {
        let answer = self.ask(query, variables).await;
        assert!(answer["errors"].is_null(), "{query}\n{answer:#}");
        answer["data"].clone()
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// A store, and a service on another one that holds the same: what a command does to the one it does to the other.
pub(crate) struct Beside {
    pub(crate) folder: tempfile::TempDir,
    pub(crate) store: String,
    pub(crate) service: Service,
}

impl Beside {
    /// Both over the same documents.
    pub(crate) fn over(documents: &str) -> Self {
        Self::in_folder(tempfile::tempdir().unwrap(), documents)
    }

    /// Both over a document that is written here.
    pub(crate) fn of(document: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("register.yaml");
        std::fs::write(&file, document).unwrap();
        Self::in_folder(folder, file.to_str().unwrap())
    }

    fn in_folder(folder: tempfile::TempDir, documents: &str) -> Self {
        let store = format!("rocksdb:{}", folder.path().join("store").display());
        stdout_of(&kept(&["apply", documents, "--store", &store]), 0);
        let service = Service::on(&folder.path().join("served"), &["--load", documents], &[]);
        Self { folder, store, service }
    }

    /// A file beside them, by its path.
    pub(crate) fn file(&self, name: &str, text: &str) -> String {
        let path = self.folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    }

    /// Runs a command on both. They end with `code` and say the same, which is returned: the answer, or what is wrong.
    pub(crate) fn run(&self, arguments: &[&str], code: i32) -> String {
        let on = |target: [&str; 2]| {
            let output = kept(&[arguments, &target].concat());
            let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
            (output.status.code(), text(&output.stdout), text(&output.stderr))
        };
        let (here, there) = (on(["--store", &self.store]), on(["--server", &self.service.address]));
        assert_eq!(here, there, "a store and a service, asked {arguments:?}");
        assert_eq!(here.0, Some(code), "{here:?}");
        if code == 0 { here.1 } else { here.2 }
    }

    /// The same as JSON.
    pub(crate) fn json(&self, arguments: &[&str]) -> Value {
        let said = self.run(&[arguments, &["--format", "json"]].concat(), 0);
        serde_json::from_str(&said).expect("the command prints JSON")
    }
}
