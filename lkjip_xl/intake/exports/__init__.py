"""One module for each known export; importing it registers the export (``registry.export``)."""
