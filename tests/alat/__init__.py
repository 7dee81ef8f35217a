"""Proof tools: LibreOffice as the second opinion on every formula, and the gate every written workbook passes."""
