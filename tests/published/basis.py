"""What a recorded result is based on."""

from __future__ import annotations

from counterscore.catalogue.content import content
from counterscore.run.results import results
from counterscore.society.load import Society


def basis(society: Society) -> dict[str, str]:
    """Return what a record is based on: the content of the society and the version of the results."""
    return {"society": content(society.file), "results": results()}
