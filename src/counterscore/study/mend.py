"""mend: what each safeguard of the catalogue improves and worsens."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Unpack

from counterscore.catalogue.problem import Fault, Problem
from counterscore.regime.load import Regime
from counterscore.regime.safeguarding import safeguarded
from counterscore.regime.safeguards import Safeguard, safeguards
from counterscore.regime.schema import RegimeFile
from counterscore.run.scenario import Scenario
from counterscore.society.load import Society
from counterscore.study.effects import answers
from counterscore.study.estimate import Estimate, estimate
from counterscore.study.headlines import harm
from counterscore.study.options import Execution, StudyOptions
from counterscore.study.result_cache import Result
from counterscore.study.setting import Study, study


@dataclass(frozen=True)
class Mended:
    """A regime with safeguards in place.

    `change`: by measure, the effect with the safeguards minus the effect without. `left`: the share of the regime's
    harm that remains, a mean over the measures in which the regime clearly does harm; None if there are none.
    """

    id: str
    title: str
    safeguards: tuple[str, ...]
    change: dict[str, Estimate]
    left: float | None

    def buys(self, harms: dict[str, float]) -> list[str]:
        """Return the measures in which harm clearly falls."""
        return [name for name, way in harms.items() if _falls(self.change[name], way)]

    def costs(self, harms: dict[str, float]) -> list[str]:
        """Return the measures in which harm clearly rises, or a benefit falls."""
        return [name for name, way in harms.items() if _falls(self.change[name], -way)]


@dataclass(frozen=True)
class Mending:
    """What safeguards do to a regime: each `alone`, the best of them added one by one (`path`), and all `together`.

    `harms`: by measure, 1 where more of it is harm and -1 where less is. Measures in which neither direction is better
    are reported but never optimised. `whole`: the effects of the regime without safeguards. `idle`: the ids of
    safeguards that change nothing in this regime.
    """

    study: Study
    harms: dict[str, float]
    whole: dict[str, Estimate]
    alone: tuple[Mended, ...]
    path: tuple[Mended, ...]
    together: Mended
    idle: tuple[str, ...]


def mend(
    regime: Regime | Scenario, society: Society | None = None, *, search: bool = True, **options: Unpack[StudyOptions]
) -> Mending:
    """Try each safeguard of the catalogue on a regime and estimate what it improves and worsens.

    With `search`, safeguards are then added one at a time, each time the one that leaves least harm, until none helps.
    A measure counts as harm only if the catalogue declares that more, or less, of it is better. No other objective can
    be set.

    The options of every study are described in `study.options.StudyOptions`: `citizens` (5,000 by default), `years`
    (10) or `months`, `people_seed` (1), `seed` (1), `seeds` (4), `measures` (the headlines), `group`, `workers`, `out`,
    `progress` and `cancel`. A `Scenario` may replace the regime, the society and the first five of these. Raises a
    Problem if an option cannot be used.

    >>> regime, society = Regime.load("citizen-score"), Society.load("china-2018")
    >>> found = mend(regime, society, citizens=100, years=1, seeds=1, measures=["refused"], search=False)
    >>> "private-rank" in [each.id for each in found.alone]
    True
    """
    set_up = study(regime, society, options, seeds=4)
    trials = _SafeguardTrials(set_up, Execution.of(options))
    fit, idle = _fitting(set_up)
    if not fit:
        message = "no safeguard of the catalogue changes this regime"
        allowed = "a regime with clauses, such as citizen-score"
        raise Problem(Fault(message, "regime", set_up.scenario.regime.id, allowed))
    alone = trials.tried([(each,) for each in fit])
    path = trials.path(fit, alone) if search else ()
    together = trials.tried([tuple(fit)])[0]
    return Mending(
        study=set_up, harms=trials.harms, whole=trials.whole, alone=tuple(alone), path=tuple(path), together=together,
        idle=tuple(idle),
    )  # fmt: skip


def _fitting(study: Study) -> tuple[list[Safeguard], list[str]]:
    """The safeguards that change the regime, and the ids of those that do not."""
    file, society = study.scenario.regime.file, study.scenario.society.file
    fit = [each for each in safeguards() if safeguarded(file, society, each) != file]
    return fit, [each.id for each in safeguards() if each not in fit]


class _SafeguardTrials:
    """Simulates a scenario with sets of safeguards and compares each with the scenario without any."""

    def __init__(self, study: Study, execution: Execution) -> None:
        self.study, self.execution = study, execution
        self.plain = self._results([study.scenario.regime.file], "the unchanged regime")[0]
        self.whole = {name: estimate([row[name] for row in self.plain]) for name in study.titles}
        self.harms = {
            measure.id: way for measure in study.asked.measures if (way := harm(measure.about, 1.0)) is not None
        }

    def tried(self, sets: Sequence[tuple[Safeguard, ...]]) -> list[Mended]:
        """Return the regime with each of these sets of safeguards."""
        files = [_with(self.study, each) for each in sets]
        rows = self._results(files, "worlds with safeguards")
        return [self._mended(each, row) for each, row in zip(sets, rows, strict=True)]

    def path(self, fit: Sequence[Safeguard], alone: Sequence[Mended]) -> list[Mended]:
        """Return the path: each step adds the safeguard that leaves least harm, until none leaves less."""
        found: list[Mended] = []
        chosen: tuple[Safeguard, ...] = ()
        tried = list(alone)
        while len(chosen) < len(fit):
            best = min(tried, key=lambda each: (_left(each), each.id))
            if _left(best) >= (_left(found[-1]) if found else 1.0):
                break
            found.append(best)
            chosen = tuple(each for name in best.safeguards for each in fit if each.id == name)
            tried = self.tried([(*chosen, each) for each in fit if each not in chosen])
        return found

    def _results(self, files: Sequence[RegimeFile], word: str) -> list[list[Result]]:
        """The effects of each file, by random seed."""
        study, seeds = self.study, len(self.study.seeds)
        jobs = [study.twin(file, seed) for file in files for seed in study.seeds]
        found = answers(jobs, study.asked, self.execution, word)
        return [found[k * seeds : (k + 1) * seeds] for k in range(len(files))]

    def _mended(self, chosen: tuple[Safeguard, ...], row: list[Result]) -> Mended:
        change = {
            name: estimate([_less(b[name], a[name]) for a, b in zip(self.plain, row, strict=True)])
            for name in self.study.titles
        }
        one = chosen[0].safeguard.title if len(chosen) == 1 else " + ".join(each.safeguard.title for each in chosen)
        names = tuple(each.id for each in chosen)
        return Mended("+".join(names), one, names, change, self._left(change))

    def _left(self, change: dict[str, Estimate]) -> float | None:
        shares = [
            1 + (change[name].value or 0.0) / (self.whole[name].value or 1.0)
            for name in self.sure
            if change[name].value is not None
        ]
        return sum(shares) / len(shares) if shares else None

    @property
    def sure(self) -> list[str]:
        """Return the measures in which the regime clearly does harm; with a single random seed, any harm counts."""
        several = len(self.study.seeds) > 1
        return [
            name
            for name, way in self.harms.items()
            if way * (self.whole[name].value or 0.0) > 0 and (self.whole[name].sure or not several)
        ]


def _with(study: Study, chosen: Iterable[Safeguard]) -> RegimeFile:
    file, society = study.scenario.regime.file, study.scenario.society.file
    for each in sorted(chosen, key=lambda safeguard: safeguard.id):
        file = safeguarded(file, society, each)
    return file


def _left(mended: Mended) -> float:
    return 1.0 if mended.left is None else mended.left


def _less(a: float | None, b: float | None) -> float | None:
    return None if a is None or b is None else a - b


def _falls(change: Estimate, way: float) -> bool:
    return change.sure and (change.value or 0.0) * way < 0
