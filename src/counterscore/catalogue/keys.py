"""The keys that a table of a catalogue file may have, taken from the models."""

from __future__ import annotations

import types
from collections.abc import Iterator
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel

from counterscore.catalogue.positions import Where


def keys_of(model: type[BaseModel], where: Where) -> list[str]:
    """Return the keys that the table at `where` may have in a file of this `model`; empty if no table belongs there.

    >>> from counterscore.catalogue.figure import Figure
    >>> keys_of(Figure, ())
    ['value', 'source', 'assumption', 'fitted', 'range', 'set_from', 'off']
    """
    annotation: Any = model
    for part in where:
        inner = next((found for option in _options(annotation) for found in _inside(option, part)), None)
        annotation = annotation if inner is None else inner
    tables = [option for option in _options(annotation) if _is_model(option)]
    return [name for table in tables for name in table.model_fields]


def _options(annotation: Any) -> Iterator[Any]:
    origin = get_origin(annotation)
    if origin is Annotated:
        yield from _options(get_args(annotation)[0])
    elif origin in (Union, types.UnionType):
        for option in get_args(annotation):
            yield from _options(option)
    else:
        yield annotation


def _inside(option: Any, part: str | int) -> Iterator[Any]:
    arguments = get_args(option)
    if _is_model(option) and part in option.model_fields:
        yield option.model_fields[part].annotation
    elif get_origin(option) in (list, tuple) and isinstance(part, int):
        yield arguments[min(part, len(arguments) - 1)]
    elif get_origin(option) is dict:
        yield arguments[1]


def _is_model(option: Any) -> bool:
    return isinstance(option, type) and issubclass(option, BaseModel)
