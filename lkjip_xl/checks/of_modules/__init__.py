"""Checks of the optional modules that need much of the code to run: a file for each, named as the module of
``schema.modules``, and loaded for books that have it."""
