"""`counterscore flow`."""

from __future__ import annotations

from pathlib import Path

import click

from counterscore.cli.options import FOLDER


@click.command()
@click.argument("regime", default="citizen-score")
@click.option("--out", type=FOLDER, help="File to write, ending in .svg.  [default: REGIME-flow.svg]")
def flow(regime: str, out: Path | None) -> None:
    """Draw how data flow to decisions.

    Writes a picture (SVG) of every path from a context of life, through acts and the score, to a decision. For each
    decision, prints the number of inputs and how many come from a context that the regime declares unrelated.
    """
    from counterscore.catalogue.problem import Fault, Problem
    from counterscore.flow.draw import NOTHING, inputs_by_decision, svg
    from counterscore.flow.graph import flow as read
    from counterscore.flow.paths import paths
    from counterscore.regime.load import Regime

    rules = Regime.load(regime)
    target = out or Path(f"{rules.id}-flow.svg")
    if target.suffix != ".svg":
        raise Problem(Fault("the file name must end in .svg", "--out", str(target), f"{target}.svg"))
    graph = read(rules.file)
    found = paths(graph, rules.file.facts.relevance if rules.file.facts else [])
    target.write_text(
        svg(graph, found, f"Data flow from recorded acts to decisions: {rules.file.regime.title}", alone=True) + "\n",
        encoding="utf-8",
    )
    counts = inputs_by_decision(found)
    wide = max(map(len, counts), default=0)
    for decision, (inputs, unrelated) in counts.items():
        click.echo(f"{decision:<{wide}}  {inputs:>3} inputs, {unrelated:>3} of them from an unrelated context")
    if not counts:
        click.echo(NOTHING)
    click.echo(f"wrote {target}")
