"""Whether all are still joined by chains of friends."""

# pyright: reportMissingTypeStubs=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# SciPy has no type stubs.
from __future__ import annotations

import numpy as np

from counterscore.measure.outcomes import Flags, Outcomes
from counterscore.measure.protocol import ratio
from counterscore.measure.ties.company import living


def fragmentation(world: Outcomes, group: Flags) -> float:
    """Return the chance that two people of the group are not joined by any chain of friends."""
    from scipy.sparse import coo_matrix
    from scipy.sparse.csgraph import connected_components

    one, other = world.ties.last
    graph = coo_matrix((np.ones(len(one), np.int8), (one, other)), shape=(world.count, world.count))
    _, part = connected_components(graph, directed=False)
    kept = group & living(world)
    sizes = np.bincount(part[kept])
    return float(1 - ratio((sizes.astype(np.float64) ** 2).sum(), float(kept.sum()) ** 2))


def isolates(world: Outcomes, group: Flags) -> float:
    """Return the share of the group without any tie."""
    kept = group & living(world)
    return float(ratio((kept & (world.ends.ties == 0)).sum(), kept.sum()))
