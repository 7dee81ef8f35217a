"""What a profile prints: quantities, rows of tables, and the form that they make."""
