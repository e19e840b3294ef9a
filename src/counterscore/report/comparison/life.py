"""One life in both worlds: the same synthetic person with the same random seed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from counterscore.report.page.model import Block, Bullets, Cell, Entry, Paragraph, Table
from counterscore.report.text.answers import GRANTED, NO_PLACE, REFUSALS, answer, lacks
from counterscore.report.text.numbers import count
from counterscore.report.text.regimes import names, under
from counterscore.study.comparison.compare import Comparison

if TYPE_CHECKING:
    from counterscore.run.reading import Run

_SHOWN, _ADULT = 12, 18
_STATES = {
    "employed": "has work",
    "home_owner": "owns a home",
    "partnered": "has a partner",
    "papers": "papers in order",
}
_FIFTHS: tuple[str, ...] = ("poorest", "second-poorest", "middle", "second-richest", "richest")
Record = dict[str, Any]


def life(comparison: Comparison, first: Run, second: Run, id: int) -> Iterator[Block]:
    """Yield the life of a person in both worlds. Both runs have the same random seed and follow this person."""
    here, there = first.citizen(id), second.citizen(id)
    one, other = names(comparison.first, comparison.second)
    yield Paragraph(
        f"{_person(here.about)} This person was chosen for losing by at least as many measures as anybody, and is not "
        "typical. "
        f"Both lives were simulated with people seed {comparison.scenario.people_seed} and random seed "
        f"{comparison.scenario.seed}: they are identical until the rules first made a difference."
    )
    unmet = {**REFUSALS, NO_PLACE: f"refused {lacks(first.society.file.decisions)}"}
    rows = _rows([here.file(), there.file()], [here.about, there.about], unmet)
    yield Table(title="The two lives compared", heads=["", one, other], rows=rows, numbers=[1, 2])
    refusals = _refusals(first, here.file())
    if refusals:
        yield Paragraph(f"Refusals {under(one)}:")
        yield Bullets([Entry(each) for each in refusals])


def _person(about: Record) -> str:
    child = about["age"] is not None and about["age"] < _ADULT
    words = ("girl", "boy") if child else ("woman", "man")
    who = f"Citizen {about['id']} is synthetic: a {words[0] if about['sex'] == 'female' else words[1]}"
    years = f" aged {about['age']} at the end" if about["age"] is not None else " who died before the end"
    place = "living in a town" if about["place"] == "urban" else "living in the country"
    minority = ", a member of the minority" if about["minority"] else ""
    fifth = _FIFTHS[int(about["income_fifth"]) - 1]
    return f"{who}{years}, {place}{minority}, {about['education']} education, in the {fifth} fifth of incomes."


def _rows(lives: list[Record], abouts: list[Record], unmet: Mapping[str, str]) -> list[list[Cell]]:
    answers = [Counter(each["answer"] for each in life["decisions"]) for life in lives]
    table: list[list[Cell]] = [
        ["score at the end", *map(_score, lives)],
        ["requests approved", *(str(each[GRANTED]) for each in answers)],
        *([words, *(str(each[reason]) for each in answers)] for reason, words in unmet.items()),
        ["months in work", *(str(each["months_employed"]) for each in abouts)],
        ["months on a list", *(str(each["months_listed"]) for each in abouts)],
        ["wealth at the end, yuan", *(f"{each['wealth']:,.0f}" for each in abouts)],
        ["close ties at the end", *(str(each["ties"]) for each in abouts)],
    ]
    return table + [[words, *("yes" if each[state] else "no" for each in abouts)] for state, words in _STATES.items()]


def _score(life: Record) -> str:
    if life["score"] is None:
        return "none"
    rank = f", rank {life['rank']:,} of {life['of']:,}" if life["rank"] else ""
    return f"{life['score']:.0f}{rank}"


def _refusals(run: Run, life: Record) -> list[str]:
    """The refusals of a life by month, the first of them in words."""
    known = {decision.id: decision for decision in run.society.file.decisions}
    every = [
        f"Month {each['month']}: {known[each['decision']].title}, {answer(each['answer'], known[each['decision']])}"
        for each in life["decisions"]
        if each["answer"] != GRANTED
    ]
    more = len(every) - _SHOWN
    return [*every[:_SHOWN], *([f"and {count(more, 'more refusal')}"] if more > 0 else [])]
