"""What a calculator's frame says of itself to sites that turn a pasted address into a frame: oEmbed 1.0.

A static file answers for one address alone: it can read neither `maxwidth` and `maxheight` nor the inputs in a query. Who
has less room gets the full size all the same and has to fit the frame himself, which its page allows: it has no least width.
And so there is no endpoint to register with anybody, only the link in the head of the page.
"""

from __future__ import annotations

import json
from html import escape

from publisher.cards import HEIGHT as CARD_HEIGHT
from publisher.cards import WIDTH as CARD_WIDTH
from publisher.forms import embed_folder
from publisher.site import Site

WIDTH, HEIGHT = 720, 760  # of the frame, in pixels; the page's script writes the same height


def oembed_file(calculator: str) -> str:
    """Where the answer for a calculator's frame stands, below the site's root."""
    return f"{embed_folder(calculator)}oembed.json"


def oembed(site: Site, calculator: str, title: str, card: str) -> bytes:
    """The answer. card: the absolute address of the picture that stands for the frame until it is loaded."""
    address = site.base_url + embed_folder(calculator)
    frame = f'<iframe src="{escape(address)}" title="{escape(title)}" width="{WIDTH}" height="{HEIGHT}" loading="lazy"></iframe>'
    data = {
        "version": "1.0", "type": "rich", "title": title, "provider_name": site.title, "provider_url": site.base_url,
        "html": frame, "width": WIDTH, "height": HEIGHT,
        "thumbnail_url": card, "thumbnail_width": CARD_WIDTH, "thumbnail_height": CARD_HEIGHT,
    }  # fmt: skip
    return f"{json.dumps(data, ensure_ascii=False, indent=1)}\n".encode()
