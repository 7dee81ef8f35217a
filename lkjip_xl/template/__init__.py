"""Builds the books from the schema."""
