"""Code under test: adapters, the process that runs it, the inputs it gets, and what came back."""
