"""The flows of the book, each one function that commands, buttons and Python call alike."""
