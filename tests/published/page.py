"""Write docs/published.md and its pictures: `./lab python tests/published/page.py`.

A section is a file of this folder with a function that returns a `Section`, or None where the society does not declare
the mechanism. Add it to `sections`. What takes long is read from recorded.json.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from counterscore import Society
from counterscore.report.charts.svg import svg
from published import aside, course, joint, layers, margins, mobility, pyramid, surveys, unemployment
from published.errors import errors
from published.recorded import SOCIETY, read
from published.section import Row, Section

DOCS = Path(__file__).parents[2] / "docs"
PAGE, PICTURES = DOCS / "published.md", DOCS / "assets/published"
FIGURES = Path(__file__).with_name("published.toml")
STYLE = Path(__file__).parents[2] / "src/counterscore/report/page/style.css"
NOTE = "<!-- tests/published/page.py writes this page: change its sections in tests/published, not this page. -->"
_HEAD = "| what | published | synthetic | error | | source |\n|---|---|---|---|---|---|"
_THOUSAND, _TEN, _EDGE, _LEFT = 1000, 10, 14, 36
INTRO = """# Published figures

This page puts published figures beside those of the synthetic society `{society}`. Everybody in it is synthetic, and
agreement with a figure is no evidence that a mechanism is right. A figure is of one of these kinds:

- **fitted**: numbers in a file were set so that the figure comes out;
- **held out**: it was kept out when they were set;
- **compared**: nothing was set for it or kept from it;
- **set aside**: it contradicts figures that are fitted.

{summary}
"""


def sections() -> list[Section]:
    """Return the sections of the page, in order, without those whose mechanism the society does not declare."""
    society, record, figures = Society.load(SOCIETY), read(), tomllib.loads(FIGURES.read_text(encoding="utf-8"))
    found = (
        margins.section(society), aside.section(society), pyramid.section(society), joint.section(society),
        course.section(), mobility.section(figures, record), unemployment.section(figures, record), layers.section(),
        surveys.section(society, record),
    )  # fmt: skip
    return [each for each in found if each is not None]


def written(found: list[Section]) -> str:
    """Return the page with these sections."""
    intro = INTRO.format(society=SOCIETY, summary=_summary(found))
    return "\n".join([NOTE, "", intro, *(line for each in found for line in _section(each))]).rstrip() + "\n"


def _summary(found: list[Section]) -> str:
    rows = [row for each in found for row in each.rows if row.judged]
    met = {kind: [not row.missed for row in rows if row.kind == kind] for kind in ("fitted", "held out", "compared")}
    counted = [f"{sum(each)} of {len(each)} {kind}" for kind, each in met.items() if each]
    misses = [f"- {miss}" for each in found for miss in each.misses]
    missed = "**Missed:**" if misses else "Nothing is missed."
    return "\n".join([f"Met: {', '.join(counted)}.", "", missed, "", *misses])


def _section(each: Section) -> Iterator[str]:
    yield from (f"## {each.title}", "", each.made, "")
    yield from (f"![{each.title}](assets/published/{each.id}.svg)", "", f"*{_caption(each)}*", "")
    yield from (_HEAD, *(_row(row) for row in each.rows), "")
    if each.misses:
        yield from (f"Missed: {' '.join(each.misses)}", "")
    yield from (line for note in each.notes for line in (f"- {note}",))
    yield ""


def _caption(each: Section) -> str:
    return each.caption or "Error as a share of the published value; the line is the error that counts as met."


def _row(row: Row) -> str:
    error = "" if row.error is None else _signed(row.error, row)
    kind = f"{row.kind}{'' if not row.judged else ', missed' if row.missed else ', met'}"
    note = f"; {row.note}" if row.note else ""
    published = _range(row) if row.published is None else _number(row.published)
    cells = (row.what, published, f"{_number(row.synthetic)}{note}", error, kind, row.source)
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"


def _range(row: Row) -> str:
    return "no number" if row.near is None else " to ".join(map(_number, row.near))


def _number(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= _THOUSAND else f"{value:,.1f}" if abs(value) >= _TEN else f"{value:.3f}"


def _signed(error: float, row: Row) -> str:
    relative = f" ({error / row.published:+.1%})" if row.published else ""
    return f"{'+' if error >= 0 else '-'}{_number(abs(error))}{relative}"


def pictures(found: list[Section]) -> dict[str, str]:
    """Return the pictures of the page as SVG, by the name of their file."""
    return {f"{each.id}.svg": _drawn(each) for each in found}


def _drawn(each: Section) -> str:
    chart = errors(each.rows) if each.picture is None else each.picture
    drawn = svg(chart, each.id, each.title, _caption(each))
    width, height = (float(number) for number in re.findall(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', drawn)[0])
    box = (-_LEFT, -_EDGE, width + _LEFT + _EDGE, height + 2 * _EDGE)
    drawn = re.sub(r'viewBox="[^"]*"', 'viewBox="{:g} {:g} {:g} {:g}"'.format(*box), drawn, count=1)
    ground = '<rect x="{}" y="{}" width="{}" height="{}" fill="var(--paper)"/>'.format(*box)
    return drawn.replace("</desc>", f"</desc><style>{_colours()}</style>{ground}", 1) + "\n"


def _colours() -> str:
    blocks = re.findall(
        r"^(?::root \{|@media \(prefers-color-scheme).*?^\}", STYLE.read_text(), re.DOTALL | re.MULTILINE
    )
    return " ".join(" ".join(blocks).split())


def write() -> None:
    """Write the page and its pictures."""
    found = sections()
    PICTURES.mkdir(exist_ok=True)
    for old in PICTURES.glob("*.svg"):
        old.unlink()
    for name, drawn in pictures(found).items():
        (PICTURES / name).write_text(drawn, encoding="utf-8")
    PAGE.write_text(written(found), encoding="utf-8")


if __name__ == "__main__":
    write()
