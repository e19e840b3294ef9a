"""The data flow of a regime, from areas of life through acts and score to decisions: graph, paths and picture."""
