"""bench page: the speed of the page in a real browser."""

from __future__ import annotations

import gzip
import json
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from counterscore.catalogue.problem import Fault, Problem
from counterscore.web.app import STATIC

SIZES = (20_000, 100_000)
SECONDS, PATIENCE = 3, 180
# Moves through the months as fast as the browser draws, and counts the frames.
SCRUB = """async seconds => {
    const slider = document.querySelector('.timeline input');
    const most = Number(slider.max), end = performance.now() + 1000 * seconds;
    let frames = 0, month = 0;
    while (performance.now() < end) {
        slider.value = String(month = (month + 1) % (most + 1));
        slider.dispatchEvent(new Event('input', { bubbles: true }));
        await new Promise(requestAnimationFrame);
        frames += 1;
    }
    return frames / seconds;
}"""
# Moves the slider of the half-life and measures, in milliseconds, when a city with the new value is drawn. It waits for
# events, because checking every frame would slow down the simulation on the same processors.
MOVE = """to => new Promise(done => {
    const slider = document.querySelector('[data-key="score.half_life"] input[type=range]');
    const since = performance.now();
    let ready = false;
    new PerformanceObserver((seen, observer) => {
        for (const { name, startTime } of seen.getEntries()) {
            if (name === 'ready') ready = true;
            else if (name === 'drawn' && ready) {
                observer.disconnect();
                requestAnimationFrame(() => done(performance.now() - since));
                return;
            }
        }
    }).observe({ entryTypes: ['mark'] });
    slider.value = String(to);
    slider.dispatchEvent(new Event('input', { bubbles: true }));
})"""
# The time at which both cities were first drawn, in milliseconds from the start of the visit.
DRAWN = """() => new Promise(done => new PerformanceObserver(seen => {
    for (const { name, startTime } of seen.getEntries()) if (name === 'drawn') done(startTime);
}).observe({ type: 'mark', buffered: true }))"""
PAINT = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? null"


def main(form: str) -> None:
    """Measure the page and print the results, in milliseconds, frames a second and bytes; `form` is text or json."""
    with _served() as address:
        found = _measured(address)
    if form == "json":
        click.echo(json.dumps(found, indent=2))
        return
    for name, value in found.items():
        click.echo(f"{value:>12,.0f}  {name.replace('_', ' ')}")


def _measured(address: str) -> dict[str, float]:
    with _browser() as browser:
        cities = _first_cities(browser, address)
        frames = {f"frames_a_second_{size}": _frames(browser, address, size) for size in SIZES}
        first, again, cached, paint = _moves(browser, address)
    return {
        **frames,
        "slider_to_picture_ms": first,
        "slider_to_picture_again_ms": again,
        "slider_to_picture_kept_ms": cached,
        "first_paint_ms": paint,
        "first_cities_ms": cities,
        "bytes": float(sum(path.stat().st_size for path in _files())),
        "bytes_compressed": float(sum(len(gzip.compress(path.read_bytes())) for path in _files())),
    }


def _files() -> list[Path]:
    return [path for path in STATIC.rglob("*") if path.is_file()]


def _first_cities(browser: Any, address: str) -> float:
    """Return the milliseconds until both cities are drawn, on the first visit to a server that has just started."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto(address)
    drawn = float(page.evaluate(DRAWN))
    page.close()
    return drawn


def _frames(browser: Any, address: str, citizens: int) -> float:
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    _open(page, f"{address}/#panel=watch&citizens={citizens}")
    page.wait_for_timeout(6_000)  # all months arrive
    rate = float(page.evaluate(SCRUB, SECONDS))
    page.close()
    return rate


def _moves(browser: Any, address: str) -> tuple[float, float, float, float]:
    """Return milliseconds: from slider to picture for two new worlds and for a cached one, and to the first paint."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    _open(page, f"{address}/#panel=design")
    page.wait_for_timeout(2_000)
    first, again, cached = (float(page.evaluate(MOVE, to)) for to in (30, 31, 30))
    page.close()
    page = browser.new_page()
    page.goto(address)
    page.wait_for_timeout(1_500)
    paint = page.evaluate(PAINT)
    page.close()
    return first, again, cached, float(paint or 0)


def _open(page: Any, url: str) -> None:
    page.goto(url)
    page.get_by_text("Both worlds are ready").wait_for(state="attached", timeout=PATIENCE * 1000)


@contextmanager
def _browser() -> Generator[Any]:
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        raise Problem(
            Fault(
                "Chromium is needed to measure the page, and was not found",
                allowed="chromium or google-chrome on the PATH",
            )
        )
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        raise Problem(Fault("the development environment is needed: run ./lab pytest once to set it up")) from None
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield browser
        browser.close()


@contextmanager
def _served() -> Generator[str]:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = int(found.getsockname()[1])
    command = [sys.executable, "-m", "counterscore", "serve", "--no-browser", "--port", str(port)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        _await(f"http://127.0.0.1:{port}/api/catalogue")
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(10)


def _await(url: str) -> None:
    for _ in range(10 * PATIENCE):
        try:
            urllib.request.urlopen(url, timeout=5).close()
            return
        except OSError:
            time.sleep(0.1)
    raise Problem(Fault(f"the server did not start within {PATIENCE} seconds"))
