"""How data pass from contexts of life through acts and the score to decisions: the graph, its paths, its picture."""
