"""The only door to language models and to the builtin rules."""
