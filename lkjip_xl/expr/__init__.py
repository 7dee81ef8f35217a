"""A formula as a tree: one definition, rendered as a Python value and as Excel formula text."""
