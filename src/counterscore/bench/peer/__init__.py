"""The month once more, in plain vectorised NumPy: whole arrays, one operation at a time, no compiler.

It says in another way what the engine's kernels say, and must come to the same bits: a test of the engine, and what
the benchmark holds its speed against. It knows one score for everybody, made by the ledger, among people alone. Left
out are firms, several operators and voluntary ones, learnt methods, attention that follows what it found, lines chosen
for an objective, and what is read off aggregate tables: scores at the start and outcomes.
"""
