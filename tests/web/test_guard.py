"""Only this machine's own page is served, and nothing large is read."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from counterscore.web.guard import HEADERS, LARGEST_BODY
from web.conftest import WATCH


def test_every_answer_has_the_content_security_policy(client: TestClient):
    for path in ("/", "/api/catalogue", "/api/nowhere", "/assets/page.js", "/api/cities/0/story"):
        answer = client.get(path)
        for name, value in HEADERS.items():
            assert answer.headers[name] == value, path


def test_the_policy_allows_no_inline_script():
    assert "unsafe" not in HEADERS["content-security-policy"]
    assert "default-src 'none'" in HEADERS["content-security-policy"]


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "[", "192.168.0.1:8017"])
def test_another_host_is_not_served(client: TestClient, host: str):
    assert client.get("/api/catalogue", headers={"host": host}).status_code == 400


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://127.0.0.1:9", "https://127.0.0.1:8017.evil"])
def test_a_page_of_another_origin_is_not_served(client: TestClient, origin: str):
    assert client.get("/api/catalogue", headers={"origin": origin}).status_code == 403
    with pytest.raises(WebSocketDisconnect), client.websocket_connect(WATCH, headers={"origin": origin}):
        pass


def test_the_page_itself_is_served(client: TestClient):
    assert client.get("/api/catalogue", headers={"origin": "http://127.0.0.1:8017"}).status_code == 200


def test_a_large_body_is_refused_with_or_without_a_declared_length(client: TestClient):
    large = b"x" * (LARGEST_BODY + 1)
    assert client.post("/api/check", content=large).status_code == 413
    assert client.post("/api/check", content=iter([large])).status_code == 413


@pytest.mark.parametrize(
    "path", ["/assets/../app.py", "/assets/%2e%2e/app.py", "/assets/..%2f..%2fapp.py", "//etc/passwd"]
)
def test_no_file_outside_is_read(client: TestClient, path: str):
    assert client.get(path).status_code in (400, 404)
