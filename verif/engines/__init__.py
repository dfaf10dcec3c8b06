"""Engines: each answers queries over the core IR, or says that it cannot."""
