"""Our book in a package: read, rewrite, compare."""
