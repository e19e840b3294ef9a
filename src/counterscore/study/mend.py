"""mend: what each safeguard of the catalogue buys, in harm that goes, and what it costs."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from counterscore.catalogue.problem import Fault, Problem
from counterscore.regime.load import Regime
from counterscore.regime.safeguarding import safeguarded
from counterscore.regime.safeguards import Safeguard, safeguards
from counterscore.regime.schema import RegimeFile
from counterscore.society.load import Society
from counterscore.study.effects import Told, answers
from counterscore.study.estimate import Estimate, estimate
from counterscore.study.headlines import harm
from counterscore.study.kept import Kept, Result
from counterscore.study.setting import Study, study


@dataclass(frozen=True)
class Mended:
    """A regime with safeguards in place.

    `change`: by measure, the effect with them less the effect without. `left`: the share of the regime's harm that is
    left, a mean over the measures in which the regime surely harms; None if there is none.
    """

    id: str
    title: str
    safeguards: tuple[str, ...]
    change: dict[str, Estimate]
    left: float | None

    def buys(self, harms: dict[str, float]) -> list[str]:
        """Return the measures in which harm surely falls."""
        return [name for name, way in harms.items() if _falls(self.change[name], way)]

    def costs(self, harms: dict[str, float]) -> list[str]:
        """Return the measures in which harm surely rises, or a benefit falls."""
        return [name for name, way in harms.items() if _falls(self.change[name], -way)]


@dataclass(frozen=True)
class Mending:
    """What safeguards do to a regime, each alone, then the best of them added one by one, and all together.

    `harms`: by measure, 1 where more of it is harm and -1 where less is; measures of which neither is better are
    reported and never sought.
    """

    study: Study
    harms: dict[str, float]
    whole: dict[str, Estimate]
    alone: tuple[Mended, ...]
    path: tuple[Mended, ...]
    together: Mended
    idle: tuple[str, ...]


def mend(
    regime: Regime,
    society: Society,
    *,
    measures: Sequence[str] | None = None,
    group: str = "all",
    search: bool = True,
    citizens: int = 5_000,
    years: int = 10,
    people_seed: int = 1,
    seed: int = 1,
    seeds: int = 4,
    workers: int | None = None,
    out: str | os.PathLike[str] | None = None,
    progress: Told | None = None,
) -> Mending:
    """Try each safeguard of the catalogue on a regime and say what it buys and costs.

    With `search`, safeguards are then added one by one, each time the one that leaves least harm, until none helps: the
    harm meant is that of the measures of which the catalogue says that more, or less, is better; no other objective can
    be given. `out`: a folder in which results are kept as they come. Raises a Problem that says what cannot be used.

    >>> regime, society = Regime.load("citizen-score"), Society.load("china-2018")
    >>> found = mend(regime, society, citizens=100, years=1, seeds=1, measures=["refused"], search=False)
    >>> "private-rank" in [each.id for each in found.alone]
    True
    """
    set_up = study(
        regime, society, measures=measures, group=group, citizens=citizens, years=years, people_seed=people_seed,
        seed=seed, seeds=seeds,
    )  # fmt: skip
    work = _Work(set_up, Kept.open(out), workers, progress)
    fit, idle = _fitting(set_up)
    if not fit:
        raise Problem(Fault("no safeguard of the catalogue changes this regime", value=regime.id))
    alone = work.tried([(each,) for each in fit])
    path = work.path(fit, alone) if search else ()
    together = work.tried([tuple(fit)])[0]
    return Mending(set_up, work.harms, work.whole, tuple(alone), tuple(path), together, tuple(idle))


def _fitting(study: Study) -> tuple[list[Safeguard], list[str]]:
    """The safeguards that change the regime, and the names of those that do not."""
    file, society = study.regime.file, study.society.file
    fit = [each for each in safeguards() if safeguarded(file, society, each) != file]
    return fit, [each.id for each in safeguards() if each not in fit]


class _Work:
    """Worlds with safeguards, beside the same worlds without."""

    def __init__(self, study: Study, kept: Kept, workers: int | None, told: Told | None) -> None:
        self.study, self.kept, self.workers, self.told = study, kept, workers, told
        self.plain = self._lived([study.regime.file], "the regime as it stands")[0]
        self.whole = {name: estimate([row[name] for row in self.plain]) for name in study.titles}
        self.harms = {
            measure.id: way for measure in study.asked.measures if (way := harm(measure.about, 1.0)) is not None
        }

    def tried(self, sets: Sequence[tuple[Safeguard, ...]]) -> list[Mended]:
        """The regime with each of these sets of safeguards."""
        files = [_with(self.study, each) for each in sets]
        rows = self._lived(files, "worlds with safeguards")
        return [self._mended(each, row) for each, row in zip(sets, rows, strict=True)]

    def path(self, fit: Sequence[Safeguard], alone: Sequence[Mended]) -> list[Mended]:
        """Add the safeguard that leaves least harm, again and again, until none leaves less."""
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

    def _lived(self, files: Sequence[RegimeFile], word: str) -> list[list[Result]]:
        study = self.study
        jobs = [study.twin(file, luck) for file in files for luck in study.lucks]
        found = answers(jobs, study.asked, self.kept, self.workers, self.told, word)
        return [found[k * study.seeds : (k + 1) * study.seeds] for k in range(len(files))]

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
        """Measures in which the regime harms: surely, or, with one luck, at all."""
        several = self.study.seeds > 1
        return [
            name
            for name, way in self.harms.items()
            if way * (self.whole[name].value or 0.0) > 0 and (self.whole[name].sure or not several)
        ]


def _with(study: Study, chosen: Iterable[Safeguard]) -> RegimeFile:
    file = study.regime.file
    for each in sorted(chosen, key=lambda safeguard: safeguard.id):
        file = safeguarded(file, study.society.file, each)
    return file


def _left(mended: Mended) -> float:
    return 1.0 if mended.left is None else mended.left


def _less(a: float | None, b: float | None) -> float | None:
    return None if a is None or b is None else a - b


def _falls(change: Estimate, way: float) -> bool:
    return change.sure and (change.value or 0.0) * way < 0
