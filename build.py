"""The one entry: build the site (the default), serve it while editing, or calculate on the command line."""

from __future__ import annotations

import datetime as dt
import json
import sys
from pathlib import Path
from typing import Any

import click

from commands.check import check
from commands.link import link
from commands.prices import prices

ROOT = Path(__file__).resolve().parent
CONTENT, SITE, TEMPLATES, CACHE = ROOT / "content", ROOT / "site", ROOT / "templates", ROOT / ".cache" / "charts"
DAY = click.DateTime(formats=["%Y-%m-%d"])


class Command(click.Group):
    """A group that ends with exit code 1 on any mistake, as every mistake here is the user's to mend."""

    def main(self, *args: Any, **named: Any) -> Any:
        """Run, and say mistakes on stderr."""
        named["standalone_mode"] = False
        try:
            return super().main(*args, **named)
        except click.exceptions.Exit as stop:
            sys.exit(stop.exit_code)
        except click.ClickException as error:
            error.show()
            sys.exit(1)
        except click.Abort:
            sys.exit(1)


@click.group(cls=Command, invoke_without_command=True)
@click.option("--site", type=click.Path(path_type=Path), default=SITE, help="Folder that the site is written to.")
@click.option(
    "--content", type=click.Path(path_type=Path, exists=True, file_okay=False), default=CONTENT, help="Folder of content."
)
@click.option("--as-of", type=DAY, default=None, help="Day whose prices hold, such as 2026-01-31.")
@click.pass_context
def main(context: click.Context, site: Path, content: Path, as_of: dt.datetime | None) -> None:
    """Build the guide into a static site."""
    context.obj = (site, content, as_of.date() if as_of else None)
    if context.invoked_subcommand is None:
        build(*context.obj)


def build(site: Path, content: Path, day: dt.date | None) -> None:
    """Read, render, publish. On any mistake nothing is published, and every mistake is said."""
    from calculators.engine.problems import ContentError
    from calculators.guide import read_guide
    from publisher.publish import publish
    from publisher.render import render

    try:
        guide = read_guide(content.resolve(), day)
        _own_folder(guide, site)
        files = render(guide, content.resolve(), TEMPLATES, CACHE)
    except ContentError as error:
        for line in error.lines:
            click.echo(line, err=True)
        click.echo(f"{len(error.lines)} to mend; nothing was published.", err=True)
        sys.exit(1)
    try:
        publish(files, site)
    except OSError as error:
        click.echo(f"{site}: cannot be written ({error.strerror}); choose another folder with --site", err=True)
        sys.exit(1)
    click.echo(f"{len(files)} files in {site}; open {site / 'index.html'}")


def _own_folder(guide: Any, site: Path) -> None:
    """A guide of another day never takes the place of the one that is published. Raises ContentError."""
    from calculators.engine.problems import ContentError

    if guide.of_another_day and site.resolve() == SITE:
        raise ContentError([f"--as-of {guide.as_of}: {SITE.name}/ is for the guide of {guide.newest}; add --site FOLDER"])


@main.command()
@click.option("--port", type=click.IntRange(1, 65535), default=8000, help="Port on this machine.")
@click.pass_obj
def serve(options: tuple[Path, Path, dt.date | None], port: int) -> None:
    """Serve the site on this machine and build it anew when a file changes."""
    from publisher.preview import serve as run

    site, content, day = options
    command = [sys.executable, str(ROOT / "build.py"), "--site", str(site), "--content", str(content)]
    command += ["--as-of", day.isoformat()] if day else []
    run(command, site.resolve(), [content.resolve(), TEMPLATES, ROOT / "calculators", ROOT / "publisher"], port, click.echo)


@main.command()
@click.argument("name", required=False)
@click.argument("pairs", nargs=-1, metavar="[QUANTITY=VALUE]...")
@click.option("--list", "listed", is_flag=True, help="List the calculators, or a calculator's inputs.")
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON.")
@click.pass_obj
def calc(
    options: tuple[Path, Path, dt.date | None], name: str | None, pairs: tuple[str, ...], listed: bool, as_json: bool
) -> None:
    """Work out a calculator: build.py calc api_bill requests=100000 --json."""
    from calculators.engine.problems import ContentError
    from publisher import plain, reply

    try:
        guide = read(options)
        data = reply.listing(guide, name) if listed or name is None else reply.reply(guide, name, pairs)
    except ContentError as error:
        if as_json:
            click.echo(json.dumps({"schema": reply.SCHEMA, "error": error.lines}))
        click.echo("\n".join(error.lines), err=True)
        sys.exit(1)
    click.echo(json.dumps(data, ensure_ascii=False) if as_json else plain.text(data))


main.add_command(check)
main.add_command(prices)
main.add_command(link)


def read(options: tuple[Path, Path, dt.date | None]) -> Any:
    """The guide of the chosen content and day."""
    from calculators.guide import read_guide

    _, content, day = options
    return read_guide(content.resolve(), day)


if __name__ == "__main__":
    main()
