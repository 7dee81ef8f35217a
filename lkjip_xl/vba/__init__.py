"""Builds the VBA project, the ribbon and the add-in from text."""
