"""`build.py prices …`: what an editor does on a price day. Each command shows what it would write, and asks."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from calculators.importers.plan import Plan
    from calculators.records.market import Market

Options = tuple[Path, Path, dt.date | None]  # site, content, day: what build.py passes on
FILE = click.Path(path_type=Path, exists=True, dir_okay=False)


class Day(click.ParamType[dt.date]):
    """A day such as 2026-01-31."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        """The day, or click's own mistake."""
        try:
            return value if isinstance(value, dt.date) else dt.datetime.strptime(value, "%Y-%m-%d").date()
        except ValueError:
            self.fail(f"{value} is no day; write 2026-01-31", param, ctx)


yes = click.option("--yes", is_flag=True, help="Write without asking.")
accept = click.option("--accept", multiple=True, metavar="OFFER", help="An offer whose jump has been checked; may be repeated.")


@click.group()
def prices() -> None:
    """Import, confirm and check prices."""


@prices.command()
@click.option("--package-data", type=FILE, help="A data.json of genai-prices, instead of the installed release.")
@click.option("--release", help="The release of that file, such as 0.2.4.")
@click.option("--day", type=Day(), help="The release's own day, where no source on record has it.")
@click.option("--read", type=Day(), help="The day on which you read it; the release's day where it is left out.")
@click.option("--litellm", type=FILE, help="LiteLLM's price file, for comparison; otherwise that of an installed litellm.")
@accept
@yes
@click.pass_obj
def update(
    options: Options, package_data: Path | None, release: str | None, day: dt.date | None, read: dt.date | None,
    litellm: Path | None, accept: tuple[str, ...], yes: bool,
) -> None:  # fmt: skip
    """Add what genai-prices says anew of the offers in imports.yaml."""
    from calculators.importers import price_table
    from calculators.importers.update import planned, release_of

    if bool(package_data) != bool(release):
        raise click.UsageError("--package-data and --release go together: a data file does not say which release it is of")

    def plan(market: Market, as_of: dt.date) -> Plan:
        providers = price_table.file_providers(package_data) if package_data else price_table.installed_providers()
        found = release_of(market, release or price_table.installed_release(), providers, day, read)
        other = litellm or price_table.bundled_litellm()
        return planned(market, found, price_table.read_json(other) if other else None, accept, as_of)

    _run(options, plan, yes=yes)


@prices.command("import")
@click.argument("file", type=FILE)
@accept
@yes
@click.pass_obj
def import_(options: Options, file: Path, accept: tuple[str, ...], yes: bool) -> None:
    """Add GPU prices from a CSV file; CONTRIBUTING.md says its columns."""
    from calculators.importers.gpu_rows import planned

    _run(options, lambda market, as_of: planned(market, file, accept, as_of), yes=yes)


@prices.command()
@click.argument("offers", nargs=-1, required=True, metavar="OFFER...")
@click.option("--day", type=Day(), required=True, help="The day on which the source still showed the price.")
@click.option("--source", required=True, help="The source that showed it, by its id in content/sources.")
@yes
@click.pass_obj
def confirm(options: Options, offers: tuple[str, ...], day: dt.date, source: str, yes: bool) -> None:
    """Record that prices were read again and have not moved."""
    from calculators.importers.confirm import planned

    _run(options, lambda market, _: planned(market, offers, day, source), yes=yes)


@prices.command()
@click.option("--day", type=Day(), help="The day to count to; the guide's own day where it is left out.")
@click.option("--strict", is_flag=True, help="Exit with 1 where a price counts as unchecked.")
@click.pass_obj
def stale(options: Options, day: dt.date | None, strict: bool) -> None:
    """List how long ago each price in force was compared with its source."""
    from calculators.engine.age import OVERDUE, Ages
    from calculators.importers.report import age_lines

    def told(market: Market, as_of: dt.date) -> bool:
        counted = day or options[2] or as_of
        in_force = market.in_force(counted)
        click.echo("\n".join(age_lines(in_force, counted)))
        return Ages.of(list(in_force.values()), counted).oldest >= OVERDUE

    if _told(options, told) and strict:
        sys.exit(1)


def _told(options: Options, work: Callable[[Market, dt.date], Any]) -> Any:
    """What some work on the records gives; mistakes are said on stderr, and end with 1."""
    from calculators.engine.problems import ContentError
    from calculators.guide import read_records

    try:
        return work(*read_records(options[1].resolve()))
    except ContentError as error:
        click.echo("\n".join(error.lines), err=True)
        click.echo(f"{len(error.lines)} to mend; nothing was written.", err=True)
        sys.exit(1)


def _run(options: Options, plan: Callable[[Market, dt.date], Plan], *, yes: bool) -> None:
    """Show a plan, ask, and write it."""
    from calculators.guide import read_guide
    from calculators.importers.report import plan_lines
    from calculators.importers.store import write

    def work(market: Market, as_of: dt.date) -> None:
        found = plan(market, as_of)
        click.echo("\n".join(plan_lines(found)))
        if found.empty:
            click.echo("Nothing to write.")
        elif not yes and not sys.stdin.isatty():
            click.echo("Nothing was written: there is no terminal to ask on; add --yes to write.")
        elif yes or click.confirm("Write this?"):
            for name in write(options[1].resolve(), market, found, read_guide):
                click.echo(f"wrote {name}")
        else:
            click.echo("Nothing was written.")

    _told(options, work)


@prices.command("diff")
@click.argument("before", required=False, metavar="[REV|DATE]")
@click.argument("after", required=False, type=Day(), metavar="[DATE]")
@click.option("--markdown", is_flag=True, help="Print Markdown, fit for a pull request.")
@click.option("--html", type=click.Path(path_type=Path, dir_okay=False), default=None, help="Also write a page, fit for a mail.")
@click.pass_obj
def diff(options: Options, before: str | None, after: dt.date | None, markdown: bool, html: Path | None) -> None:
    """Say what differs between two days, or since a git revision, and what that does to the verdicts."""
    from calculators.engine.problems import ContentError
    from calculators.price_diff import price_diff
    from publisher import digest

    _, content, day = options
    try:
        change = price_diff(content.resolve(), before, after or day)
    except ContentError as error:
        click.echo("\n".join(error.lines), err=True)
        sys.exit(1)
    if html:
        try:
            html.write_text(digest.html(change), "utf-8")
        except OSError as error:
            click.echo(f"{html}: cannot be written ({error.strerror}); choose another file with --html", err=True)
            sys.exit(1)
    click.echo(digest.markdown(change) if markdown else digest.text(change), nl=False)
