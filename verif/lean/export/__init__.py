"""Lean files of proved properties, from templates."""
