//! The program `kept`.

// Each request makes many small things that are soon gone.
#[cfg(feature = "server")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    kept::cli::main()
}
