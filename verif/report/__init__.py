"""Reporters: each a pure function from the run record (or a format) to text."""
