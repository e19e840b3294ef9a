"""What a simulation leaves: a folder of Parquet tables and a manifest, and how to read it."""
