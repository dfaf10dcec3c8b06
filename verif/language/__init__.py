"""The spec language: grammar, parser, syntax tree, names, types, and lowering to the core IR."""
