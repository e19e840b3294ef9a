"""Write docs/measures.md from the catalogue: python tests/measure/pages.py."""

from __future__ import annotations

from pathlib import Path

from counterscore.catalogue.measures_file import About, Defined, families, shown
from counterscore.measure.evidence import EVIDENCE, TITLES

PAGE = Path(__file__).parents[2] / "docs/measures.md"
FIRST, EVIDENCE_HEAD, LAST = "\n## Benefits\n", "\n## Evidence for the law, M1 to M15\n", "\nA refusal is *scored again"
EACH = {
    "decision": " (each decision)",
    "outcome": " (each decision with an outcome)",
    "protected": " (each protected act)",
}
ASK = " Ask for it with `--measures`."
HEAD = "| measure | definition | formula | unit | range | reads, of | source |\n|---|---|---|---|---|---|---|"


def cell(text: str) -> str:
    """Return a text escaped for a table cell."""
    return text.replace("|", "\\|")


def depends(on: Defined) -> str:
    """Return on what of a study the expected value depends, and why; nothing if it depends on neither."""
    return f" *Depends on {on.dependence}.*" if on.dependence else ""


def row(about: About) -> str:
    """Return a measure as a row of its table."""
    own = f" *Only of a society that declares `[{about.part}]`.*" if about.part else ""
    more = f"{depends(about)}{own}{ASK if about.needs else ''}"
    what = f"{cell(about.title)}{EACH.get(about.each or '', '')}: {cell(about.definition)}{more}"
    cells = (
        f"`{about.id}`", what, f"`{cell(about.formula)}`", about.unit, about.range, f"{about.reads}, {about.of}",
        cell(about.source),
    )  # fmt: skip
    return f"| {' | '.join(cells)} |"


def tables() -> str:
    """Return the tables of all families."""
    parts = [
        f"\n## {family.title}\n\n{HEAD}\n" + "\n".join(map(row, family.measures)) for family in families().values()
    ]
    return "\n".join(parts)


def evidence() -> str:
    """Return the lines of the table of evidence."""
    said = {number: _first((function.__doc__ or "").split(": ", 1)[1]) for number, function in EVIDENCE.items()}
    on = {each.number: depends(each) for each in shown().evidence}
    return "\n".join(f"| {number} | {TITLES[number]} | {words}{on[number]} |" for number, words in said.items())


def _first(text: str) -> str:
    """Return the first paragraph."""
    return text.split("\n\n")[0].strip()


def written(page: str) -> str:
    """Return the page with its tables generated from the catalogue."""
    before, rest = page.split(FIRST)[0], page.split(EVIDENCE_HEAD)[1]
    intro, last = rest.split("| M1 |")[0], rest.split(LAST)[1]
    return f"{before}{tables()}\n{EVIDENCE_HEAD}{intro}{evidence()}\n{LAST}{last}"


if __name__ == "__main__":
    PAGE.write_text(written(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
