"""Verif: a formally checked arithmetic verification suite for low-precision machine learning."""
