"""tags: whether an effect was put in or comes out, found by switching off the figures from which it may come.

A figure says in its file which results it was set from, or what it was fitted to. Where at least the declared share of
an effect goes with such a figure, the effect is assumed, or fitted. A result that a file says was held out is held-out.
Else the effect is emergent: it is found in the simulation, and in no figure by itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal, Unpack

from counterscore.catalogue.judgement import judgement
from counterscore.catalogue.measures_file import About, abouts
from counterscore.catalogue.origins import HeldOut
from counterscore.measure.protocol import Measure
from counterscore.regime.load import Regime
from counterscore.run.scenario import Scenario
from counterscore.society.load import Society
from counterscore.study.candidates import Candidate, Sort, candidates, switched_off
from counterscore.study.effects import Twin, answers
from counterscore.study.estimate import Estimate, estimate
from counterscore.study.options import Execution, StudyOptions
from counterscore.study.ratio import ratio
from counterscore.study.replicates import replicate_of
from counterscore.study.result_cache import Result
from counterscore.study.setting import Study, study

Kind = Literal["assumed", "fitted", "emergent", "held-out"]
_SEEDS = 8


@dataclass(frozen=True)
class Gone:
    """The share of an effect that goes when these figures are switched off together."""

    figures: tuple[str, ...]
    sort: Sort
    share: Estimate


@dataclass(frozen=True)
class Traced:
    """Where the effect on a measure may come from.

    `whole`: the effect. `gone`: what goes with each candidate alone, and with all of one sort together. `level`: it is
    a level, since the world without a score has no such figure. `scaled_by`: the declared judgement that multiplies all
    of it. `held_out`: what was held out.
    """

    measure: str
    whole: Estimate
    gone: tuple[Gone, ...] = ()
    level: bool = False
    scaled_by: str | None = None
    held_out: HeldOut | None = None


@dataclass(frozen=True)
class Tag:
    """What an effect is; `kind` is None if that cannot be said. `gone`: the figures with which it goes.

    `why`: why nothing can be said, or why only this. `share`: the share from which on an effect is said to go with a
    figure.
    """

    kind: Kind | None
    why: Literal["", "scaled", "no figure", "level", "unclear effect", "unclear share"] = ""
    gone: Gone | None = None
    share: float = 0.0


@dataclass(frozen=True)
class Tags:
    """By measure, what its effect is made of. `candidates`: the figures that were switched off."""

    study: Study
    candidates: tuple[Candidate, ...]
    traced: dict[str, Traced]

    def tag(self, measure: str) -> Tag | None:
        """Return the tag of an effect; None if it was not studied."""
        found = self.traced.get(measure)
        return None if found is None else tag(found)


def tags(
    regime: Regime | Scenario, society: Society | None = None, **options: Unpack[StudyOptions]
) -> Tags:  # fmt: skip
    """Find out which effects of a regime go with a figure that was set from results of the same kind, or fitted.

    Each candidate is switched off in a pair of worlds, with and without the regime, on the same people with the same
    random seeds as the declared pair; so are all candidates of one sort that a measure has, together.

    The options of every study are described in `study.options.StudyOptions`: `citizens` (5,000 by default), `years`
    (10) or `months`, `people_seed` (1), `seed` (1), `seeds` (8, at least 2), `measures` (all), `group`, `workers`,
    `out`, `progress` and `cancel`. A `Scenario` may replace the regime, the society and the first five of these. Raises
    a Problem if an option cannot be used.

    >>> regime, society = Regime.load("none"), Society.load("china-2018")
    >>> tags(regime, society, citizens=100, years=1, seeds=2, measures=["work"]).tag("work").kind
    'emergent'
    """
    set_up = study(regime, society, options, seeds=_SEEDS, least_seeds=2, default=tuple(abouts()))
    found = considered(set_up)
    groups = _groups(found, set_up.asked.measures)
    jobs = [job for group in [(), *groups] for job in _pairs(set_up, group)]
    results, seeds = answers(jobs, set_up.asked, Execution.of(options), "figures switched off"), len(set_up.seeds)
    rows = {group: results[k * seeds : (k + 1) * seeds] for k, group in enumerate([(), *groups])}
    held = held_out(set_up.scenario.society, set_up.scenario.regime)
    traced = {each.id: _traced(each, found, rows, held) for each in set_up.asked.measures}
    return Tags(study=set_up, candidates=found, traced=traced)


def considered(set_up: Study) -> tuple[Candidate, ...]:
    """Return the candidates of a study: those from which a finding on one of its measures may come."""
    of, measures = set_up.scenario, set_up.asked.measures
    found = candidates(of.society.file, of.regime.file)
    return tuple(each for each in found if any(each.about(measure.about) for measure in measures))


def held_out(society: Society, regime: Regime) -> dict[str, HeldOut]:
    """Return what the files say was held out, by measure."""
    return {each.measure: each for each in (*society.file.held_out, *regime.file.held_out)}


def traced_of(about: About, id: str, held: dict[str, HeldOut], whole: Estimate, gone: tuple[Gone, ...]) -> Traced:
    """Return where the effect on a measure may come from, with what the catalogue and the files say about it."""
    return Traced(
        measure=id, whole=whole, gone=gone, level=about.of == "score", scaled_by=about.scaled_by,
        held_out=held.get(about.id),
    )  # fmt: skip


def _groups(found: Sequence[Candidate], measures: Sequence[Measure]) -> list[tuple[Candidate, ...]]:
    """The sets of candidates to switch off together."""
    return list(dict.fromkeys(group for each in measures for group in _of(each.about, found)))


def _of(about: About, found: Sequence[Candidate]) -> Iterator[tuple[Candidate, ...]]:
    """Yield each candidate of a measure alone, then all of one sort together."""
    for sort in ("assumed", "fitted"):
        mine = tuple(each for each in found if each.sort == sort and each.about(about))
        yield from ((each,) for each in mine)
        if len(mine) > 1:
            yield mine


def _pairs(set_up: Study, off: tuple[Candidate, ...]) -> list[Twin]:
    """The pair of worlds with these figures switched off, for each random seed."""
    of = set_up.scenario
    society, regime = switched_off(of.society, of.regime, off)
    changed = [replicate_of(replace(of, society=society, regime=regime), seed) for seed in set_up.seeds]
    return [Twin(each, each.under(set_up.baseline)) for each in changed]


def _traced(
    measure: Measure, found: Sequence[Candidate], rows: dict[tuple[Candidate, ...], list[Result]],
    held: dict[str, HeldOut],
) -> Traced:  # fmt: skip
    whole = [row[measure.id] for row in rows[()]]
    groups = _of(measure.about, found)
    gone = tuple(_gone(group, whole, [row[measure.id] for row in rows[group]]) for group in groups)
    return traced_of(measure.about, measure.id, held, whole=estimate(whole), gone=gone)


def _gone(group: tuple[Candidate, ...], whole: Sequence[float | None], left: Sequence[float | None]) -> Gone:
    """The share of the effect that goes with a group; None if a world has nobody to measure."""
    pairs = [(a, a - b) for a, b in zip(whole, left, strict=True) if a is not None and b is not None]
    share = ratio([gone for _, gone in pairs], [a for a, _ in pairs]) if len(pairs) == len(whole) else Estimate(None)
    return Gone(tuple(each.name for each in group), group[0].sort, share)


def tag(found: Traced) -> Tag:
    """Return the tag of an effect, by the share of `judgement.toml`.

    A share counts as reached only if all of its interval lies above, and as missed only if all of it lies below.

    >>> wary = Gone(("society.responses.wary",), "assumed", Estimate(0.97, 0.9, 1.0))
    >>> tag(Traced("chilling-all", Estimate(0.1, 0.05, 0.15), (wary,))).kind
    'assumed'
    """
    limit = judgement().tags.share.value
    if found.scaled_by is not None:
        return Tag("assumed", "scaled", share=limit)
    if found.gone and not found.whole.sure:
        return Tag(None, "unclear effect", share=limit)
    for sort in ("assumed", "fitted"):
        mine = [each for each in found.gone if each.sort == sort]
        if (most := _first(mine, limit)) is not None:
            return Tag(sort, gone=most, share=limit)
        if (open_ := _open(mine, limit)) is not None:
            return Tag(None, "unclear share", open_, limit)
        if sort == "assumed" and found.held_out:
            return Tag("held-out", share=limit)
    if found.gone and found.level:
        return Tag(None, "level", share=limit)
    largest = max(found.gone, key=lambda each: each.share.value or 0.0, default=None)
    return Tag("emergent", "" if largest else "no figure", largest, limit)


def _first(gone: Sequence[Gone], limit: float) -> Gone | None:
    """The fewest figures with which clearly enough of the effect goes."""
    clear = [each for each in gone if each.share.low is not None and each.share.low >= limit]
    return min(clear, key=lambda each: (len(each.figures), -(each.share.value or 0.0)), default=None)


def _open(gone: Sequence[Gone], limit: float) -> Gone | None:
    """The figures of which it is not clear whether enough of the effect goes with them."""
    unclear = [each for each in gone if each.share.high is None or each.share.high >= limit]
    return max(unclear, key=lambda each: each.share.value or 0.0, default=None)
