"""Where compiled code is cached."""

from pathlib import Path

import pytest

from counterscore.chance.kernel import cache_folder


@pytest.mark.parametrize(
    ("own", "caches", "folder"),
    [
        (None, None, Path.home() / ".cache" / "counterscore"),
        (None, "", Path.home() / ".cache" / "counterscore"),  # empty counts as unset, as in the XDG standard
        (None, "/c", Path("/c/counterscore")),
        ("/own", "/c", Path("/own")),
    ],
)
def test_the_folder_is_the_users(
    own: str | None, caches: str | None, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in (("COUNTERSCORE_CACHE", own), ("XDG_CACHE_HOME", caches)):
        monkeypatch.delenv(name, raising=False)
        if value is not None:
            monkeypatch.setenv(name, value)
    assert cache_folder.__wrapped__().parent == folder
