from xml.etree import ElementTree

from publisher.feeds import robots, sitemap

LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


def test_the_map_of_the_site_has_every_address():
    addresses = ["https://x.example/", "https://x.example/a/?b=1&c=<2>"]
    root = ElementTree.fromstring(sitemap(addresses))
    assert [element.text for element in root.iter(LOC)] == addresses


def test_robots_may_read_everything_and_find_the_map():
    assert robots("https://x.example/guide/").decode().splitlines() == [
        "User-agent: *", "Allow: /", "", "Sitemap: https://x.example/guide/sitemap.xml",
    ]  # fmt: skip
