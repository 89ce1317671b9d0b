"""`build.py check`: build in memory and look up every link; say how much was looked up, or every mistake."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from typing import NoReturn

import click

Options = tuple[Path, Path, dt.date | None]  # site, content, day: what build.py passes on
ROOT = Path(__file__).resolve().parent.parent


@click.command()
@click.option("--record", is_flag=True, help="Add what is new to content/links.yaml: from then on it must not vanish.")
@click.pass_obj
def check(options: Options, record: bool) -> None:
    """Check every link, anchor and redirect without publishing anything."""
    from calculators.engine.problems import ContentError
    from calculators.guide import read_guide
    from publisher.survey import survey

    content, day = options[1].resolve(), options[2]
    if record and day:
        raise click.UsageError("--record is for the guide's own day; leave out --as-of")
    try:
        found = survey(read_guide(content, day), content, ROOT / "templates", ROOT / ".cache" / "charts")
    except ContentError as error:
        _stop(error.lines)
    if record and found.fresh:
        anchors = sum(len(each.all) for each in found.fresh.values())
        told = f"recorded {_counted(anchors, 'anchor')} of {_counted(len(found.fresh), 'page')}"
        try:
            found = found.record(content)
        except OSError as error:
            _stop([f"{content / 'links.yaml'}: cannot be written ({error.strerror}); make it writable"])
        click.echo(told)
    elif lines := found.missing(content):
        _stop(lines)
    click.echo(found.told())


def _stop(lines: list[str]) -> NoReturn:
    click.echo("\n".join(lines), err=True)
    click.echo(f"{len(lines)} to mend.", err=True)
    sys.exit(1)


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + "s" * (number != 1)
