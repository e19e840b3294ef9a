"""`counterscore serve`."""

from __future__ import annotations

import click


@click.command()
@click.option("--port", type=click.IntRange(1, 65535), default=8017, show_default=True, help="Where on this machine.")
@click.option(
    "--host", default="127.0.0.1", show_default=True,
    help="Another address lets others on its network in: they can use this machine's processors.",
)  # fmt: skip
@click.option("--no-browser", is_flag=True, help="Do not open the page.")
def serve(port: int, host: str, no_browser: bool) -> None:
    """Open the page: watch, design, read lives.

    Served on this machine alone; no request leaves it. Ctrl-C ends it.
    """
    from counterscore.web.app import LOOPBACK
    from counterscore.web.serve import serve as serve_page

    address = f"http://{f'[{host}]' if ':' in host else host}:{port}/"
    click.echo(f"Counterscore, on synthetic people: {address} (Ctrl-C ends it)")
    if host not in LOOPBACK:
        click.echo("warning: others on this network can open the page and use this machine's processors", err=True)
    if not no_browser:
        _open_soon(address)
    serve_page(host, port)


def _open_soon(address: str) -> None:
    """Open the page once the server has had a moment to start."""
    import webbrowser
    from threading import Timer

    timer = Timer(1.0, webbrowser.open, [address])
    timer.daemon = True
    timer.start()
