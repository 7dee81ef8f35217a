"""Builds the shipped files and the generated pages: ``python -m lkjip_xl.build``."""
