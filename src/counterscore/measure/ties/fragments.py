"""Fragmentation of the network of friends."""

# pyright: reportMissingTypeStubs=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# SciPy has no type stubs.
from __future__ import annotations

import numpy as np

from counterscore.measure.outcomes import Flags, Outcomes
from counterscore.measure.protocol import ratio
from counterscore.measure.ties.company import living


def fragmentation(world: Outcomes, group: Flags) -> float:
    """Return the probability that two different people of the group are not connected by any chain of friends."""
    from scipy.sparse import coo_matrix
    from scipy.sparse.csgraph import connected_components

    one, other = world.ties.last
    graph = coo_matrix((np.ones(len(one), np.int8), (one, other)), shape=(world.count, world.count))
    _, component = connected_components(graph, directed=False)
    members = group & living(world)
    sizes, count = np.bincount(component[members]).astype(np.float64), float(members.sum())
    return float(1 - ratio((sizes * (sizes - 1)).sum(), count * (count - 1)))


def isolates(world: Outcomes, group: Flags) -> float:
    """Return the share of the group without any tie."""
    members = group & living(world)
    return float(ratio((members & (world.ends.ties == 0)).sum(), members.sum()))
