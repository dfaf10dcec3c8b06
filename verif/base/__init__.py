"""Ground layer: source spans, diagnostics, exact numbers and bit patterns."""
