"""Number formats: sets of codes with values, and the rule that rounds a real to a code."""
