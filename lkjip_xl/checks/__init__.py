"""Findings on the user's data: code, weight, sheet, cell, message, remedy."""
