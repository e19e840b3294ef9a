"""A breach of one run, whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from counterscore.catalogue.problem import Fault, Problem
from counterscore.measure.breach.acts import singled_out
from counterscore.measure.breach.anonymity import KAnonymity, crowds
from counterscore.measure.breach.leak import Leak, leak
from counterscore.measure.breach.secrets import Hit, hit, told
from counterscore.run.reading import Run

NOTHING = "nothing was recorded of anybody in this run: there is nothing to leak"


@dataclass(frozen=True)
class Breach:
    """What a leak exposes: of a `register`, or of profiles where there is none, and of a `share` of the records.

    `lines` leak whole, and the records of `ledgers` people, `sampled` of whom are looked at. `crowds`: k-anonymity of
    the lines; `acts`: share found by so many known acts; `told`: AUC by attribute that nobody declared; `hit`: by
    group. Everybody in it is synthetic.
    """

    share: float
    register: bool
    lines: int
    ledgers: int
    sampled: int
    crowds: list[KAnonymity]
    acts: dict[int, float | None]
    told: dict[str, float | None]
    hit: dict[str, Hit]

    def as_json(self) -> dict[str, Any]:
        """Return the breach as JSON can hold it."""
        return {
            "synthetic": True,
            "share": self.share,
            "leaked": "register" if self.register else "profiles",
            "lines": self.lines,
            "ledgers": self.ledgers,
            "ledgers_sampled": self.sampled,
            "k_anonymity": [
                {"known": each.known, "alone": each.alone, "below_five": each.few, "median_k": each.median}
                for each in self.crowds
            ],
            "singled_out_by_acts": {str(count): value for count, value in self.acts.items()},
            "told": self.told,
            "hit": {name: row._asdict() for name, row in self.hit.items()},
        }


def breach(run: Run, share: float = 0.3) -> Breach:
    """Let the register and the ledger of a `share` of those in it leak, and say what that exposes.

    Where nobody has a score at the end, the profiles leak that partners keep, and what they recorded of a `share` of
    them. Raises a Problem for a share outside 0 to 1, and for a run in which nothing was recorded of anybody.

    >>> from counterscore import Regime, Society, simulate
    >>> run = simulate(Society.load("china-2018"), Regime.load("citizen-score").in_phase("mandatory"), citizens=200,
    ...     months=2, report=False)
    >>> breach(run).crowds[0].known
    ('region',)
    """
    if not 0 < share <= 1:
        raise Problem(Fault("out of range", key="share", value=str(share), allowed="more than 0, up to 1"))
    _refuse_unwatched(run)
    out: Leak = leak(run, share)
    if out.lines.is_empty():
        raise Problem(Fault(NOTHING))
    return Breach(
        share=share,
        register=out.register,
        lines=len(out.lines),
        ledgers=out.total,
        sampled=len(out.leaked),
        crowds=crowds(out),
        acts=singled_out(out, run.manifest.seed),
        told=told(out),
        hit=hit(out, lists=bool(run.regime.file.lists)),
    )


def _refuse_unwatched(run: Run) -> None:
    """Where no partner watches and nobody is scored there is nothing to live again for."""
    if not run.regime.file.partners and run.register["score"].is_null().all():
        raise Problem(Fault(NOTHING))
