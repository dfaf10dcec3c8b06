"""Oracles: what elementary functions really are, as enclosures and as correctly rounded codes."""
