"""Packages, parts, sheet text, styles and the in-place writer; knows nothing of LKjIP."""
