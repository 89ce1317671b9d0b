"""Frames tell sites that ask for oEmbed 1.0 what to put in their place."""

import json
import re
from html import unescape

from publisher.oembed import HEIGHT
from tests.tiny import site

LINK = re.compile(r'<link rel="alternate" type="application/json\+oembed" href="([^"]*)" title="([^"]*)">')


def test_every_frame_and_the_page_of_its_calculator_lead_to_its_answer(built):
    files, base = built
    frames = {path.removesuffix("index.html") for path in files if path.startswith("embed/") and path.endswith(".html")}
    assert frames
    led = {}
    for path, content in files.items():
        for href, _ in LINK.findall(content.decode()) if path.endswith(".html") else ():
            assert href.startswith(base)
            led.setdefault(href.removeprefix(base), set()).add(path)
    assert led.keys() == {f"{frame}oembed.json" for frame in frames}
    for frame in frames:
        full = re.search(r'data-full href="([^"]*)"', files[f"{frame}index.html"].decode())[1].replace("../", "")
        assert led[f"{frame}oembed.json"] == {f"{frame}index.html", full}


def test_an_answer_has_what_the_specification_requires_of_rich_ones(built):
    files, base = built
    for path in (path for path in files if path.endswith("oembed.json")):
        answer, frame = json.loads(files[path]), path.removesuffix("oembed.json")
        assert (answer["version"], answer["type"]) == ("1.0", "rich")
        assert (type(answer["width"]), type(answer["height"])) == (int, int)
        assert re.search(r'<iframe src="([^"]*)"', answer["html"])[1] == base + frame
        assert f'width="{answer["width"]}" height="{answer["height"]}"' in answer["html"]
        assert (answer["provider_url"], bool(answer["provider_name"])) == (base, True)
        assert unescape(re.search(r'title="([^"]*)"', answer["html"])[1]) == answer["title"]
        assert answer["thumbnail_url"].removeprefix(base).partition("?v=")[0] in files
        assert f'<meta property="og:image" content="{answer["thumbnail_url"]}">' in files[f"{frame}index.html"].decode()
        assert (answer["thumbnail_width"], answer["thumbnail_height"]) == (1200, 630)
        assert answer.keys() == {
            "version", "type", "title", "provider_name", "provider_url", "html", "width", "height", "thumbnail_url",
            "thumbnail_width", "thumbnail_height",
        }  # fmt: skip


def test_the_page_s_script_writes_a_frame_of_the_same_height():
    assert f'height="{HEIGHT}"' in (site.TEMPLATES / "assets" / "frame.js").read_text("utf-8")
