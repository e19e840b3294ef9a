"""The thirteen elements of the scheme that the article describes, each with the figure of this run that shows it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from counterscore.regime.schema import RIGHTS
from counterscore.report.page.model import Table
from counterscore.report.run.firms import in_the_market
from counterscore.report.run.monthly import Monthly
from counterscore.report.run.requests import Decided
from counterscore.report.run.summary import protected_acts
from counterscore.report.run.tactics import most_used
from counterscore.report.text.numbers import count, listing, percent

if TYPE_CHECKING:
    import polars as pl

    from counterscore.run.reading import Run

ABSENT = "not in these rules"
# What a neighbour knows about somebody without looking anything up.
NEIGHBOURLY = ("region", "place", "sex", "age")


class RunFigures(NamedTuple):
    """The figures of a run that the elements quote."""

    run: Run
    monthly: Monthly
    requests: list[Decided]


def elements(run: Run, monthly: Monthly, requests: list[Decided]) -> Table:
    """Return the table of the thirteen elements."""
    figures = RunFigures(run=run, monthly=monthly, requests=requests)
    rows = [[number, title, figure(figures) or ABSENT] for number, title, figure in ELEMENTS]
    return Table(title="The thirteen elements", heads=["element", "what it is", "how this run shows it"], rows=rows)


def _watched(of: RunFigures) -> str | None:
    regime, seen = of.run.regime.file, _known(of.run, "seen")
    if not regime.partners:
        return None
    domains = {each.domain for each in of.run.society.file.activities if each.id in _seen(of.run)}
    watch = "watches" if len(regime.partners) == 1 else "watch"
    words = f"{count(len(regime.partners), 'organisation')} {watch} {count(len(domains), 'area')} of life"
    return words if seen is None else f"{words}. The best informed recorded {percent(seen)} of all acts"


def _seen(run: Run) -> set[str]:
    """The activities that somebody watches."""
    return {name for source in run.regime.file.partners for name in source.sees}


def _persons(of: RunFigures) -> str | None:
    firms = in_the_market(of.run)
    if firms.is_empty():
        return None
    scored = firms["score"].drop_nulls().len()
    citizens = count(of.run.manifest.citizens, "citizen")
    return f"besides {citizens} there are {count(len(firms), 'firm')}; {scored:,} have a score"


def _operators(of: RunFigures) -> str | None:
    scored = dict(of.run.operators.select("operator", "enrolled").rows())
    operators = of.run.regime.file.operators
    names = [f"{each.title} ({scored.get(each.id, 0):,} people scored in its last month)" for each in operators]
    return listing(names) if names else None


def _rated(of: RunFigures) -> str | None:
    points = [each.points.value for each in of.run.regime.file.ratings]
    good, bad = sum(each > 0 for each in points), sum(each < 0 for each in points)
    if not points:
        return None
    earn, cost = "earns" if good == 1 else "earn", "costs" if bad == 1 else "cost"
    return f"{count(good, 'act')} {earn} points, {count(bad, 'act')} {cost} points"


def _number(of: RunFigures) -> str | None:
    median = of.monthly.last("score-p50")
    return None if median is None else f"the median score is {median:,.0f} at the end"


def _ranked(of: RunFigures) -> str | None:
    rank, ranked = of.run.regime.file.rank, of.run.register["rank"].drop_nulls().len()
    if rank is None or not ranked:
        return None
    return f"{ranked:,} citizens are ranked in {'a public' if rank.public else 'a closed'} register"


def _decides(of: RunFigures) -> str | None:
    gates = len({each.decision for each in of.run.regime.file.gates})
    refused = count(_refused(of.run), "request was", "requests were")
    return f"the score matters for {count(gates, 'decision')}; {refused} refused because of it" if gates else None


def _refused(run: Run) -> int:
    return int(run.decisions.filter(_everybody())["refused_by_gate"].sum())


def _everybody() -> pl.Expr:
    import polars as pl

    return pl.col("group") == "all"


def _timeline(of: RunFigures) -> str | None:
    phases = [f"{each.participation} from month {each.from_month}" for each in of.run.regime.file.phases]
    return listing(phases) if phases else None


def _behaviour(of: RunFigures) -> str | None:
    stakes, most = of.monthly.last("stakes"), most_used(of.run, of.monthly)
    if stakes is None or not of.run.regime.file.partners:
        return None
    words = [f"people believe the chance that their score costs them something is {percent(stakes)}"] * (stakes > 0)
    if most:
        words.append(f"the most common way to evade the score is “{most[0].title}” (used at {percent(most[1])})")
    return "; ".join([*words, f"{count(_faked(of), 'act')} on record never took place"])


def _faked(of: RunFigures) -> int:
    return sum(of.monthly.total(f"faked:{each.id}") for each in of.run.society.file.responses.tactics)


def _invaded(of: RunFigures) -> str | None:
    minority = _known(of.run, "auc", "minority")
    if minority is None:
        return None
    return (
        "nobody declared who belongs to the minority, but the records reveal it with an area under the ROC curve of "
        f"{minority:.2f}"
    )


def _beyond(of: RunFigures) -> str | None:
    if of.run.regime.id == "ad-platform":
        watched = count(len(_seen(of.run)), "kind")
        return (
            f"this is the ad platform: it watches {watched} of act and makes profiles, but it neither ranks people in "
            "public nor refuses anything. To compare it with a citizen score: counterscore compare citizen-score "
            "ad-platform"
        )
    own, command = _seen(of.run), f"counterscore compare {of.run.regime.id} ad-platform"
    if not own:
        return f"nobody watches here; an ad platform would: {command}"
    return f"{_platform(own)} {_more_than_platform(of.run)} To compare both: {command}"


def _platform(own: set[str]) -> str:
    from counterscore.regime.load import Regime

    platform = {act for source in Regime.load("ad-platform").file.partners for act in source.sees}
    return (
        f"an ad platform sees {len(own & platform)} of the {len(own)} kinds of act watched here, rates none, ranks "
        "nobody and refuses nothing."
    )


def _more_than_platform(run: Run) -> str:
    ratings, ranked = len(run.regime.file.ratings), _ranked_in_public(run)
    return (
        f"Here {count(ratings, 'kind of act is', 'kinds of act are')} rated, {ranked:,} people are ranked in public "
        f"and {_refused(run):,} requests were refused."
    )


def _ranked_in_public(run: Run) -> int:
    rank = run.regime.file.rank
    return run.register["rank"].drop_nulls().len() if rank and rank.public else 0


def _abuse(of: RunFigures) -> str | None:
    granted = [name for name, right in of.run.regime.file.rights if right is not None and name != "blind"]
    rights = f"{len(granted)} of {len(RIGHTS)} rights are granted" + (f" ({listing(granted)})" if granted else "")
    first, last = protected_acts(of.run, of.monthly)
    acts = f" Protected acts went from {first:.0f} per 100 adults a month to {last:.0f}." if first else ""
    commands = f"counterscore audit {of.run.regime.id}, and for effects on people: counterscore compare"
    return f"{rights}.{acts} To check the regime against the law: {commands}"


def _leaked(of: RunFigures) -> str | None:
    import polars as pl

    lines = of.run.register.drop_nulls("score")
    if lines.is_empty():
        return _profiles_leaked(of)
    known = lines.join(of.run.people.select("id", "place", "sex", "age"), on="id", how="left")
    alone = (
        known.with_columns(pl.col("score").floor()).select((pl.len().over(*NEIGHBOURLY, "score") == 1).mean()).item()
    )
    return (
        f"a leaked register would single out {percent(alone)} of people to somebody who knows their region, sex and "
        "age, and whether they live in a town"
    )


def _profiles_leaked(of: RunFigures) -> str | None:
    seen = _known(of.run, "seen")
    words = "there is no register, but the best informed watcher has {} of all acts on file, which could leak too: {}"
    return words.format(percent(seen), "counterscore breach RUN") if seen else None


def _known(run: Run, measure: str, attribute: str | None = None) -> float | None:
    """The highest figure of this measure that any watcher reached at the end."""
    import polars as pl

    if run.privacy.is_empty():
        return None
    rows = run.privacy.filter(
        (pl.col("month") == run.privacy["month"].max())
        & (pl.col("measure") == measure)
        & pl.col("attribute").eq_missing(attribute)
    )
    return float(rows["value"].to_numpy().max()) if len(rows) else None


ELEMENTS: tuple[tuple[str, str, Callable[[RunFigures], str | None]], ...] = (
    ("S1", "daily activities constantly monitored", _watched),
    ("S2", "every citizen and every legal person", _persons),
    ("S3", "market players take part", _operators),
    ("S4", "every behaviour rated positive or negative", _rated),
    ("S5", "a single number", _number),
    ("S6", "ranked publicly against everyone", _ranked),
    ("S7", "it determines eligibility", _decides),
    ("S8", "voluntary now, mandatory later", _timeline),
    ("S9", "to control behaviour", _behaviour),
    ("S10", "an invasion of privacy", _invaded),
    ("S11", "beyond what the ad platforms do", _beyond),
    ("S12", "freedoms limited", _abuse),
    ("S13", "what a breach exposes", _leaked),
)
