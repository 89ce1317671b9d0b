"""Redirects as rules of servers, which a reader never sees: for Netlify and Cloudflare Pages, and for nginx."""

from __future__ import annotations

from collections.abc import Callable, Mapping

LISTS = "_redirects"
NETLIFY = "netlify.toml"
NGINX = "redirects.nginx.conf"
HEADS = {
    LISTS: "# Old addresses, read by Cloudflare Pages and by Netlify from the root of the host.",
    NETLIFY: "# Old addresses for Netlify, which reads this file from the folder that it deploys or from a repository's root.",
    NGINX: "# Old addresses for nginx: include this file inside of the server that shows the guide.",
}


def rule_files(base: str, ways: Mapping[str, str]) -> dict[str, bytes]:
    """The three files. base: the path of the site on its host, with slashes; ways: old page -> new folder, both below it.

    A server passes the query on by itself, but for nginx, which is told to. The anchor stays with the browser.
    """
    forms: dict[str, Callable[[str, str], str]] = {LISTS: _list, NETLIFY: _netlify, NGINX: _nginx}
    return {
        name: "\n".join([HEADS[name], *(form(base + old, base + to) for old, to in sorted(ways.items()))]).encode() + b"\n"
        for name, form in forms.items()
    }


def _forms(old: str) -> tuple[str, str, str]:
    """How a page may be asked for."""
    return old, f"{old}/", f"{old}/index.html"


def _list(old: str, to: str) -> str:
    return "\n".join(f"{form} {to} 301" for form in _forms(old))


def _netlify(old: str, to: str) -> str:
    """Forced, since the page that leads on stands at the old address; with and without a slash are one there."""
    rows = (f'from = "{form}"\nto = "{to}"\nstatus = 301\nforce = true' for form in (old, f"{old}/index.html"))
    return "\n".join(f"\n[[redirects]]\n{row}" for row in rows)


def _nginx(old: str, to: str) -> str:
    path, mark, anchor = to.partition("#")
    return "\n".join(f'location = {form} {{ return 301 "{path}$is_args$args{mark}{anchor}"; }}' for form in _forms(old))
