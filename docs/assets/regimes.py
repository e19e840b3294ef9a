"""Write the pages of docs/regimes from the catalogue: `./lab python docs/assets/regimes.py`. A test compares them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from counterscore.catalogue.find import locate, names
from counterscore.catalogue.source import Source
from counterscore.regime.schema import Gate

FOLDER = Path(__file__).parents[1] / "regimes"
NOTE = "<!-- docs/assets/regimes.py writes this page from the regime's file: change that file, not this page. -->"
ORIGINS = ("source", "assumption", "fitted")


def page(name: str) -> str:
    """Return the page of a regime as Markdown."""
    data = Source.open(locate("regimes", name)).data
    return "\n".join([*_head(name, data["regime"]), *_parts(data)]).rstrip() + "\n"


def index() -> str:
    """Return the page that lists all regimes."""
    rows = [(name, Source.open(locate("regimes", name)).data["regime"]) for name in names("regimes")]
    lines = [[f"[`{name}`]({name}.md)", about["title"], f"`{about['society']}`"] for name, about in rows]
    intro = (
        "Each regime is a file that you can read, change and run. Each page says what the scheme was, where its "
        "numbers come from, and what the model leaves out. The regimes are tried on synthetic people only."
    )
    return "\n".join([NOTE, "", "# Regimes", "", intro, "", *_table(["regime", "what it is", "society"], lines)]) + "\n"


def _head(name: str, about: dict[str, Any]) -> Iterator[str]:
    yield from (NOTE, "", f"# {about['title']}", "", about["summary"].strip(), "")
    yield f"To try it on the synthetic society `{about['society']}`: `./lab counterscore run {name}`"
    yield from ("", "## Sources", "", *(f"- {text}" for text in about.get("sources", [])), "")
    yield from ("## What the model leaves out", "", *(f"- {text}" for text in about.get("leaves_out", [])), "")


def _parts(data: dict[str, Any]) -> Iterator[str]:
    """The parts of the rules that the file has."""
    yield from _section("Who watches", ["data source", "sees", "urban coverage", "rural coverage"], _sources(data))
    yield from _section("Adaptive surveillance", ["data source", "where it looks", "origin"], _attention(data))
    yield from _section("Points for acts", ["act", "points per unit", "most per month", "origin"], _ratings(data))
    yield from _section("The score", ["part", "value", "origin"], _number(data.get("score", {})))
    yield from _section("Bands", ["band", "from"], [[b["title"], _words(b["at_least"])] for b in data.get("bands", [])])
    yield from _section("Lists", ["list", "people listed", "least months"], _lists(data))
    yield from _section("What it decides", ["decision", "people approved", "origin"], _gates(data))
    yield from _section("Officials who do not follow the rules", ["where", "what they do", "origin"], _officials(data))
    yield from _section("Rights granted", ["right", "delay in months", "odds", "origin"], _rights(data))


def _section(title: str, head: list[str], rows: list[list[str]]) -> Iterator[str]:
    if rows:
        yield from (f"## {title}", "", *_table(head, rows), "")


def _table(head: list[str], rows: list[list[str]]) -> list[str]:
    cells = [head, ["---"] * len(head), *rows]
    return ["| " + " | ".join(cell.replace("|", "/") for cell in row) + " |" for row in cells]


def _sources(data: dict[str, Any]) -> list[list[str]]:
    return [
        [
            partner["title"],
            ", ".join(f"`{act}`" for act in partner["sees"]),
            *(_figure(partner["coverage"][place]) for place in ("urban", "rural")),
        ]
        for partner in data.get("partners", [])
    ]


def _attention(data: dict[str, Any]) -> list[list[str]]:
    rows: list[list[str]] = []
    for partner in data.get("partners", []):
        if led := partner.get("attention"):
            share, most = _figure(led["lean"]), _figure(led["most"])
            follows = f"a share of {share} of its surveillance follows past findings by {led['by']}"
            words = f"{follows}: up to {most} times as much where it found more; half of the findings are forgotten in"
            rows.append([partner["title"], f"{words} {_figure(led['half_life'])} months", _origin(led["lean"])])
    return rows


def _ratings(data: dict[str, Any]) -> list[list[str]]:
    return [
        [
            f"`{r['activity']}`",
            _words(r["points"]["value"]),
            _words(r.get("cap", {}).get("value", "")),
            _origin(r["points"]),
        ]
        for r in data.get("ratings", [])
    ]


def _number(score: dict[str, Any], under: str = "") -> list[list[str]]:
    """Every value of the score's table, those of inner tables under their path."""
    rows: list[list[str]] = []
    for key, value in score.items():
        where = f"{under}{key}"
        if isinstance(value, dict) and not any(origin in value for origin in ORIGINS):
            rows += _number(value, f"{where}.")
        elif isinstance(value, dict):
            rows.append([f"`{where}`", _figure(value), _origin(value)])
        else:
            rows.append([f"`{where}`", _words(value), ""])
    return rows


