"""Articles read: the one place that knows the order of finders and readers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from types import ModuleType
from typing import NamedTuple, Protocol, cast

from kg.claim import (
    award,
    byline,
    event_role,
    initiates,
    initiative_part,
    located,
    metric,
    part_of,
    party_to,
    post,
    says,
    visit,
)
from kg.grammar import layer
from kg.grammar.rule import Rule
from kg.grammar.view import View
from kg.lexicon.scan import scan
from kg.mention import (
    alias,
    area,
    company,
    document,
    event,
    initiative,
    listed,
    local,
    organisation,
    person,
    place,
    project,
)
from kg.model import Article, Claim, Mention, Page, Reading, Sentence, Span
from kg.naming import swallowed
from kg.page.read import page_from_text
from kg.resolve.page import PageFacts, settle_page
from kg.resolve.proof import prove_page, prove_reading
from kg.text.sentences import sentences


class Finder(Protocol):
    """A file of mention/: what it finds, given what is found already."""

    RULES: tuple[Rule, ...]

    def find(self, reading: Reading, /) -> tuple[Mention, ...]: ...


class Reader(Protocol):
    """A file of claim/."""

    RULES: tuple[Rule, ...]

    def read(self, reading: Reading, views: tuple[tuple[Sentence, View], ...], /) -> Iterable[Claim]: ...


FINDERS: tuple[Finder, ...] = (document, place, organisation, company, listed, local, person, project, event, initiative)
_ORDERED: tuple[Reader, ...] = (
    post, byline, event_role, says, initiates, initiative_part, metric, award, part_of, located, visit, party_to,
)  # fmt: skip


def _further() -> Iterator[Reader]:
    """Files of claim/ that no order names: a new relation is a file there, and no line here."""
    named = {module.__name__ for module in _ORDERED if isinstance(module, ModuleType)}
    home = Path(post.__file__).parent
    found = sorted(each.name for each in iter_modules([str(home)], f"{post.__package__}."))
    yield from (cast(Reader, import_module(name)) for name in found if name not in named)


READERS: tuple[Reader, ...] = (*_ORDERED, *_further())


class Pass(NamedTuple):
    """What one finder adds: all it found, and the reading with those that cross nothing found before."""

    found: tuple[Mention, ...]
    reading: Reading


def _passes(articles: Iterable[Article], published: str | None) -> Iterator[list[Pass]]:
    """The finders one after the other, each over all articles of a page; the last pass drops what lies
    inside longer names."""
    readings = [scan(article, sentences(article), published) for article in articles]
    for finder in FINDERS:
        found = person.find_all(readings) if finder is person else [finder.find(reading) for reading in readings]
        readings = [_with(finder, *each) for each in zip(readings, found, strict=True)]
        yield [Pass(*each) for each in zip(found, readings, strict=True)]
    yield [Pass((), replace(reading, mentions=layer.kept(reading.mentions))) for reading in readings]


def _with(finder: Finder, reading: Reading, found: tuple[Mention, ...]) -> Reading:
    """The reading with what crosses nothing found before."""
    if not found and finder is not person:
        return reading
    mentions = layer.ordered((*reading.mentions, *layer.free(found, reading.mentions)))
    return replace(reading, mentions=swallowed.cut(mentions) if finder is person else mentions)


def read_all(articles: Iterable[Article], published: str | None) -> list[Reading]:
    """All mentions of the articles of a page, the area of each and the aliases it defines."""
    *_, last = _passes(articles, published)
    return [_framed(each.reading) for each in last]


def _framed(reading: Reading) -> Reading:
    reading = replace(reading, area=area.find_area(reading))
    return replace(reading, aliases=alias.find_aliases(reading))


def read(article: Article, published: str | None) -> Reading:
    """One article read for itself."""
    return read_all([article], published)[0]


def vetoed(article: Article, published: str | None) -> list[Mention]:
    """Mentions that were found and did not stay: they cross one found before, or lie inside a longer name."""
    passes = [each for (each,) in _passes([article], published)]
    stayed = set(passes[-1].reading.mentions)
    return [m for each in passes for m in dict.fromkeys(each.found) if m not in stayed]


def claims(reading: Reading) -> tuple[Claim, ...]:
    """All claims of an article, in the order of the readers."""
    views = tuple(layer.views(reading, layer.tokens(reading, ("title",))))
    found = tuple(claim for reader in READERS for claim in reader.read(reading, views))
    spoken = says.statements(reading, found)
    return tuple(_attributed(claim, spoken) for claim in found) if spoken else found


def _attributed(claim: Claim, spoken: Iterable[tuple[Span, Mention]]) -> Claim:
    """The claim in the mouth of the one in whose statement its words stand."""
    if claim.type == "SAYS":
        return claim
    inside = (who for span, who in spoken if span.start <= claim.span.start and claim.span.end <= span.end)
    speaker = next(inside, None)
    return replace(claim, claimed_by=speaker) if speaker is not None else claim


def read_facts(page: Page) -> PageFacts:
    """Everything one page says, proved against its raw text. Raises ProofError on a bug of a rule."""
    readings = area.shared(read_all(page.articles, page.published))
    found = [claims(reading) for reading in readings]
    for reading, told in zip(readings, found, strict=True):
        prove_reading(page, reading, told)
    facts = settle_page(page, readings, found)
    prove_page(page, facts)
    return facts


class Explained(NamedTuple):
    """A mention or claim in the notation of the house, with the reason its rule gives."""

    line: str
    rule: str
    reason: str
    confidence: float


def reasons() -> dict[str, str]:
    """What every rule says of itself, by its name."""
    rules = [rule for finder in FINDERS for rule in finder.RULES] + [rule for r in READERS for rule in r.RULES]
    return {rule.name: rule.reason for rule in rules}


def explain(text: str, published: str | None = None) -> list[Explained]:
    """Every mention and claim of a text with its rule and reason, in reading order."""
    why = reasons()
    page = page_from_text(text)
    found: list[Explained] = []
    for reading in area.shared(read_all(page.articles, published or page.published)):
        found += [Explained(_shown(m), m.rule, why.get(m.rule, ""), m.confidence) for m in reading.mentions]
        found += [Explained(str(c), c.rule, why.get(c.rule, ""), c.confidence) for c in claims(reading)]
        found += [_veto(m, why) for m in vetoed(reading.article, reading.published)]
    return found


def _veto(mention: Mention, why: dict[str, str]) -> Explained:
    reason = f"vetoed: crosses a mention found before, or lies inside a longer name; {why.get(mention.rule, '')}"
    return Explained(f"not {_shown(mention)}", mention.rule, reason, mention.confidence)


def _shown(mention: Mention) -> str:
    return f"{mention.kind}{'/' + mention.sub if mention.sub else ''}({mention.text})"
