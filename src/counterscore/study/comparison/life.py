"""One life in both worlds: the same synthetic person with the same luck."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from counterscore.report.words import count
from counterscore.study.comparison.compare import Comparison

if TYPE_CHECKING:
    from counterscore.report.table import Cell
    from counterscore.run.reading import Run

_SHOWN = 12
_ANSWER = {"refused by the gate": "was refused {} by the gate", "no place left": "found no place for {}"}


@dataclass(frozen=True)
class Life:
    """Who it is, how the two lives compare (rows: what, in the first world, in the second), and what was refused."""

    about: str
    rows: list[list[Cell]]
    refusals: list[str]


def somebody(found: Comparison) -> int:
    """Return the id of a person who loses by more measures than others under the first regime."""
    lost = np.zeros(found.scenario.citizens, np.int64)
    for effects in found.effects.values():
        mean = effects.mean
        lost += np.where(np.isnan(mean), 0, mean < -effects.line)
    return int(np.argmax(lost))


def life(found: Comparison, first: Run, second: Run, id: int) -> Life:
    """Tell a life in both worlds. Both runs are of the same luck and follow this person."""
    one, other = first.citizen(id), second.citizen(id)
    mine, theirs = one.about, other.about
    return Life(_about(mine), _rows(found, one.file(), other.file(), mine, theirs), _refusals(first, one.file()))


def _about(about: dict[str, Any]) -> str:
    who = f"Citizen {about['id']}, a {'woman' if about['sex'] == 'female' else 'man'}"
    years = f" of {about['age']} at the end" if about["age"] is not None else ", no longer alive at the end"
    place = "in town" if about["place"] == "urban" else "in the country"
    minority = ", of the minority" if about["minority"] else ""
    return (
        f"{who}{years}, {place}{minority}, {about['education']}, fifth {about['income_fifth']} of incomes. Synthetic."
    )


def _rows(
    found: Comparison, mine: dict[str, Any], theirs: dict[str, Any], a: dict[str, Any], b: dict[str, Any]
) -> list[list[Cell]]:
    answers = [Counter(each["answer"] for each in life["decisions"]) for life in (mine, theirs)]
    scores = [_score(life) for life in (mine, theirs)]
    table: list[list[Cell]] = [
        ["score at the end", *scores],
        ["requests granted", *(str(each["granted"]) for each in answers)],
        ["refused by a gate", *(str(each["refused by the gate"]) for each in answers)],
        ["found no place", *(str(each["no place left"]) for each in answers)],
        ["months in work", *(str(each["months_employed"]) for each in (a, b))],
        ["months on a list", *(str(each["months_listed"]) for each in (a, b))],
        ["wealth at the end, yuan", *(f"{each['wealth']:,.0f}" for each in (a, b))],
        ["close ties at the end", *(str(each["ties"]) for each in (a, b))],
    ]
    states = {
        "employed": "has work",
        "home_owner": "owns a home",
        "partnered": "has a partner",
        "papers": "papers in order",
    }
    return table + [[words, *("yes" if each[name] else "no" for each in (a, b))] for name, words in states.items()]


def _score(life: dict[str, Any]) -> str:
    if life["score"] is None:
        return "none"
    rank = f", rank {life['rank']:,} of {life['of']:,}" if life["rank"] else ""
    return f"{life['score']:.0f}{rank}"


def _refusals(run: Run, life: dict[str, Any]) -> list[str]:
    """The refusals of the first world by month, the first of them in words."""
    titles = {decision.id: decision.title for decision in run.society.file.decisions}
    told = [
        f"Month {each['month']}: {_ANSWER[each['answer']].format(titles[each['decision']])}"
        for each in life["decisions"]
        if each["answer"] in _ANSWER
    ]
    rest = len(told) - _SHOWN
    return [*told[:_SHOWN], *([f"and {count(rest, 'refusal')} more"] if rest > 0 else [])]
