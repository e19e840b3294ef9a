"""A scenario: society, regime, number of people, length and two random seeds.

It contains everything that a result depends on and nothing else: no threads, output folder, people to follow or
progress callback. The limits of its numbers are defined here only.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple, TypedDict

from counterscore.catalogue.problem import Fault, Problem, nearest, within

# Slow to import, and `--help` needs only the limits.
if TYPE_CHECKING:
    from counterscore.regime.load import Regime
    from counterscore.society.load import Society


class Limits(NamedTuple):
    """The smallest and the largest number allowed."""

    least: int
    most: int


CITIZENS = Limits(100, 200_000_000)
MONTHS, YEARS = Limits(1, 1200), Limits(1, 100)
SEED = Limits(0, 2**63 - 1)
_LIMITS = {"citizens": CITIZENS, "months": MONTHS, "people_seed": SEED, "seed": SEED}


@dataclass(frozen=True, kw_only=True)
class Scenario:
    """Everything that a simulation depends on. Equal scenarios give the same results, to the last bit.

    `citizens`: number of people at the start. `months`: months to simulate after the burn-in. `people_seed`: the random
    seed that draws the people and runs their burn-in. `seed`: the random seed for what happens to them afterwards.
    Raises a Problem for a number beyond its limits, and for a regime that does not fit the society.

    >>> from counterscore import Regime, Scenario, Society, simulate
    >>> society, regime = Society.load("china-2018"), Regime.load("citizen-score")
    >>> score = Scenario(society=society, regime=regime, citizens=100, months=1)
    >>> none = score.under(Regime.load("none"))
    >>> none.key == score.key, none.twin_key == score.twin_key
    (False, True)
    >>> simulate(none, report=False).manifest.citizens
    100
    """

    society: Society
    regime: Regime
    citizens: int = 20_000
    months: int = 120
    people_seed: int = 1
    seed: int = 1

    def __post_init__(self) -> None:
        from counterscore.regime.faults import check

        check(self.regime, self.society)
        for name, limits in _LIMITS.items():
            within(name, getattr(self, name), *limits)

    @property
    def key(self) -> str:
        """Return a hash of the content, which is the same on every machine."""
        return _hashed(self.twin_key, self.regime.digest)

    @property
    def people_key(self) -> str:
        """Return a hash of what the people and their burn-in depend on, which scenarios of the same people share."""
        return _hashed(self.society.digest, self.citizens, self.months, self.people_seed)

    @property
    def twin_key(self) -> str:
        """Return a hash of everything but the regime, which only twins share."""
        return _hashed(self.society.digest, self.citizens, self.months, self.people_seed, self.seed)

    @property
    def burn_in(self) -> int:
        """Return the number of months of burn-in, simulated without any regime before month 0."""
        return int(self.society.file.society.run_in.value)

    def under(self, regime: Regime) -> Scenario:
        """Return the twin under another regime: the same people with the same random seeds."""
        return replace(self, regime=regime)

    def with_people(self, people_seed: int) -> Scenario:
        """Return the scenario with other people of the same society."""
        return replace(self, people_seed=people_seed)

    def with_seed(self, seed: int) -> Scenario:
        """Return the replicate with another random seed: the same people under the same regime."""
        return replace(self, seed=seed)


def _hashed(*content: object) -> str:
    return sha256("/".join(map(str, content)).encode()).hexdigest()[:24]


class ScenarioOptions(TypedDict, total=False):
    """The keywords from which public functions make a scenario; see `Scenario`. Give `months` or `years`, not both."""

    citizens: int
    months: int | None
    years: int | None
    people_seed: int
    seed: int


def scenario_for(
    regime: Scenario | Regime | str, society: Society | str | None, options: ScenarioOptions, *,
    citizens: int = 20_000, years: int = 10,
) -> Scenario:  # fmt: skip
    """Return the scenario passed to a public function, or make one from its regime, society and keywords.

    `society`: if None, the one that the regime was written for. `citizens`, `years`: the defaults of the function.
    Raises a Problem if a scenario is combined with a society or keywords, and TypeError for an unknown keyword.
    """
    refuse_unknown(options, ScenarioOptions.__optional_keys__)
    if isinstance(regime, Scenario):
        return _alone(regime, society, options)
    from counterscore.regime.load import Regime
    from counterscore.society.load import Society

    rules = Regime.load(regime) if isinstance(regime, str) else regime
    people = society if isinstance(society, Society) else Society.load(society or rules.file.regime.society)
    return _made(people, rules, citizens, years, **options)


def refuse_unknown(options: Iterable[str], known: Iterable[str]) -> None:
    """Raise TypeError, as Python does, for an unknown keyword, and suggest the nearest known one."""
    for name in options:
        if name not in known:
            close = nearest(name, known)
            raise TypeError(f"unexpected keyword argument {name!r}" + (f"; did you mean {close!r}?" if close else ""))


def _alone(scenario: Scenario, society: Society | str | None, options: ScenarioOptions) -> Scenario:
    twice = [*(["society"] if society is not None else []), *options]
    if twice:
        message, allowed = "already part of the scenario", "a scenario alone, or a regime, a society and keywords"
        raise Problem(Fault(message, key=twice[0], allowed=allowed))
    return scenario


def _made(
    society: Society, regime: Regime, usual_citizens: int, usual_years: int, *, citizens: int | None = None,
    months: int | None = None, years: int | None = None, people_seed: int = 1, seed: int = 1,
) -> Scenario:  # fmt: skip
    return Scenario(
        society=society,
        regime=regime,
        citizens=usual_citizens if citizens is None else citizens,
        months=_months(months, years, usual_years),
        people_seed=people_seed,
        seed=seed,
    )


def _months(months: int | None, years: int | None, usual_years: int) -> int:
    if months is not None and years is not None:
        raise Problem(Fault("months and years cannot both be given", key="months", allowed="one of them"))
    if months is not None:
        return months
    years = usual_years if years is None else years
    within("years", years, *YEARS)
    return 12 * years
