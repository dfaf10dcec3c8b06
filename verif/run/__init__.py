"""Running: which engine is asked what, and the record of what came back."""
