"""The forms: one module per family of report."""
