"""Run a simulation, write its results to a folder (Parquet tables and a manifest), and read them again."""
