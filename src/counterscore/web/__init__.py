"""The page: watch twin worlds, design a regime, open one life, read the register. Served on this machine only."""
