"""The month once more, in plain vectorised NumPy: whole arrays, one operation at a time, no compiler.

It says in another way what the engine's kernels say, and must come to the same bits: a test of the engine, and what
the benchmark holds its speed against.
"""
