"""`counterscore serve`."""

from __future__ import annotations

import click

from counterscore.cli.options import Whole


@click.command()
@click.option("--port", type=Whole(1, 65535), default=8017, show_default=True, help="Port to listen on.")
@click.option(
    "--host", default="127.0.0.1", show_default=True,
    help="Address to listen on. With another one, others on the network can open the page and use the processors.",
)  # fmt: skip
@click.option("--no-browser", is_flag=True, help="Do not open a browser.")
def serve(port: int, host: str, no_browser: bool) -> None:
    """Open the page: watch worlds, design regimes, read lives.

    Only this machine can open the page, unless --host says otherwise. It sends nothing to the internet. Press Ctrl-C to
    stop.
    """
    from counterscore.web.app import LOOPBACK
    from counterscore.web.serve import serve as serve_page

    address = f"http://{f'[{host}]' if ':' in host else host}:{port}/"
    click.echo(f"Counterscore, synthetic people only: {address} (press Ctrl-C to stop)")
    if host not in LOOPBACK:
        click.echo("warning: others on this network can open the page and use this machine's processors", err=True)
    if not no_browser:
        _open_soon(address)
    serve_page(host, port)


def _open_soon(address: str) -> None:
    """Open the page after a second, in which the server starts."""
    import webbrowser
    from threading import Timer

    timer = Timer(1.0, webbrowser.open, [address])
    timer.daemon = True
    timer.start()
