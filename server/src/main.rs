//! The program `kept`.

fn main() -> std::process::ExitCode {
    kept::cli::main()
}
