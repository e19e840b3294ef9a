"""`counterscore attribute`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from counterscore.cli.options import Word, format_option
from counterscore.cli.studies import Given, loaded, measured, published, study_options

if TYPE_CHECKING:
    from counterscore.cli.progress import Progress
    from counterscore.regime.rating_groups import RatingsBy
    from counterscore.study.attribute import Attribution, Method, PartsBy


@click.command()
@click.argument("regime", default="citizen-score")
@study_options(seeds=4, groups="all,income-1,minority,age-60-up")
@click.option(
    "--method",
    type=Word(["owen", "shapley", "leave-one-out"]),
    default="owen",
    show_default=True,
    help="Average over orders in which clauses are added, those of a kind together (owen) or in any order (shapley); "
    "or leave out one clause at a time.",
)
@click.option(
    "--orders",
    type=int,
    default=16,
    show_default=True,
    help="Number of random orders; even. Each pair of orders has a random seed and people of its own, so that --seeds "
    "counts for leave-one-out alone.",
)
@click.option(
    "--pairs",
    type=int,
    default=12,
    show_default=True,
    help="Number of pairs of clauses to examine for interaction; not for leave-one-out.",
)
@click.option(
    "--ratings",
    type=Word(["law", "domain", "each"]),
    default="law",
    show_default=True,
    help="Group ratings into clauses by legal status, by domain, or one by one.",
)
@click.option(
    "--parts",
    type=Word(["clause", "kind"]),
    default="clause",
    show_default=True,
    help="Attribute effects to single clauses or to kinds of clauses.",
)
@format_option
def attribute(
    regime: str, form: str, method: Method, orders: int, pairs: int, ratings: RatingsBy, parts: PartsBy, **given: Any
) -> None:  # fmt: skip
    """Estimate how much of each effect each clause causes.

    Simulates the same people with different clauses of REGIME in force and compares what happens to them. Writes the
    results and a page with charts to a folder. To resume an interrupted study, run the same command again. Everyone is
    synthetic.
    """
    options = Given.of(**given)
    rules, people = loaded(regime, options)
    name = f"attribute-{method}-{parts}-{ratings}-{rules.id}"

    def work(out: Path, progress: Progress) -> Attribution:
        from counterscore.study.attribute import attribute as study

        return study(
            rules, people, method=method, orders=orders, pairs=pairs, ratings=ratings, parts=parts,
            **options.common(out, progress),
        )  # fmt: skip

    folder, found = measured(name, options, work)
    from counterscore.report.attribution.report import AttributionReport
    from counterscore.study import record

    record.write(found, folder)
    published(folder, AttributionReport(found), form)
