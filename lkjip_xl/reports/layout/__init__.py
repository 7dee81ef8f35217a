"""One layout engine for every report sheet."""
