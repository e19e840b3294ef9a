"""The rules that a gate may have. A new rule is a new file in this folder, named here in `Rule` and in `Keys`."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from counterscore.regime.gates.band import BandKey, ByBand
from counterscore.regime.gates.lines import ByLines, LinesKey
from counterscore.regime.gates.not_listed import NotListed, NotListedKey
from counterscore.regime.gates.objective import ByObjective, ObjectiveKey
from counterscore.regime.gates.percentile import ByPercentile, PercentileKey
from counterscore.regime.gates.rule import Head
from counterscore.regime.gates.score import ByScore, ScoreKey

if TYPE_CHECKING:
    from counterscore.regime.schema import Gate

Rule = ByScore | ByPercentile | ByBand | NotListed | ByLines | ByObjective
KINDS: tuple[type[Rule], ...] = get_args(Rule)


# Keys of the last base come first, so that in a file they are in the order of the rules above.
class Keys(ObjectiveKey, LinesKey, NotListedKey, BandKey, PercentileKey, ScoreKey, Head):
    """The keys of all rules, of which a gate of the state has exactly one."""


def rules_of(gate: Gate) -> list[Rule]:
    """Return the rules of a gate: exactly one in a valid file."""
    return [rule for kind in KINDS if (rule := kind.of(gate))]
