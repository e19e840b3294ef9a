"""Find, read and check the files of societies, regimes, laws and measures; every fault is located in its file."""
