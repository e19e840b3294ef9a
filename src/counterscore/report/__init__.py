"""Reports on runs and studies: words, pictures, tables and pages."""
