"""What became of all that was published: it stands, a redirect leads on from it, or the build stops and says what to write."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from calculators.engine.nearest import nearest
from calculators.engine.problems import Problems
from publisher.ledger import Anchors, Ledger, Spot, page_file

ID = re.compile(rb'\sid="([^"]+)"')


class Moves:
    """Follows redirects from what was published to what stands.

    now: what can be linked to, by page; files: the site so far, in which a redirect may lead to any id.
    """

    def __init__(self, ledger: Ledger, now: Mapping[str, Anchors], files: Mapping[str, bytes]) -> None:
        self.ledger, self.now, self.files = ledger, now, files
        self._ids: dict[str, frozenset[str]] = {}

    def ids(self, page: str) -> frozenset[str]:
        """Every id of a page that stands."""
        if page not in self._ids:
            self._ids[page] = frozenset(id_.decode() for id_ in ID.findall(self.files[page_file(page)]))
        return self._ids[page]

    def stands(self, spot: Spot) -> bool:
        """Whether a link to there finds what it names."""
        return spot.page in self.now and (not spot.id or spot.id in self.ids(spot.page))

    def way(self, spot: Spot) -> list[Spot]:
        """Every spot that a link passes. The last one stands, or is where nothing leads on, or was passed before."""
        passed = [spot]
        while not self.stands(passed[-1]) and (following := self._next(passed[-1])):
            passed.append(following)
            if following in passed[:-1]:
                break
        return passed

    def landing(self, spot: Spot) -> Spot:
        """Where a link ends: where it points to if that stands, else where redirects lead. All is right, as `tell` found."""
        return self.way(spot)[-1]

    def _next(self, spot: Spot) -> Spot | None:
        """One redirect on. A page that moved takes its anchors along, unless it is said to be a section of another now."""
        if spot.id and (found := self.ledger.redirect(spot)):
            return found.to
        if not (moved := self.ledger.moved_pages.get(spot.page)):
            return None
        along = Spot(moved.to.page, spot.id)
        return along if spot.id and (not moved.to.id or self.stands(along)) else moved.to

    def gone(self, page: str) -> list[str]:
        """The anchors of a page on record that it no longer has."""
        return [id_ for id_ in self.ledger.pages[page].all if not self.stands(Spot(page, id_))]

    def tell(self, problems: Problems) -> None:
        """Note every page and anchor that would vanish, and every redirect that is none."""
        _Telling(self, problems).all()


class _Telling:
    """Words for what is wrong, and the line that would mend it."""

    def __init__(self, moves: Moves, problems: Problems) -> None:
        self.moves, self.ledger, self.problems = moves, moves.ledger, problems

    def all(self) -> None:
        """Redirects first: what they get wrong is not told of the anchors again."""
        for name, redirect in self.ledger.moved_pages.items():
            self._redirect(name, redirect.place, [Spot(name)] if name in self.ledger.pages else [], self.ledger.pages)
        known = [key for page, anchors in self.ledger.pages.items() for id_ in anchors.all for key in (id_, str(Spot(page, id_)))]
        for name, redirect in self.ledger.moved_sections.items():
            self._redirect(name, redirect.place, self.ledger.named(name), known)
        for page in self.ledger.pages:
            self._page(page)

    def _redirect(self, name: str, place: str, spots: list[Spot], known: Iterable[str]) -> None:
        """One entry under moved leads from something published that is gone to something that stands."""
        gone = [spot for spot in spots if not self.moves.stands(spot)]
        if not spots:
            self.problems.add(place, f"moved names {name}, which was never published", nearest(name, known))
        elif not gone:
            still = f" on {spots[0].page}" if spots[0].id else ""
            self.problems.add(place, f"moved names {name}, which still stands{still}", "take this line out")
        for way in map(self.moves.way, gone):
            if way[-1] in way[:-1]:
                turn = " → ".join(map(str, way))
                self.problems.add(place, f"the redirect of {name} runs in a circle: {turn}", "name a page or section that stands")
            elif not self.moves.stands(way[-1]) and not any(map(self._leads_on, way[1:])):
                self._nothing(name, place, way[-1])

    def _leads_on(self, spot: Spot) -> bool:
        """Whether another entry leads on from a spot, so that what is wrong after it is told there."""
        return self.ledger.redirect(spot) is not None if spot.id else spot.page in self.ledger.moved_pages

    def _nothing(self, name: str, place: str, to: Spot) -> None:
        if to.page not in self.moves.now:
            wrong, right = f"{to.page}, which is no page", nearest(to.page, self.moves.now)
        else:
            wrong, right = f"{to}, and there is no {to.id}", nearest(to.id, self.moves.now[to.page].all)
        self.problems.add(place, f"the redirect of {name} leads to {wrong}", right)

    def _page(self, page: str) -> None:
        """A page on record, and each of its anchors."""
        place = self.ledger.places[page]
        if page not in self.moves.now and page not in self.ledger.moved_pages:
            right = f"under moved, pages, write {page}: {self._like(page)}"
            self.problems.add(place, f"the page {page} was published and is gone", f"{right} (or bring it back)")
            return
        anchors = self.ledger.pages[page]
        for kind, ids in (("section", anchors.sections), ("figure", anchors.figures)):
            for id_ in ids:
                way = self.moves.way(Spot(page, id_))
                told = any(self.ledger.redirect(spot) for spot in way) or way[-1].page not in self.moves.now
                if not told and not self.moves.stands(way[-1]):
                    self._anchor(kind, Spot(page, id_), way[-1].page)

    def _anchor(self, kind: str, spot: Spot, page: str) -> None:
        """An anchor that would vanish. page: where it should stand, its own or the one that its page moved to."""
        same = f" (or give the heading {{#{spot.id}}} again)" if kind == "section" else " (or bring it back)"
        elsewhere = [other for other, anchors in self.moves.now.items() if kind == "section" and spot.id in anchors.sections]
        moved = f", and {elsewhere[0]} has it now" if elsewhere else ""
        to = Spot(elsewhere[0], spot.id) if elsewhere else self._guess(kind, spot, page)
        self.problems.add(
            self.ledger.places[spot.page],
            f"{spot.page} no longer has the {kind} {spot.id}{moved}",
            f"under moved, sections, write {self.ledger.key(spot)}: {to}{'' if elsewhere else same}",
        )

    def _guess(self, kind: str, spot: Spot, page: str) -> Spot:
        """The likeliest heir of an anchor: one that is new on the page, else one whose name is near, else the page."""
        present = self.moves.now[page].sections if kind == "section" else self.moves.now[page].figures
        known = {id_ for name in (page, spot.page) for id_ in self.ledger.pages.get(name, Anchors()).all}
        fresh = [id_ for id_ in present if id_ not in known]
        close = get_close_matches(spot.id, fresh, 1) or fresh[: len(fresh) == 1] or get_close_matches(spot.id, present, 1)
        return Spot(page, close[0] if close else "")

    def _like(self, page: str) -> str:
        """The page that has most of what another had, else the one whose name is nearest, else the first."""
        had = set(self.ledger.pages[page].all)
        shared = {name: len(had.intersection(anchors.all)) for name, anchors in self.moves.now.items()}
        best = max(shared, key=lambda name: shared[name], default="index")
        return best if shared.get(best) else (get_close_matches(page, shared, 1, 0.3) or ["index"])[0]
