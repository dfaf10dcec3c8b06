"""Properties as obligations over the core IR."""
