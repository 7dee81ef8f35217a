"""Builds the browser's page: ``python -m lkjip_xl.build web`` makes one file for a double click, and a folder to serve."""