def _lists(data: dict[str, Any]) -> list[list[str]]:
    return [[entry["title"], _entry(entry), str(entry["months"])] for entry in data.get("lists", [])]


def _entry(entry: dict[str, Any]) -> str:
    bound = "below {}" if "below" in entry else "{} or more"
    text = bound.format(_words(entry.get("below", entry.get("at_least"))))
    return text + (f", after {entry['after_months']} months on `{entry['after']}`" if "after" in entry else "")


def _gates(data: dict[str, Any]) -> list[list[str]]:
    return [[f"`{gate['decision']}`", _rule(gate), _gate_origin(gate)] for gate in data.get("gates", [])]


def _rule(gate: dict[str, Any]) -> str:
    rule = Gate.model_validate(gate).rule
    sentence = rule.sentence() if rule else "see the file"
    return sentence + ("; scarce places are allocated by rank" if gate.get("allocate") == "rank" else "")


def _gate_origin(gate: dict[str, Any]) -> str:
    if "objective" in gate:
        return _origin(gate["objective"]["loss"])
    if "lines" in gate:
        return _origin(gate["lines"][0]["score"])
    return next((_origin(gate[key]) for key in ("score", "percentile") if key in gate), "")


def _officials(data: dict[str, Any]) -> list[list[str]]:
    rows: list[list[str]] = []
    for gate in data.get("gates", []):
        if will := gate.get("discretion"):
            by = "at random" if will.get("by", "lottery") == "lottery" else f"by {will['by']}"
            share, approved = _figure(will["share"]), _figure(will["approves"])
            words = f"decide a share of {share} of the cases at will, {by}, and approve {approved} of these"
            rows.append([f"`{gate['decision']}`", words, _origin(will["share"])])
        rows += _bribe(f"`{gate['decision']}`", gate, "let a request pass that would be refused")
    for partner in data.get("partners", []):
        rows += _bribe(partner["title"], partner, "do not record an act that costs points")
    return rows


def _bribe(where: str, table: dict[str, Any], favour: str) -> list[list[str]]:
    if not (bribe := table.get("bribe")):
        return []
    price, accepts, offers = (_figure(bribe[key]) for key in ("price", "accepts", "offers"))
    words = f"for {price} months of income, {accepts} of them {favour}; {offers} of those who can pay offer it"
    return [[where, words, _origin(bribe["price"])]]


def _rights(data: dict[str, Any]) -> list[list[str]]:
    return [
        [name, str(right["delay"]), _words(right["odds"]["value"]), _origin(right["odds"])]
        for name, right in data.get("rights", {}).items()
        if isinstance(right, dict) and "odds" in right
    ]


def _figure(figure: dict[str, Any]) -> str:
    if "value" in figure:
        return _words(figure["value"])
    return "; ".join(f"{key}: {_words(value)}" for key, value in figure.items() if key not in (*ORIGINS, "range"))


def _origin(figure: dict[str, Any]) -> str:
    kind = next((origin for origin in ORIGINS if origin in figure), "")
    return figure[kind] if kind == "source" else f"{kind}: {figure[kind]}" if kind else ""


def _words(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(_words(each) for each in value)
    return f"{value:g}" if isinstance(value, float) else str(value)


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / "index.md").write_text(index(), encoding="utf-8")
    for each in names("regimes"):
        (FOLDER / f"{each}.md").write_text(page(each), encoding="utf-8")
