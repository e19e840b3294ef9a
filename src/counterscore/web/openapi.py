"""The OpenAPI 3.1 description of everything under /api, for people and for tests that try all of it."""

from __future__ import annotations

from typing import Any

from counterscore.web.register import MOST_ROWS, SORTS
from counterscore.web.routes.catalogue import Draft, Toml

Json = dict[str, Any]
_PERSON = {"name": "person", "in": "path", "required": True, "schema": {"type": "integer", "minimum": 0}}
_KEY = {"name": "key", "in": "path", "required": True, "schema": {"type": "string", "pattern": "^[0-9a-f]{24}$"}}
_NAME = {"name": "name", "in": "path", "required": True, "schema": {"type": "string", "pattern": "^[a-z0-9-]+$"}}
_FAULTS = {
    "type": "object",
    "required": ["faults"],
    "properties": {"faults": {"type": "array", "items": {"type": "object", "required": ["message"]}}},
}


def description() -> Json:
    """Return the description as JSON."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Counterscore",
            "version": "1",
            "description": "Simulated societies under a citizen score. Everyone is synthetic: no real person is in it.",
        },
        "paths": {f"/api{path}": operations for path, operations in _paths().items()},
    }


def _paths() -> dict[str, Json]:
    city, one = "/cities/{key}", "/cities/{key}/people/{person}"
    return {
        "/openapi.json": _get("This description"),
        "/catalogue": _get("Regimes and societies of the catalogue, and presets of the designer"),
        "/regimes/{name}": _get("One regime of the catalogue, with the words of its society", _NAME),
        "/schema": _get("The JSON Schema of a regime"),
        "/check": _post("Check a regime: 422 with the faults, if any", Draft.model_json_schema()),
        "/read": _post("Read a regime from TOML", Toml.model_json_schema()),
        "/write": _post("Write a regime as TOML", Draft.model_json_schema()),
        one: _get("One person in one month", _KEY, _PERSON, _query("month", {"type": "integer", "minimum": 0})),
        f"{one}/friends": _get("The close ties of a person at the end", _KEY, _PERSON),
        f"{one}/life": _get("One life, month by month", _KEY, _PERSON),
        f"{city}/register": _get("Rows of the register at the end", _KEY, *_register()),
        f"{city}/law": _get("Legal findings by clause, and the data flow behind them", _KEY),
        f"{city}/story": _get("What happened: sentences, measures by month, refusals by decision", _KEY),
        f"{city}/report": _get("The report as an HTML page", _KEY, kind="text/html"),
        f"{city}/data": _get("The tables of the run as Parquet files in a zip archive", _KEY, kind="application/zip"),
    }


def _register() -> list[Json]:
    whole = {"type": "integer", "minimum": 0}
    return [
        _query("view", {"enum": ["public", "operator"]}),
        _query("first", whole),
        _query("count", {"type": "integer", "minimum": 1, "maximum": MOST_ROWS}),
        _query("region", {"type": "integer", "minimum": -1, "maximum": 255}),
        _query("kind", {"type": "string"}),
        _query("sort", {"enum": list(SORTS)}),
        _query("order", {"enum": ["ascending", "descending"]}),
        _query("find", whole),
        _query("percentile", {"type": "integer", "minimum": 0, "maximum": 100}),
    ]


def _query(name: str, schema: Json) -> Json:
    return {"name": name, "in": "query", "required": False, "schema": schema}


def _get(title: str, *parameters: Json, kind: str = "application/json") -> Json:
    return {"get": {"summary": title, "parameters": list(parameters), "responses": _responses(kind)}}


def _post(title: str, schema: Json) -> Json:
    content = {"application/json": {"schema": schema}}
    return {
        "post": {"summary": title, "requestBody": {"required": True, "content": content}, "responses": _responses()}
    }


def _responses(kind: str = "application/json") -> Json:
    faults = {"application/json": {"schema": _FAULTS}}
    refused = {code: {"description": words, "content": faults} for code, words in _REFUSALS.items()}
    return {"200": {"description": "The answer", "content": {kind: {}}}, **refused}


_REFUSALS = {
    "400": "The server does not answer for this host",
    "403": "The server does not answer pages from other sites",
    "404": "It does not exist, or is no longer in memory",
    "413": "The request is too large",
    "422": "The request has faults",
}
