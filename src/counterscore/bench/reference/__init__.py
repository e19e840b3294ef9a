"""A reference implementation of the month in plain NumPy: whole arrays, one operation at a time, no compiler.

It computes independently what the engine's kernels compute, and its results must be equal bit for bit. So it is an
oracle for the tests of the engine, and the benchmark compares the engine's speed with it. It covers people under one
score that a ledger makes and that everybody has. It leaves out firms, several operators, voluntary participation,
fitted models, adaptive surveillance, lines chosen for an objective, and what aggregate tables give: starting scores and
outcomes.
"""
