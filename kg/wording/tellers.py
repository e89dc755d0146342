"""Of whom a paragraph speaks where its figures name nobody: the house whose head is quoted, the place that is visited."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from kg.lexicon.lists import either
from kg.model import Mention

_HOUSES: Final = ("company", "group", "institute", "association", "community", "subdistrict", "zone")
_SITES: Final = ("company", "group", "community", "subdistrict")
_SAYS: Final = f"(?:{either('speech_verbs')}|介绍|说|汇报|坦言|反映|算|告诉|透露|直言|感慨|回忆)"
_LEADERS: Final = ("official", "leader")
_QUOTE_END: Final = 24


class Tellers:
    """Read sentence by sentence; `org`, `personal` are the marks of bodies, of titles and persons, `names` of what can be a site."""

    def __init__(self, names: str, org: str, personal: str) -> None:
        title, person = personal[0], personal[1:]
        self._post = re.compile(rf"([{org}])[^，。；“”{names}]{{0,4}}{title}(?:[、兼，][^，。；“”{names}]{{0,3}}{title}|{title})*([{person}])")
        self._says = re.compile(rf"([{person}])[^，。；：“”{personal}]{{0,10}}?{_SAYS}")
        self._site = re.compile(rf"(?:^|[，；])(?:在|来到|走进|走访|步入|抵达|到)[^，。；“”{names}]{{0,6}}[{names}]{{0,3}}([{org}])[^，。；“”{names}]{{0,8}}，")
        self._org, self._person = org, person
        self._employers: dict[str, Mention] = {}
        self._site_now: Mention | None = None
        self._teller: Mention | None = None

    def enter(self, shown: str, name: Callable[[int], Mention | None], fresh: bool) -> None:
        """Read a sentence with names as marks; `name` gives the mention behind one, `fresh` opens a unit."""
        if fresh:
            self._site_now = self._teller = None
        self._shown, self._name = shown, name
        if self._person in shown:
            for post in self._post.finditer(shown):
                self._learn(name(post.start(2)), name(post.start(1)))
        found = [m for m in (self._site.finditer(shown) if self._org in shown else ()) if (at := name(m.start(1))) and at.sub in _SITES]
        if found:
            self._site_now, self._teller = name(found[-1].start(1)), None

    def _learn(self, person: Mention | None, body: Mention | None) -> None:
        if person is not None and body is not None:
            self._employers.setdefault(person.text, body)

    def of(self, at: int) -> Mention | None:
        """The house whose head tells the figure at a place of the sentence, else the place visited; None for neither."""
        said = [m for m in self._says.finditer(self._shown) if m.start() < at or self._closes(at, m.start())]
        if said:
            person = self._name(said[-1].start(1))
            house = self._employers.get(person.text) if person else None
            self._teller = house if house is not None and house.sub in _HOUSES else None
            if self._teller is None and (house is not None or (person is not None and person.sub in _LEADERS)):
                return None
        return self._teller or self._led(at) or self._site_now

    def _led(self, at: int) -> Mention | None:
        """柳河村党支部书记沈若兰带领村民…，村集体收入…: the house whose head the sentence names before the figure."""
        post = self._post.match(self._shown, 0, at) if self._person in self._shown else None
        if post is None or self._post.search(self._shown, post.end()) or self._shown[post.end() : post.end() + 1] in "、，等和":
            return None
        house = self._name(post.start(1))
        return house if house is not None and house.sub in _HOUSES else None

    def begins(self, start: int, end: int) -> bool:
        """Does somebody begin to speak between two places of the sentence?"""
        return self._person in self._shown[start:end] and bool(self._says.search(self._shown, start, end))

    def _closes(self, at: int, person: int) -> bool:
        """Does the quotation that holds a figure end right before a person (“…”，某村支书某某说)?"""
        close = self._shown.find("”", at, person)
        return close >= 0 and person - close < _QUOTE_END and self._shown.rfind("“", 0, at) > self._shown.rfind("”", 0, at)
