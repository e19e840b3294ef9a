"""report.html of a comparison: words first, then pictures, tables, one life in both worlds, and what it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from html import escape
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from counterscore.catalogue.mechanisms import mechanisms
from counterscore.report import provenance
from counterscore.report.page import tight
from counterscore.report.table import table
from counterscore.report.words import percent
from counterscore.run.in_memory import in_memory
from counterscore.run.parallelism import SEQUENTIAL
from counterscore.run.world import new_world, run_world
from counterscore.study import page
from counterscore.study.comparison import again, live, told, typeset
from counterscore.study.comparison.beside import Beside, known
from counterscore.study.comparison.compare import Comparison
from counterscore.study.comparison.findings import LOSERS, findings
from counterscore.study.comparison.life import Life, life, somebody
from counterscore.study.comparison.pictures import pictures, ranked
from counterscore.study.comparison.tables import tables
from counterscore.study.page import Look, Page, Section
from counterscore.study.themes import Theme

LINE = (
    "A person counts as losing or gaining only if the effect, averaged over the lucks, is larger than a declared "
    "threshold and than what 19 of 20 placebo twins differ by: the same person under the same regime with another luck."
)

if TYPE_CHECKING:
    from counterscore.run.reading import Run


def write(found: Comparison, path: Path, beside: Beside | None = None) -> Page:
    """Write the page of a comparison and return what it says. Raises OSError when it cannot be written.

    `beside`: what carries each effect, and how each fares under other assumptions; what is known without.
    """
    made = report(found, beside or known(found, path.parent))
    path.write_text(page.html(made, Look(live.figure, typeset.table, live.scripts())), encoding="utf-8")
    return made


def report(found: Comparison, beside: Beside) -> Page:
    """Return the page of a comparison. One life is simulated again in both worlds for it, with the first seed."""
    id = somebody(found) if found.effects else 0
    with ThreadPoolExecutor(2, thread_name_prefix="life") as pool:  # kernels free the interpreter's lock
        first, second = pool.map(partial(_followed, found, id), (0, 1))
    figures = list(pictures(found, first))
    if beside.clauses:
        from counterscore.study.attribute_told import page as of_clauses

        figures += of_clauses(beside.clauses).figures
    return Page(
        title=headline(found, beside),
        byline=told.byline(found),
        words=[LINE, *told.notes(found), *beside.notes(found)],
        figures=figures,
        tables=list(tables(found)),
        command=again.command(found),
        python=again.python(found),
        themes=[
            Theme(title, list(stated)) for title, stated in groupby(findings(found, beside), lambda each: each.theme)
        ],
        sections=list(_sections(found, life(found, first, second, id), first)),
    )


def _followed(found: Comparison, id: int, which: int) -> Run:
    scenario = found.scenario.under((found.first, found.second)[which])
    with new_world(scenario, SEQUENTIAL) as world:
        return in_memory(scenario, run_world(scenario, world, [id]), SEQUENTIAL)


def headline(found: Comparison, beside: Beside) -> str:
    """Return the finding that hits most people, as a title; none that is known to fail under other assumptions."""
    hit = [id for id in ranked(found) if not beside.frail(id)]
    if not hit and ranked(found):
        return f"{found.first.id} beside {found.second.id}: no effect on lives survives other assumptions"
    if not hit:
        return f"{found.first.id} beside {found.second.id}: nobody surely loses or gains"
    who = found.sides[hit[0], "all"]
    chilled = found.figure.get(("chilling-all", "all"))
    fall = chilled.difference.value if chilled and not beside.frail("chilling-all") else None
    tail = f", and lawful protected acts fall by {percent(fall)}" if fall is not None and fall > 0 else ""
    return f"Under {found.first.id}, {percent(who.lose.value or 0.0)} of people {LOSERS[hit[0]]}{tail}"


def _sections(found: Comparison, one: Life, run: Run) -> Iterator[Section]:
    yield Section("one-life", "One life, lived in both worlds", _life(found, one))
    yield Section("put-in", "What was put in, and what came out", _mechanisms())
    yield Section("sources", "Assumptions and sources", provenance.sources(run))


def _mechanisms() -> str:
    """What is assumed, fitted and emergent in the model, as a list."""
    entries = [
        f'<li>{escape(each.title)} <span class="tag">{each.tag}</span> <code>{escape(each.where)}</code></li>'
        for each in mechanisms()
    ]
    return f"<ul>{''.join(entries)}</ul>"


def _life(found: Comparison, one: Life) -> str:
    rows = table("One life in both worlds", ["", found.first.id, found.second.id], one.rows, [1, 2])
    refusals = "".join(f"<li>{escape(line)}</li>" for line in one.refusals)
    listed = f"<p>What was refused under {escape(found.first.id)}:</p>\n<ul>{refusals}</ul>" if refusals else ""
    luck = (
        f"Chosen as one who loses by more measures than others: not a typical life. Luck seed {found.seeds[0]}; "
        "until the rules first told on it, both lives were one."
    )
    return f"<p>{tight(escape(one.about))} {luck}</p>\n{rows}\n{listed}"
