//! The written form of a register: YAML or JSON documents.
