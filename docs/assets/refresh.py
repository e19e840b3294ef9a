"""Draw the pictures of the README again and write its summary, from the run that it names.

./lab python docs/assets/refresh.py
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from counterscore import Regime, Run, Society, simulate
from counterscore.report.charts import svg
from counterscore.report.page.model import Picture
from counterscore.report.run import standings
from counterscore.report.run.monthly import Monthly
from counterscore.report.run.pictures import pictures
from counterscore.report.run.requests import decided
from counterscore.report.run.summary import sentences

HERE = Path(__file__).parent
README = HERE.parents[1] / "README.md"
STYLE = HERE.parents[1] / "src/counterscore/report/page/style.css"
SHOWN = ("scores", "refusals")
EDGE, LINE = 14, 20
NOTE = "Synthetic people. Made by: counterscore run citizen-score"


def the_run() -> Run:
    """Return the run of `./lab counterscore run citizen-score`."""
    return simulate(Society.load("china-2018"), Regime.load("citizen-score"), report=False)


def of_run(run: Run) -> dict[str, Picture]:
    """Return the pictures of the report that the documents show, by name."""
    every = pictures(run, Monthly(run.months), decided(run), standings.scored(run))
    return {each.name: each for each in every if each.name in SHOWN}


def refreshed(text: str, run: Run, shown: dict[str, Picture]) -> str:
    """Return the text of the README with this run's summary, and what the first picture shows."""
    parts = {
        "summary": "\n>\n".join(f"> {sentence}" for sentence in sentences(run)),
        "picture": _shown(shown["scores"]),
    }
    for name, words in parts.items():
        between = re.compile(rf"(<!-- {name} -->\n).*?(<!-- end of {name} -->)", re.DOTALL)
        text = between.sub(lambda found, words=words: f"{found[1]}{words}\n{found[2]}", text)
    return text


def _shown(picture: Picture) -> str:
    return f"![{picture.finding}](docs/assets/{picture.name}.svg)\n\n*{picture.finding}.* {picture.key}"


def framed(picture: Picture) -> str:
    """Draw a picture in the colours of the report, day and night, with some room around it."""
    drawn = svg.svg(picture.charts(svg.WIDE)[0], picture.name, picture.finding, picture.caption)
    width, height = (float(number) for number in re.findall(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', drawn)[0])
    box = (-EDGE, -EDGE, width + 2 * EDGE, height + 2 * EDGE + LINE)
    drawn = re.sub(r'viewBox="[^"]*"', 'viewBox="{:g} {:g} {:g} {:g}"'.format(*box), drawn, count=1)
    ground = '<rect x="{}" y="{}" width="{}" height="{}" fill="var(--paper)"/>'.format(*box)
    note = f'<text x="0" y="{height + LINE:g}" font-size="12" font-family="sans-serif" fill="var(--soft)">{NOTE}</text>'
    drawn = drawn.replace("</desc>", f"</desc><style>{_colours()}</style>{ground}", 1)
    return drawn.replace("</svg>", f"{note}</svg>\n", 1)


def _colours() -> str:
    blocks = re.findall(
        r"^(?::root \{|@media \(prefers-color-scheme).*?^\}", STYLE.read_text(), re.DOTALL | re.MULTILINE
    )
    return " ".join(" ".join(blocks).split())


def refresh() -> None:
    """Write the pictures and the README."""
    run = the_run()
    shown = of_run(run)
    for name, picture in shown.items():
        (HERE / f"{name}.svg").write_text(framed(picture), encoding="utf-8")
    README.write_text(refreshed(README.read_text(encoding="utf-8"), run, shown), encoding="utf-8")


if __name__ == "__main__":
    refresh()
    sys.stdout.write("wrote the pictures in docs/assets and the summary in README.md\n")
