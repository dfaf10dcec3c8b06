"""Rules that split a question into lemmas, each checked on its own."""
