"""Every mention and every fact's words are cut out of the raw page again and compared.

A mismatch is a bug of ours, never of the page: it stops the build and names the rule.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from kg.model import Claim, Mention, Page, Reading
from kg.resolve.page import PageFacts


class ProofError(AssertionError):
    """Words do not stand where a rule says they do."""


def prove_reading(page: Page, reading: Reading, claims: Iterable[Claim]) -> None:
    """Flow spans: each mention's text is what the raw page has there, each claim's arguments lie in its article."""
    for mention in reading.mentions:
        _prove_mention(page, reading, mention)
    for claim in claims:
        if not 0 <= claim.span.start < claim.span.end <= len(reading.text):
            raise ProofError(f"{page.path}: rule {claim.rule}: empty evidence for {claim}")
        for _, value in claim.args:
            if isinstance(value, Mention) and value.article == reading.article.id:
                _prove_mention(page, reading, value)


def _prove_mention(page: Page, reading: Reading, mention: Mention) -> None:
    flow = reading.article.flow
    raw = flow.raw(mention.span)
    words = page.raw[raw.start : raw.end]
    if flow.text[mention.start : mention.end] != mention.text or letters(words) != letters(mention.text):
        raise ProofError(
            f"{page.path}: rule {mention.rule}: {mention.text!r} is not at {raw.start}-{raw.end} ({words!r})"
        )


def prove_page(page: Page, found: PageFacts) -> None:
    """Raw offsets: what is written out equals the page, character by character, white space aside."""
    for entity in found.entities:
        for place in entity.mentions:
            if "".join(page.raw[place.start : place.end].split()) != place.text:
                raise ProofError(f"{page.path}: entity {entity.names[0]}: {place.text!r} is not at {place.start}")
    for fact in found.facts:
        told = fact.statement
        if not told.quote or "".join(page.raw[told.start : told.end].split()) != told.quote:
            raise ProofError(f"{page.path}: rule {told.rule}: evidence of {fact.type} is not at {told.start}")


def letters(text: str) -> str:
    """Letters and digits in their plain form: what cleaning never changes."""
    if text.isalnum() and not text.isascii() and unicodedata.is_normalized("NFKC", text):
        return text
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text)))
