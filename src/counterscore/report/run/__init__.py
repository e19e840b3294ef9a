"""The report of one run: sentences, one life, pictures, tables and the page."""
