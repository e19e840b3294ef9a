"""Studies as JSON records, which a comparison of the same regime and society reads again."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, cast

from counterscore.catalogue.content import content
from counterscore.catalogue.measures_file import known
from counterscore.measure.golden import golden
from counterscore.regime.clauses import clauses
from counterscore.regime.load import Regime
from counterscore.run.manifest import versions
from counterscore.run.results import results
from counterscore.society.load import Society
from counterscore.study.assumptions import assumptions
from counterscore.study.attribute import Attribution
from counterscore.study.candidates import candidates
from counterscore.study.designs import Index, Moved
from counterscore.study.division import Division, Interaction, Part
from counterscore.study.estimate import Estimate
from counterscore.study.headline import Headline
from counterscore.study.leads import Lead
from counterscore.study.options import StudyOptions
from counterscore.study.parties import parties
from counterscore.study.robust import Robustness
from counterscore.study.setting import Study, study
from counterscore.study.spread import Holds, Split
from counterscore.study.tags import Gone, Tags, considered, held_out, traced_of
from counterscore.study.unions import clause_tree, flat

NAME = "record.json"
_FORM = 2  # of the record of an attribution: one that was made by other methods cannot be read as this one
BASIS = ("verb", "regime", "society", "results", "golden")  # a record is valid while all of these are the same
Data = Mapping[str, Any]
Verb = Literal["attribute", "robust", "tags"]
Recorded = Attribution | Robustness | Tags


def write(found: Recorded, folder: Path) -> None:
    """Write the record of a study into its folder."""
    data = _written(found)
    (folder / NAME).write_text(json.dumps(data, separators=(",", ":"), allow_nan=False) + "\n", encoding="utf-8")


def _written(found: Recorded) -> dict[str, Any]:
    if isinstance(found, Attribution):
        return _clauses(found)
    return _draws(found) if isinstance(found, Robustness) else _switches(found)


def read(path: Path, verb: Verb, regime: Regime, society: Society) -> Recorded | None:
    """Return the study recorded in a file; None if there is none, or if it is not of this regime and society.

    Their titles and comments may have changed, but not their content. A record is ignored too if simulated results or
    one of its measures have changed since, or if it was made by an earlier version of the method.
    """
    try:
        data: Data = json.loads(path.read_text(encoding="utf-8"))
        now = basis(verb, regime, society, data["measures"])
        made = _READERS[verb]
        return made(data, regime, society) if {key: data[key] for key in now} == now else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def basis(verb: Verb, regime: Regime, society: Society, measures: Iterable[str]) -> dict[str, Any]:
    """Return what a record of these measures is based on, as it is now.

    That is the content of the regime and the society, the version of the results, and the golden values of the
    measures; for tags also what the files declare about the origin of figures and of results.
    """
    now = (verb, content(regime.file), content(society.file), results(), golden(measures))
    declared = {"declared": _declared(regime, society, measures)} if verb == "tags" else {}
    return dict(zip(BASIS, now, strict=True)) | declared


def _declared(regime: Regime, society: Society, measures: Iterable[str]) -> list[str]:
    """What the files declare: figures that can be switched off, the kinds of the measures, and what was held out."""
    abouts = {id: known(id) for id in measures}
    kinds = [f"{id}: {about.kind}" for id, about in abouts.items() if about.kind]
    scaled = [f"{id} * {about.scaled_by}" for id, about in abouts.items() if about.scaled_by]
    held = [f"held out: {each.measure}" for each in (*society.file.held_out, *regime.file.held_out)]
    return [*(each.declared for each in candidates(society.file, regime.file)), *kinds, *scaled, *held]


def _study(found: Study, verb: Verb) -> dict[str, Any]:
    of, measures = found.scenario, [each.id for each in found.asked.measures]
    return {
        **basis(verb, of.regime, of.society, measures),
        "names": [of.regime.id, of.society.id], "versions": versions(),
        "measures": measures, "group": _groups(found),
        "citizens": of.citizens, "years": of.months // 12, "people_seed": of.people_seed,
        "seed": of.seed, "seeds": len(found.seeds), "named": found.named,
    }  # fmt: skip


def _groups(found: Study) -> str | list[str]:
    return list(found.asked.groups) if len(found.asked.groups) > 1 else found.asked.group


def _set_up(data: Data, regime: Regime, society: Society) -> Study:
    keys = ("group", "citizens", "years", "people_seed", "seed", "seeds")
    options = cast(StudyOptions, {key: data[key] for key in keys})
    if data["named"]:
        options["measures"] = data["measures"]
    groups = () if isinstance(data["group"], str) else data["group"]
    return study(regime, society, options, seeds=data["seeds"], default=data["measures"], groups=groups)


def _estimate(found: Estimate) -> list[float | None]:
    return [found.value, found.low, found.high]


def _clauses(found: Attribution) -> dict[str, Any]:
    return _study(found.study, "attribute") | {
        "form": _FORM, "method": found.method, "orders": found.orders, "pairs": found.pairs,
        "ratings": found.ratings, "by": found.by,
        "divisions": {group: _division(each) for group, each in found.divisions.items()},
    }  # fmt: skip


def _division(found: Division) -> dict[str, Any]:
    return {
        "whole": {name: _estimate(each) for name, each in found.whole.items()},
        "parts": _parts(found.parts), "unions": _parts(found.unions), "scheme": _parts(found.scheme),
        "remainder": found.remainder,
        "interactions": {
            name: [[each.first, each.second, _part(each.effect), each.clear] for each in pairs]
            for name, pairs in found.interactions.items()
        },
    }  # fmt: skip


def _parts(found: Mapping[str, Mapping[str, Part]]) -> dict[str, dict[str, Any]]:
    return {name: {id: _part(each) for id, each in parts.items()} for name, parts in found.items()}


def _part(found: Part) -> list[Any]:
    return [*_estimate(found), found.error, _estimate(found.share), found.why]


def _attribution(data: Data, regime: Regime, society: Society) -> Attribution:
    if data["form"] != _FORM:
        raise ValueError(data["form"])
    among = tuple(parties(clauses(regime.file, society.file, data["ratings"]), data["by"]))
    return Attribution(
        study=_set_up(data, regime, society), method=data["method"], parties=among,
        tree=clause_tree(among) if data["method"] == "owen" else flat(among),
        divisions={group: _divided(each) for group, each in data["divisions"].items()},
        orders=data["orders"], pairs=data["pairs"], ratings=data["ratings"], by=data["by"],
    )  # fmt: skip


def _divided(data: Data) -> Division:
    return Division(
        whole={name: Estimate(*each) for name, each in data["whole"].items()},
        parts=_parted(data["parts"]), unions=_parted(data["unions"]), scheme=_parted(data["scheme"]),
        remainder=data["remainder"],
        interactions={
            name: tuple(Interaction(one, other, _of_part(part), clear) for one, other, part, clear in pairs)
            for name, pairs in data["interactions"].items()
        },
    )  # fmt: skip


def _parted(data: Data) -> dict[str, dict[str, Part]]:
    return {name: {id: _of_part(each) for id, each in parts.items()} for name, parts in data.items()}


def _of_part(data: Sequence[Any]) -> Part:
    value, low, high, error, share, why = data
    return Part(value, low, high, error=error, share=Estimate(*share), why=why)


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


def _switches(found: Tags) -> dict[str, Any]:
    return _study(found.study, "tags") | {
        "traced": {
            id: {
                "whole": _estimate(each.whole),
                "gone": [[list(gone.figures), gone.sort, _estimate(gone.share)] for gone in each.gone],
            }
            for id, each in found.traced.items()
        }
    }


def _tags(data: Data, regime: Regime, society: Society) -> Tags:
    set_up, held = _set_up(data, regime, society), held_out(society, regime)
    traced = {
        each.id: traced_of(
            each.about, each.id, held,
            whole=Estimate(*data["traced"][each.id]["whole"]),
            gone=tuple(
                Gone(tuple(names), sort, Estimate(*share)) for names, sort, share in data["traced"][each.id]["gone"]
            ),
        )
        for each in set_up.asked.measures
    }  # fmt: skip
    return Tags(study=set_up, candidates=considered(set_up), traced=traced)


_READERS: dict[Verb, Callable[[Data, Regime, Society], Recorded]] = {
    "attribute": _attribution,
    "robust": _robustness,
    "tags": _tags,
}
