"""Builds the browser's page, ``python -m lkjip_xl.build web``: one file for a double click, and a folder to serve."""
