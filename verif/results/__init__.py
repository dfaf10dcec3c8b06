"""Verdicts and records: what a run found, in one structure that every reporter reads."""
