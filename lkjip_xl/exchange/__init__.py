"""Data in and out of a book: CSV files, exports, PDF, the shipped sample."""
