"""`build.py link …`: one address that opens a section, a page or a case, with inputs filled in."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from typing import Any

import click

Options = tuple[Path, Path, dt.date | None]  # site, content, day: what build.py passes on


class CodeFile(click.Path):
    """A file for a QR code, whose name says which kind of picture it is."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The path, or click's own mistake."""
        from publisher.qr import WRITERS

        path = super().convert(value, param, ctx)
        if Path(str(path)).suffix not in WRITERS:
            self.fail(f"{value} is no name of a picture; end it with {' or '.join(WRITERS)}", param, ctx)
        return path


@click.command()
@click.argument("section")
@click.argument("pairs", nargs=-1, metavar="[QUANTITY=VALUE or LINK]...")
@click.option("--full", is_flag=True, help="The address of the page itself with #section, and not the short one.")
@click.option("--show", default="", metavar="QUANTITY,...", help="Inputs that the page opens with in view.")
@click.option("--qr", type=CodeFile(path_type=Path, dir_okay=False), help="Write a QR code of the link: FILE.svg or FILE.png.")
@click.pass_obj
def link(options: Options, section: str, pairs: tuple[str, ...], full: bool, show: str, qr: Path | None) -> None:
    """Print a link to a section, a page, a workload or a saved scenario: build.py link large-bill requests=5000000.

    It keeps what the section or the workload is about, under what you state; a link that was sent stands for its own inputs and
    day. A name that stands for several things is written as #section or page/.
    """
    from calculators.engine.problems import ContentError

    try:
        made, notes = _made(options, section, pairs, show.split(",") if show else [], full=full)
    except ContentError as error:
        click.echo("\n".join(error.lines), err=True)
        sys.exit(1)
    click.echo(made)
    for note in notes:
        click.echo(note, err=True)
    if qr:
        _write(made, qr)


def _made(options: Options, name: str, pairs: tuple[str, ...], show: list[str], *, full: bool) -> tuple[str, tuple[str, ...]]:
    """The link, and what is to be said of the pairs. Raises ContentError."""
    from calculators.engine.problems import Problems
    from calculators.guide import read_guide
    from publisher import prefill
    from publisher.asked import read_asked
    from publisher.pages import read_pages
    from publisher.scenarios import read_scenarios
    from publisher.site import read_site
    from publisher.targets import find, targets

    _, content, day = options
    problems, content = Problems(), content.resolve()
    guide, site, pages = read_guide(content, day), read_site(content, problems), read_pages(content, problems)
    known = targets(guide, site.order, pages, read_scenarios(content, pages, problems), problems)
    problems.stop_if_any()
    target = find(name, known)
    asked = read_asked(guide, target.calculator, pairs, "link")
    made = prefill.address(site.base_url, target, prefill.query(asked.guide, target, asked.pairs, show), full=full)
    return made, asked.notes


def _write(made: str, path: Path) -> None:
    from publisher.qr import WRITERS

    try:
        path.write_bytes(WRITERS[path.suffix](made))
    except OSError as error:
        click.echo(f"{path}: cannot be written ({error.strerror}); choose another file with --qr", err=True)
        sys.exit(1)
