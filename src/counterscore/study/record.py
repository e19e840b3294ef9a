"""Studies as JSON records, which a comparison of the same regime and society reads again."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, Literal, cast

from counterscore.catalogue.figure import content
from counterscore.measure.golden import golden
from counterscore.regime.clauses import clauses
from counterscore.regime.load import Regime
from counterscore.run.manifest import versions
from counterscore.run.results import results
from counterscore.society.load import Society
from counterscore.study.assumptions import assumptions
from counterscore.study.attribute import Attribution
from counterscore.study.designs import Index, Moved
from counterscore.study.estimate import Estimate
from counterscore.study.headline import Headline
from counterscore.study.leads import Lead
from counterscore.study.options import StudyOptions
from counterscore.study.parties import parties
from counterscore.study.robust import Robustness
from counterscore.study.setting import Study, study
from counterscore.study.spread import Holds, Split

NAME = "record.json"
BASIS = ("verb", "regime", "society", "results", "golden")  # a record is valid while all of these are the same
Data = Mapping[str, Any]
Verb = Literal["attribute", "robust"]


def write(found: Attribution | Robustness, folder: Path) -> None:
    """Write the record of a study into its folder."""
    data = _clauses(found) if isinstance(found, Attribution) else _draws(found)
    (folder / NAME).write_text(json.dumps(data, indent=1, allow_nan=False) + "\n", encoding="utf-8")


def read(path: Path, verb: Verb, regime: Regime, society: Society) -> Attribution | Robustness | None:
    """Return the study recorded in a file; None if there is none, or if it is not of this regime and society.

    Their titles and comments may have changed, but not their content. A record is ignored too if simulated results or
    one of its measures have changed since.
    """
    try:
        data: Data = json.loads(path.read_text(encoding="utf-8"))
        same = {key: data[key] for key in BASIS} == basis(verb, regime, society, data["measures"])
        made = _READERS[verb]
        return made(data, regime, society) if same else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def basis(verb: Verb, regime: Regime, society: Society, measures: Iterable[str]) -> dict[str, Any]:
    """Return what a record of these measures is based on, as it is now.

    That is the content of the regime and the society, the version of the results, and the golden values of the
    measures.
    """
    now = (verb, content(regime.file), content(society.file), results(), golden(measures))
    return dict(zip(BASIS, now, strict=True))


def _study(found: Study, verb: Verb) -> dict[str, Any]:
    of, measures = found.scenario, [each.id for each in found.asked.measures]
    return {
        **basis(verb, of.regime, of.society, measures),
        "names": [of.regime.id, of.society.id], "versions": versions(),
        "measures": measures, "group": found.asked.group,
        "citizens": of.citizens, "years": of.months // 12, "people_seed": of.people_seed,
        "seed": of.seed, "seeds": len(found.seeds), "named": found.named,
    }  # fmt: skip


def _set_up(data: Data, regime: Regime, society: Society) -> Study:
    keys = ("group", "citizens", "years", "people_seed", "seed", "seeds")
    options = cast(StudyOptions, {key: data[key] for key in keys})
    if data["named"]:
        options["measures"] = data["measures"]
    return study(regime, society, options, seeds=data["seeds"], default=data["measures"])


def _estimate(found: Estimate) -> list[float | None]:
    return [found.value, found.low, found.high]


def _clauses(found: Attribution) -> dict[str, Any]:
    parts = {name: {id: _estimate(each) for id, each in part.items()} for name, part in found.parts.items()}
    return _study(found.study, "attribute") | {
        "method": found.method, "orders": found.orders, "ratings": found.ratings, "by": found.by,
        "whole": {name: _estimate(each) for name, each in found.whole.items()}, "parts": parts,
        "remainder": found.remainder,
    }  # fmt: skip


def _attribution(data: Data, regime: Regime, society: Society) -> Attribution:
    among = parties(clauses(regime.file, society.file, data["ratings"]), data["by"])
    parts = {
        name: {each.id: Estimate(*part[each.id]) for each in among} for name, part in data["parts"].items()
    }  # fmt: skip
    whole = {name: Estimate(*each) for name, each in data["whole"].items()}
    return Attribution(
        study=_set_up(data, regime, society), method=data["method"], parties=tuple(among), whole=whole, parts=parts,
        remainder=data["remainder"], orders=data["orders"], ratings=data["ratings"], by=data["by"],
    )  # fmt: skip


def _draws(found: Robustness) -> dict[str, Any]:
    return _study(found.study, "robust") | {
        "draws": found.draws, "trajectories": found.trajectories, "rows": found.rows, "width": found.width,
        "inputs": [each.name for each in found.assumptions], "idle": found.idle, "meeting": found.meeting,
        "headlines": [_headline(each) for each in found.headlines],
    }  # fmt: skip


def _headline(found: Headline) -> dict[str, Any]:
    return {
        "measure": found.measure, "declared": _estimate(found.declared), "level": found.level,
        "holds": found.holds and list(vars(found.holds).values()), "ends": found.ends and list(found.ends),
        "split": found.split and list(vars(found.split).values()),
        "groups": [list(vars(each).values()) for each in found.groups],
        "met": found.met and list(vars(found.met).values()),
        "leads": [[each.assumption.name, each.correlation, each.adjusted] for each in found.leads],
        "indices": [[None if value != value else value for value in vars(each).values()] for each in found.indices],
    }  # fmt: skip


def _number(value: float | None) -> float:
    return float("nan") if value is None else value


def _robustness(data: Data, regime: Regime, society: Society) -> Robustness:
    inputs = {each.name: each for each in assumptions(society.file, regime.file)}
    headlines = [
        Headline(
            each["measure"], Estimate(*each["declared"]), each["holds"] and Holds(*each["holds"]),
            each["ends"] and (each["ends"][0], each["ends"][1]), each["split"] and Split(*each["split"]),
            tuple(Moved(*group) for group in each["groups"]),
            tuple(Lead(inputs[name], value, adjusted) for name, value, adjusted in each["leads"]),
            tuple(Index(name, *map(_number, row)) for name, *row in each["indices"]),
            each["level"], each["met"] and Holds(*each["met"]),
        )
        for each in data["headlines"]
    ]  # fmt: skip
    return Robustness(
        study=_set_up(data, regime, society), assumptions=tuple(inputs[name] for name in data["inputs"]),
        draws=data["draws"], idle=data["idle"], meeting=data["meeting"],
        trajectories=data["trajectories"], headlines=tuple(headlines), rows=data["rows"], width=data["width"],
    )  # fmt: skip


_READERS: dict[Verb, Callable[[Data, Regime, Society], Attribution | Robustness]] = {
    "attribute": _attribution,
    "robust": _robustness,
}
