"""A breach of one run, whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from counterscore.catalogue.problem import Fault, Problem
from counterscore.measure.breach.acts import singled_out
from counterscore.measure.breach.crowd import Crowd, crowds
from counterscore.measure.breach.leak import Leak, leak
from counterscore.measure.breach.secrets import hit, told
from counterscore.run.reading import Run


@dataclass(frozen=True)
class Breach:
    """What the leak of a register and of a `share` of the ledger exposes; everybody in it is synthetic.

    `crowds`: k-anonymity of the register; `acts`: share found by so many known acts; `told`: AUC by attribute that
    nobody declared; `hit`: by group, people, share singled out, share on a list.
    """

    share: float
    lines: int
    ledgers: int
    sampled: int
    crowds: list[Crowd]
    acts: dict[int, float | None]
    told: dict[str, float | None]
    hit: dict[str, tuple[int, float, float]]

    def as_json(self) -> dict[str, Any]:
        """Return the breach as JSON can hold it."""
        return {
            "synthetic": True,
            "share": self.share,
            "register_lines": self.lines,
            "ledgers": self.ledgers,
            "ledgers_sampled": self.sampled,
            "k_anonymity": [
                {"known": each.known, "alone": each.alone, "below_five": each.few, "median_k": each.median}
                for each in self.crowds
            ],
            "singled_out_by_acts": {str(count): value for count, value in self.acts.items()},
            "told": self.told,
            "hit": {name: dict(zip(("people", "alone", "listed"), row, strict=True)) for name, row in self.hit.items()},
        }


def breach(run: Run, share: float = 0.3) -> Breach:
    """Let the register and the ledger of a `share` of those in it leak, and say what that exposes.

    Raises a Problem for a share outside 0 to 1, and for a run that has no register to leak.

    >>> from counterscore import Regime, Society, simulate
    >>> run = simulate(Society.load("china-2018"), Regime.load("citizen-score").in_phase("mandatory"), citizens=200,
    ...     months=2, report=False)
    >>> breach(run).crowds[0].known
    ('region',)
    """
    if not 0 < share <= 1:
        raise Problem(Fault("out of range", key="share", value=str(share), allowed="more than 0, up to 1"))
    out: Leak = leak(run, share)
    if out.register.is_empty():
        raise Problem(Fault("nobody has a score at the end of this run: there is no register to leak"))
    return Breach(
        share=share,
        lines=len(out.register),
        ledgers=out.total,
        sampled=len(out.leaked),
        crowds=crowds(out),
        acts=singled_out(out, run.manifest.seed),
        told=told(out),
        hit=hit(out),
    )
