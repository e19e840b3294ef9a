"""The thirteen elements of the scheme that the article describes, and the figure of this run that shows each."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from counterscore.regime.schema import RIGHTS
from counterscore.report.monthly import Monthly
from counterscore.report.requests import Decided
from counterscore.report.summary import protected_acts
from counterscore.report.table import table
from counterscore.report.ways import most_used
from counterscore.report.words import count, listing, percent

if TYPE_CHECKING:
    import polars as pl

    from counterscore.run.reading import Run

ABSENT = "not in these rules"
# What a neighbour knows of somebody without looking anything up.
NEIGHBOURLY = ("region", "place", "sex", "age")


class Told(NamedTuple):
    """What an element is read from."""

    run: Run
    monthly: Monthly
    requests: list[Decided]


def elements(run: Run, monthly: Monthly, requests: list[Decided]) -> str:
    """Return the table of the thirteen elements."""
    told = Told(run, monthly, requests)
    rows = [[number, title, figure(told) or ABSENT] for number, title, figure in ELEMENTS]
    return table("The thirteen elements", ["element", "what it is", "the figure that shows it"], rows, numbers=())


def _watched(told: Told) -> str | None:
    regime, seen = told.run.regime.file, _known(told.run, "seen")
    if not regime.partners:
        return None
    domains = {each.domain for each in told.run.society.file.activities if each.id in _eyes(told.run)}
    watch = "watches" if len(regime.partners) == 1 else "watch"
    words = f"{count(len(regime.partners), 'partner')} {watch} {count(len(domains), 'domain')} of life"
    return words if seen is None else f"{words}; the best informed recorded {percent(seen)} of all acts"


def _eyes(run: Run) -> set[str]:
    return {name for partner in run.regime.file.partners for name in partner.sees}


def _persons(told: Told) -> str | None:
    firms = told.run.firms
    if firms.is_empty():
        return None
    scored = firms["score"].drop_nulls().len()
    return (
        f"{count(len(firms), 'firm')} beside {count(told.run.manifest.citizens, 'citizen')}; {scored:,} of them scored"
    )


def _operators(told: Told) -> str | None:
    operators, scored = told.run.regime.file.operators, dict(told.run.operators.select("operator", "enrolled").rows())
    names = [f"{each.title} ({scored.get(each.id, 0):,} scored in its last month)" for each in operators]
    return listing(names) if names else None


def _rated(told: Told) -> str | None:
    points = [each.points.value for each in told.run.regime.file.ratings]
    good, bad = sum(each > 0 for each in points), sum(each < 0 for each in points)
    if not points:
        return None
    return (
        f"{_acts(good)} {'gains' if good == 1 else 'gain'} points, {_acts(bad)} {'loses' if bad == 1 else 'lose'} them"
    )


def _acts(number: int) -> str:
    return count(number, "act")


def _number(told: Told) -> str | None:
    median = told.monthly.last("score-p50")
    return None if median is None else f"median score {median:,.0f} at the end"


def _ranked(told: Told) -> str | None:
    rank, ranked = told.run.regime.file.rank, told.run.register["rank"].drop_nulls().len()
    if rank is None or not ranked:
        return None
    return f"{ranked:,} citizens in {'the public' if rank.public else 'a closed'} register, rank 1 to {ranked:,}"


def _decides(told: Told) -> str | None:
    gates = len({each.decision for each in told.run.regime.file.gates})
    refused = int(told.run.decisions.filter(_everybody())["refused_by_gate"].sum())
    return f"{count(gates, 'decision')} gated; {count(refused, 'request')} refused by the score" if gates else None


def _everybody() -> pl.Expr:
    import polars as pl

    return pl.col("group") == "all"


def _timeline(told: Told) -> str | None:
    phases = [f"{each.participation} from month {each.from_month}" for each in told.run.regime.file.phases]
    return listing(phases) if phases else None


def _behaviour(told: Told) -> str | None:
    stakes, most = told.monthly.last("stakes"), most_used(told.run, told.monthly)
    if stakes is None or not told.run.regime.file.partners:
        return None
    words = [f"people put the chance that their score costs them something at {percent(stakes)}"] * (stakes > 0)
    if most:
        words.append(f"of the ways round it the most used is {most[0].title} ({percent(most[1])})")
    return "; ".join([*words, f"{_acts(_faked(told))} on record that nobody did"])


def _faked(told: Told) -> int:
    return sum(told.monthly.total(f"faked:{each.id}") for each in told.run.society.file.responses.tactics)


def _invaded(told: Told) -> str | None:
    minority = _known(told.run, "auc", "minority")
    if minority is None:
        return None
    return f"membership of the minority, which nobody declared, is told from the records with an AUC of {minority:.2f}"


def _beyond(told: Told) -> str | None:
    if told.run.regime.id == "ad-platform":
        watched = count(len(_eyes(told.run)), "kind")
        return (
            f"this is the ad platform: it watches {watched} of act and profiles, and neither rates in public nor "
            "gates; beside a citizen score: counterscore compare citizen-score ad-platform"
        )
    from counterscore.regime.load import Regime

    own, command = _eyes(told.run), f"counterscore compare {told.run.regime.id} ad-platform"
    if not own:
        return f"nobody watches here; an ad platform would: {command}"
    platform = {act for partner in Regime.load("ad-platform").file.partners for act in partner.sees}
    refused = int(told.run.decisions.filter(_everybody())["refused_by_gate"].sum())
    theirs = f"an ad platform sees {len(own & platform)} of the {len(own)} kinds of act watched here"
    ours = f"{len(told.run.regime.file.ratings)} are rated, {_ranked_in_public(told):,} people ranked in public"
    return (
        f"{theirs}, rates none, ranks nobody and refuses nothing; here {ours} and {refused:,} requests refused; both "
        f"lived side by side: {command}"
    )


def _ranked_in_public(told: Told) -> int:
    rank = told.run.regime.file.rank
    return told.run.register["rank"].drop_nulls().len() if rank and rank.public else 0


def _abuse(told: Told) -> str | None:
    granted = [name for name, right in told.run.regime.file.rights if right is not None and name != "blind"]
    rights = f"{len(granted)} of {len(RIGHTS)} rights granted" + (f" ({listing(granted)})" if granted else "")
    first, last = protected_acts(told.run, told.monthly)
    acts = f"; a hundred adults did {first:.0f} acts a month that the law protects at first, {last:.0f} at the end"
    more = f"law by law: counterscore audit {told.run.regime.id}; person by person: counterscore compare"
    return f"{rights}{acts if first else ''}; {more}"


def _leaked(told: Told) -> str | None:
    import polars as pl

    lines = told.run.register.drop_nulls("score")
    if lines.is_empty():
        return _profiles_leaked(told)
    known = lines.join(told.run.people.select("id", "place", "sex", "age"), on="id", how="left")
    alone = (
        known.with_columns(pl.col("score").floor()).select((pl.len().over(*NEIGHBOURLY, "score") == 1).mean()).item()
    )
    return f"a leaked register singles out {percent(alone)} for whoever knows region, town or country, sex and age"


def _profiles_leaked(told: Told) -> str | None:
    seen = _known(told.run, "seen")
    words = "no register; the best informed has {} of all acts on file, which leak too: counterscore breach RUN"
    return words.format(percent(seen)) if seen else None


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


ELEMENTS: tuple[tuple[str, str, Callable[[Told], str | None]], ...] = (
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
