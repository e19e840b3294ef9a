"""From a file to a checked record."""

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
    "string_type": "must be a text in quotes",
    "bool_type": "must be true or false",
    "list_type": "must be a list",
    "tuple_type": "must be a list",
    "dict_type": "must be a table",
    "model_type": "must be a table",
    "string_pattern_mismatch": "must be lower-case letters, digits and hyphens, and start with a letter",
    "literal_error": "not a word that is known here",
}
_BOUND = {"ge": "{} or more", "gt": "more than {}", "le": "{} or less", "lt": "less than {}"}
_LENGTH = {"min_length": "{} or more entries", "max_length": "{} or fewer entries"}


def read(path: str | os.PathLike[str], model: type[Model]) -> Model:
    """Read a catalogue file as `model`. Raise a Problem that names file, line, column and key if it does not fit."""
    return validated(Source.open(path), model)


def validated(source: Source, model: type[Model]) -> Model:
    """Check the parsed file against `model` and give the record."""
    try:
        return model.model_validate(source.data)
    except ValidationError as error:
        source.blame(_complaints(error.errors(include_url=False, include_input=False), model))
        raise


def of_data(data: dict[str, Any], model: type[Model]) -> Model:
    """Check data that no file stands behind, such as a form, against `model`; the faults name keys alone."""
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
    for error in _told_once(errors):
        if error["type"] == "extra_forbidden":
            complaint, meant = _unknown_key(error["loc"], model, missing)
            misspelt |= {meant} if meant[-1] else set()  # a key may be spelt "", like no suggestion
            found.append(complaint)
        else:
            found.append(_complaint(error, model))
    # A misspelt key is also a missing one: once is enough.
    return (complaint for complaint in found if complaint.where not in misspelt)


def _told_once(errors: list[ErrorDetails]) -> Iterator[ErrorDetails]:
    """One error for a word that stands in none of several lists of words, where there is one for each list."""
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
