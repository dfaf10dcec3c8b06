"""Claims about real numbers by enclosures over boxes of inputs, cut until they tell."""
