"""The package never uses a network: no client library is imported, declared as a dependency or installed by one."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "src").rglob("*.py"))
CLIENTS = {
    "aiohttp", "boto3", "botocore", "fsspec", "ftplib", "gcsfs", "grpc", "grpcio", "http", "httpcore", "httpx",
    "imaplib", "paramiko", "poplib", "psycopg", "psycopg2", "pycurl", "pymongo", "pymysql", "redis", "requests", "s3fs",
    "scrapy", "selenium", "smtplib", "socket", "socketserver", "sqlalchemy", "ssl", "telnetlib", "tweepy", "urllib",
    "urllib3", "webbrowser", "websocket", "websockets", "xmlrpc",
}  # fmt: skip
ADDRESS = re.compile(r"\b(?:https?|ftp|wss?|s3|postgres(?:ql)?|mysql|mongodb|redis)://", re.IGNORECASE)


def _imported(text: str) -> set[str]:
    roots: set[str] = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            roots |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            roots.add((node.module or "").split(".")[0])
    return roots


# The page is served to this machine: it listens, names the address to open, and opens it in the reader's own browser.
SERVES = {
    "web/serve.py": {"socket"},
    "web/guard.py": {"urllib"},
    "cli/serve.py": {"webbrowser"},
    "bench/page.py": {"socket", "urllib"},
}


# Addresses of this machine, made from the port of the server.
OWN = {"serve.py": {"http://{f"}, "page.py": {"http://127.0.0.1:{port}", "http://127.0.0.1:{port}/api/catalogue"}}


def _allowed(path: Path) -> set[str]:
    return SERVES.get(str(path.relative_to(ROOT / "src/counterscore")), set[str]())


def test_the_guard_uses_urllib_only_to_parse_addresses() -> None:
    text = (ROOT / "src/counterscore/web/guard.py").read_text(encoding="utf-8")
    assert "from urllib.parse import urlsplit" in text
    assert "urllib.request" not in text


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_source_imports_a_network_client(path: Path) -> None:
    assert not _imported(path.read_text(encoding="utf-8")) & CLIENTS - _allowed(path)


def test_imports_inside_functions_are_found() -> None:
    assert _imported("def f():\n    from urllib.request import urlopen\n") & CLIENTS


def test_no_source_contains_an_address_to_fetch() -> None:
    allowed = {
        "http://www.w3.org/2000/svg",
        "https://json-schema.org/draft/2020-12/schema",
        "https://json.schemastore.org/sarif-2.1.0.json",
    }
    for path in SOURCES:
        text = path.read_text(encoding="utf-8")
        found = {text[match.start() :].split('"')[0].split("'")[0].split()[0] for match in ADDRESS.finditer(text)}
        assert found <= allowed | OWN.get(path.name, set[str]()), path


def _needed() -> set[str]:
    """Return what the lock file installs to run Counterscore: its direct and indirect dependencies."""
    lock = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))
    needs: dict[str, set[str]] = {
        package["name"]: {each["name"] for each in package.get("dependencies", [])} for package in lock["package"]
    }
    found, waiting = set[str](), ["counterscore"]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += needs.get(name, set())
    return found


def test_no_installed_dependency_is_a_network_client() -> None:
    needed = _needed()
    assert {"counterscore", "numpy", "polars"} <= needed
    assert not needed & CLIENTS
