"""Lean files of formats: what their codes mean and what numbers round to, as the reference has it."""
