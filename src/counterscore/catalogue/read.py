"""Read a catalogue file into a checked record."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import ValidationError

from counterscore.catalogue.figure import Record
from counterscore.catalogue.keys import keys_of
from counterscore.catalogue.problem import Complaint, nearest
from counterscore.catalogue.source import Source, refuse_data, unusable

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

    from counterscore.catalogue.positions import Where

Model = TypeVar("Model", bound=Record)

_PLAIN = {
    "missing": "this required key is missing",
    "extra_forbidden": "unknown key",
    "float_type": "must be a number",
    "int_type": "must be a whole number",
    "int_from_float": "must be a whole number",
    "string_type": "must be text in quotes",
    "bool_type": "must be true or false",
    "list_type": "must be a list",
    "tuple_type": "must be a list",
    "dict_type": "must be a table",
    "model_type": "must be a table",
    "string_pattern_mismatch": "must be lower-case letters, digits and hyphens, and start with a letter",
    "literal_error": "not an allowed word",
}
_BOUND = {"ge": "{} or more", "gt": "more than {}", "le": "{} or less", "lt": "less than {}"}
_LENGTH = {"min_length": "{} or more entries", "max_length": "{} or fewer entries"}


def read(path: str | os.PathLike[str], model: type[Model]) -> Model:
    """Return a catalogue file as a `model`; raise a Problem with file, line, column and key if it does not fit."""
    return validated(Source.open(path), model)


def validated(source: Source, model: type[Model]) -> Model:
    """Return the record of a parsed file; raise a Problem if it does not fit `model`."""
    try:
        return model.model_validate(source.data)
    except ValidationError as error:
        source.blame(_complaints(error.errors(include_url=False, include_input=False), model))
        raise


def of_data(data: dict[str, Any], model: type[Model]) -> Model:
    """Return the record of data that come from no file, such as a form; a Problem names only keys."""
    refuse_data(unusable(data), lambda: data)
    try:
        return model.model_validate(data)
    except ValidationError as error:
        refuse_data(_complaints(error.errors(include_url=False, include_input=False), model), lambda: data)
        raise


def _complaints(errors: list[ErrorDetails], model: type[Record]) -> Iterator[Complaint]:
    missing = {error["loc"] for error in errors if error["type"] == "missing"}
    misspelt: set[Where] = set()
    found: list[Complaint] = []
    for error in _merged(errors):
        if error["type"] == "extra_forbidden":
            complaint, meant = _unknown_key(error["loc"], model, missing)
            misspelt |= {meant} if meant[-1] else set()  # a key may be "", which also stands for no suggestion
            found.append(complaint)
        else:
            found.append(_complaint(error, model))
    # A misspelt key is also reported as missing: one complaint is enough.
    return (complaint for complaint in found if complaint.where not in misspelt)


def _merged(errors: list[ErrorDetails]) -> Iterator[ErrorDetails]:
    """Yield one error for a word that is in none of several lists of words, instead of one for each list."""
    lists: dict[Where, list[str]] = {}
    for error in errors:
        if _of_lists(error):
            lists.setdefault(error["loc"][:-1], []).append(error.get("ctx", {})["expected"])
    for error in errors:
        if not _of_lists(error):
            yield error
        elif words := lists.pop(error["loc"][:-1], None):
            yield {**error, "loc": error["loc"][:-1], "ctx": {"expected": ", ".join(words)}}


def _of_lists(error: ErrorDetails) -> bool:
    return error["type"] == "literal_error" and str(error["loc"][-1]).startswith("literal[")


def _unknown_key(where: Where, model: type[Record], missing: set[Where]) -> tuple[Complaint, Where]:
    table, key = where[:-1], str(where[-1])
    known = keys_of(model, table)
    absent = [str(other[-1]) for other in missing if other[:-1] == table]
    meant = nearest(key, absent) or nearest(key, known)
    complaint = Complaint(where, "unknown key", ", ".join(known), (meant,) if meant else (), on_key=True)
    return complaint, (*table, meant)


def _complaint(error: ErrorDetails, model: type[Record]) -> Complaint:
    kind, context = error["type"], error.get("ctx", {})
    where = error["loc"]
    on_key = where[-1:] == ("[key]",)
    where = where[:-1] if on_key else where
    words = tuple(re.findall(r"'([^']*)'", str(context.get("expected", ""))))
    message = _PLAIN.get(kind) or str(context.get("error") or error["msg"])
    if kind == "literal_error" and not words:
        message = f"must be {context['expected']}"
    if kind == "model_type" and "value" in keys_of(model, where):
        message = "must be a figure with its origin"
    return Complaint(where, message, _allowed(kind, context, words, keys_of(model, where)), words, on_key)


def _allowed(kind: str, context: dict[str, object], words: tuple[str, ...], keys: list[str]) -> str:
    if kind in ("model_type", "missing") and "value" in keys:
        return '{ value = 0.5, source = "..." } or { value = 0.5, assumption = "...", range = [0.2, 0.8] }'
    if kind == "model_type":
        return "a table with the keys " + ", ".join(keys)
    if words or "expected" in context:
        return ", ".join(words) or str(context["expected"])
    bounds = [text.format(context[name]) for name, text in {**_BOUND, **_LENGTH}.items() if name in context]
    return " and ".join(bounds)
