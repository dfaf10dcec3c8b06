"""Lean files of formats: what codes mean and what numbers round to, as the reference has it."""
