"""The commands of `counterscore`, in the order of `--help`."""

from __future__ import annotations

import click

from counterscore.cli.lazy import LazyGroup

PLACES = {
    "run": "counterscore.cli.run:run",
    "compare": "counterscore.cli.compare:compare",
    "explain": "counterscore.cli.explain:explain",
    "audit": "counterscore.cli.audit:audit",
    "flow": "counterscore.cli.flow:flow",
    "attribute": "counterscore.cli.attribute:attribute",
    "mend": "counterscore.cli.mend:mend",
    "robust": "counterscore.cli.robust:robust",
    "generation": "counterscore.cli.generation:generation",
    "list": "counterscore.cli.listing:list_",
    "show": "counterscore.cli.show:show",
    "check": "counterscore.cli.check:check",
    "new": "counterscore.cli.new:new",
    "schema": "counterscore.cli.schema:schema",
    "verify": "counterscore.cli.verify:verify",
    "breach": "counterscore.cli.breach:breach",
    "serve": "counterscore.cli.serve:serve",
    "bench": "counterscore.cli.bench:bench",
}


@click.group(
    cls=LazyGroup, places=PLACES, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(package_name="counterscore")
def counterscore() -> None:
    """Simulate what a citizen score does to a society of people who do not exist.

    Everyone is synthetic. Start with: counterscore run citizen-score
    """
