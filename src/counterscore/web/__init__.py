"""The page: watch twin cities, design a regime, open one life, read the register. Served on this machine alone."""
