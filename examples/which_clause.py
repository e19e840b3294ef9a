"""Which clause does it, and what would mend it? Everyone is synthetic.

Arguments: how many citizens and years, for a quick look.
"""

from __future__ import annotations

import sys

import counterscore as cs

citizens, years = (int(word) for word in (sys.argv[1:] or ["5000", "10"]))
society, regime = cs.Society.load("china-2018"), cs.Regime.load("citizen-score")
few = {"citizens": citizens, "years": years, "measures": ["chilling-all", "records"]}

found = cs.attribute(regime, society, parts="kind", orders=8, pairs=0, **few)
print(f"{citizens} synthetic citizens, {years} years: what kinds of clauses contribute to each effect")
for measure, parts in found.parts.items():
    whole = found.whole[measure].value
    largest = max(parts, key=lambda name: abs(parts[name].value or 0.0))
    share = parts[largest].share.value
    print(f"  {measure}: {whole:.3g} in all, the largest part from {largest}", end=" ")
    print(f"({share:.0%})" if share is not None else f"(no share: {parts[largest].why})")

mended = cs.mend(regime, society, search=False, seeds=2, **few)
for each in mended.alone:
    print(f"  with {each.title}: {each.left:.0%} of the harm left" if each.left is not None else f"  {each.title}")
