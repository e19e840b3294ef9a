"""`counterscore schema`."""

from __future__ import annotations

import click

from counterscore.cli.options import Word


@click.command()
@click.argument("kind", type=Word(["regime", "society"]))
def schema(kind: str) -> None:
    """Print the JSON Schema of regime or society files.

    Editors use it to complete and check files.
    """
    import json

    from counterscore.regime.schema import RegimeFile
    from counterscore.society.schema import SocietyFile

    model = RegimeFile if kind == "regime" else SocietyFile
    document = {"$schema": "https://json-schema.org/draft/2020-12/schema", **model.model_json_schema()}
    click.echo(json.dumps(document, indent=2))
