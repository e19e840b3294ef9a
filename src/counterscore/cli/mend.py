"""`counterscore mend`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from counterscore.cli.options import format_option
from counterscore.cli.studies import Given, loaded, measured, published, study_options

if TYPE_CHECKING:
    from counterscore.cli.progress import Progress
    from counterscore.study.mend import Mending


@click.command()
@click.argument("regime", default="citizen-score")
@study_options(seeds=4)
@click.option("--no-search", is_flag=True, help="Try each safeguard alone and all together, but no combinations.")
@format_option
def mend(regime: str, form: str, no_search: bool, **given: Any) -> None:
    """Try each safeguard: what it improves and worsens.

    Then adds safeguards one at a time, always the one that leaves the least harm. Nothing else is optimised. To resume
    an interrupted study, run the same command again. Everyone is synthetic.
    """
    options = Given.of(**given)
    rules, people = loaded(regime, options)

    def work(out: Path, progress: Progress) -> Mending:
        from counterscore.study.mend import mend as study

        return study(rules, people, search=not no_search, **options.common(out, progress))

    folder, found = measured(f"mend-{rules.id}", options, work)
    from counterscore.report.safeguards.report import SafeguardsReport

    published(folder, SafeguardsReport(found), form)
