"""The tiny guide and its site, made once for all tests."""

from functools import cache
from pathlib import Path

from publisher.render import render
from tests.tiny.home import read_home

CONTENT = Path(__file__).parent / "content"
TEMPLATES = Path(__file__).parents[2] / "templates"


@cache
def guide():
    return read_home(CONTENT)


@cache
def files():
    return render(guide(), CONTENT, TEMPLATES)


def page(name):
    return files()[name].decode()
