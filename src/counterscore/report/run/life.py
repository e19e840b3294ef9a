"""One synthetic life in words: where the score came from, reason by reason, and what was requested and answered."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from textwrap import fill
from typing import TYPE_CHECKING, Any

from counterscore.report.charts.sparkline import chart
from counterscore.report.text.answers import GRANTED, answer
from counterscore.report.text.numbers import count, span
from counterscore.report.text.regimes import name, under

if TYPE_CHECKING:
    from counterscore.run.reading import Run

Life = Mapping[str, Any]
OTHER = {
    "decay": "old points fade",
    "friends": "friends' scores",
    "rounding": "rounding",
    "clip": "limits of the scale",
    "correction": "a false record deleted",
    "repair": "points restored by repair",
    "assessment": "assessed by the model, or by other people",
    "start": "score reset to the start",
    "left": "left the operator: the score ended",
    "expiry": "old points expired",
}
FIFTHS = ("poorest", "second-poorest", "middle", "second-richest", "richest")
INDENT, LINE = "  ", 79


@dataclass(frozen=True)
class LifeReport:
    """The life of a citizen of a run, as text for a terminal or as JSON."""

    run: Run
    citizen: int

    def text(self) -> str:
        """Return the life in words, the reasons ranked by how much they moved the score; they sum to it exactly."""
        one = self.run.citizen(self.citizen)
        life = one.file()
        parts = [_head(self.run, life, one.about), *_others(self.run, life)]
        return "\n\n".join([*parts, *_scored(self.run, life), *_asked(self.run, life)])

    def json(self) -> dict[str, Any]:
        """Return the life: points, three decimals each, sum with `start` to `score` exactly."""
        return self.run.citizen(self.citizen).file()


def _head(run: Run, life: Life, about: Life) -> str:
    """Who this is; everything in it comes from the society's declared distributions."""
    rules = under(name(run.regime))
    who = ["A woman" if about["sex"] == "female" else "A man", f"{about['place']}, region {about['region']}"]
    if about["alive"]:
        age = int(about["age"])
        who[0] = f"{who[0]} aged {age}" if age >= 18 else f"A child aged {age}"
    else:
        who.append("died before the end")
    who += [about["education"], f"in the {FIFTHS[about['income_fifth'] - 1]} fifth of incomes"]
    heading = f"Citizen {life['id']}, {span(run.manifest.months)} {rules}. Synthetic: nobody real is described."
    return f"{heading}\n{fill('; '.join(who) + '.', LINE)}"


def _scored(run: Run, life: Life) -> Iterator[str]:
    if life["start"] is None:
        if not life["others"]:
            yield "No score: nobody rated this person."
        return
    yield _standing(run, life)
    if run.manifest.months > 1 and life["changes"]:
        course = _course(life, run.manifest.months)
        yield "\n".join([*chart(course), _caption(life, len(course))])
    yield "\n".join(_reasons(run, life))


def _others(run: Run, life: Life) -> Iterator[str]:
    """Scores with operators that no longer score, or with one of several: how each began and ended."""
    titles = {each.id: each.title for each in run.regime.file.operators}
    for other in life["others"]:
        away = [change["month"] for change in other["changes"] if change["reason"] == "left"]
        months = [change["month"] for change in other["changes"]]
        began = f"{titles.get(other['operator'], other['operator'])}: {other['start']:.3f} at the start"
        left = bool(away) and away[-1] == max(months)
        ended = f"left in month {away[-1]}" if left else f"{other['score']:.3f} at the end"
        yield fill(f"{began}, {ended}; {count(len(months), 'change')}.", LINE)


def _standing(run: Run, life: Life) -> str:
    """Where the score ended; the dead have left the register."""
    if life["score"] is None:
        return f"The score started at {life['start']:.3f}. It is no longer in the register."
    band = next((each.title for each in run.regime.file.bands if each.id == life["band"]), None)
    where = f", band “{band}”" if band else ""
    rank = f"Rank {life['rank']:,} of {life['of']:,}{where}."
    return f"Score {life['score']:.3f}, from {life['start']:.3f} at the start. {rank}"


def _caption(life: Life, months: int) -> str:
    first = min(change["month"] for change in life["changes"])
    return f"{INDENT}the score at the end of each month, from month {first} to month {first + months - 1}"


def _course(life: Life, months: int) -> list[float]:
    """The score at the end of each month that had a change or follows one, in points."""
    moved: dict[int, int] = defaultdict(int)
    for change in life["changes"]:
        moved[change["month"]] += _thousandths(change["points"])
    score, course = _thousandths(life["start"]), list[float]()
    for month in range(min(moved), months if life["score"] is not None else max(moved) + 1):
        score += moved[month]
        course.append(score / 1000)
    return course


def _thousandths(points: float) -> int:
    return round(points * 1000)


def _reasons(run: Run, life: Life) -> Iterator[str]:
    """The reasons, the largest first, in a column that adds up."""
    moved: Counter[str] = Counter()
    times: Counter[str] = Counter()
    words = _titles(run)
    for change in life["changes"]:
        reason = _reason(change, words)
        moved[reason] += _thousandths(change["points"])
        times[reason] += 1
    last = _thousandths(life["start"]) + moved.total()
    yield "Where the score came from:"
    yield _line(_thousandths(life["start"]), "at the start", sign="")
    for reason, thousandths in sorted(moved.items(), key=lambda item: (-abs(item[1]), item[0])):
        yield _line(thousandths, f"{reason} ({count(times[reason], 'month')})")
    yield _line(last, "the score" if life["score"] is not None else "the last score", sign="")


def _line(thousandths: int, words: str, sign: str = "+") -> str:
    points = f"{INDENT}{thousandths / 1000:{sign}12.3f}  "
    return fill(words, LINE, initial_indent=points, subsequent_indent=" " * (len(points) + 2))


def _titles(run: Run) -> dict[str, str]:
    activities = {each.id: each.title for each in run.society.file.activities}
    return activities | {each.id: each.title for each in run.regime.file.partners}


def _reason(change: Life, titles: Mapping[str, str]) -> str:
    if change["activity"] is None:
        return OTHER.get(change["reason"], str(change["reason"]))
    act = titles[change["activity"]]
    if change["reason"] == "cap":
        return f"{act}: above the monthly limit"
    record = "falsely recorded: " if change["reason"] == "false record" else ""
    seen = f", seen by {titles[change['partner']]}" if change["partner"] else ""
    return f"{record}{act}{seen}"


def _asked(run: Run, life: Life) -> Iterator[str]:
    if not life["decisions"]:
        yield "No requests."
        return
    known = {each.id: each for each in run.society.file.decisions}
    answers = Counter((each["decision"], each["answer"]) for each in life["decisions"])
    months = {
        pair: [each["month"] for each in life["decisions"] if (each["decision"], each["answer"]) == pair]
        for pair in answers
    }
    lines = [
        fill(f"{known[decision].title}: {answer(reason, known[decision])} {_times(number)}"
             f"{_when(months[decision, reason], reason)}", LINE, initial_indent=INDENT, subsequent_indent=INDENT * 2)
        for (decision, reason), number in sorted(answers.items())
    ]  # fmt: skip
    yield "\n".join(["Requests and answers:", *lines])


def _times(number: int) -> str:
    return {1: "once", 2: "twice"}.get(number, f"{count(number, 'time')}")


def _when(months: list[int], reason: str) -> str:
    """The months of refusals, the first few of them; approvals are only counted."""
    if reason == GRANTED:
        return ""
    shown = ", ".join(map(str, months[:8]))
    return f" (in month {shown}{' and later' if len(months) > 8 else ''})"
