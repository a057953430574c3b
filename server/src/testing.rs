//! What tests of the service share.

/// Runs a test with the stack that the store needs.
pub(crate) fn run<F: Future<Output = ()>>(test: impl FnOnce() -> F + Send + 'static) {
    let runtime =
        || tokio::runtime::Builder::new_current_thread().enable_all().thread_stack_size(10 << 20).build().unwrap();
    let thread = std::thread::Builder::new().stack_size(16 << 20).spawn(move || runtime().block_on(test()));
    if let Err(panic) = thread.unwrap().join() {
        std::panic::resume_unwind(panic);
    }
}
