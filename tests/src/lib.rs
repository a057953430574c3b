//! End-to-end, crash and browser tests of the program; they are in `tests/kept/`. The register generator and the
//! benchmarks are in `kept-bench`, which needs no store.
