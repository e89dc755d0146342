"""The offline page of a graph: one HTML file with map, search and cards.

It opens by double-click, asks nothing of any network, and is the same bytes for the same graph.
"""

from __future__ import annotations

import math
import os
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlencode

from kg.model import Entity, Knowledge
from kg.view.island import printable
from kg.view.keys import pinyin_keys
from kg.view.layout import positions
from kg.view.look import Record, kind_look, look, words
from kg.view.network import KnowledgeNetwork
from kg.view.newcomers import Position
from kg.view.rank import BACKBONE, ranks
from kg.view.tables import Link, Tables, tables

UNSURE = 0.6  # links below this confidence are drawn dashed


def render(
    knowledge: Knowledge,
    lang: str = "zh",
    raw: Mapping[str, str] | None = None,
    kept: Mapping[str, Position] | None = None,
) -> str:
    """The whole page as text. `lang` is the language it opens in, zh or en.

    `raw` gives the decoded text of pages by document stem; with it a card shows the whole
    sentence around the words a fact rests on. `kept` are places on an earlier map by entity id,
    see `kept.kept_positions`. Raises KeyError for another language.
    """
    return network(knowledge, lang, raw, kept).generate_html()


def write_page(
    knowledge: Knowledge,
    path: str | os.PathLike[str],
    lang: str = "zh",
    raw: Mapping[str, str] | None = None,
    kept: Mapping[str, Position] | None = None,
) -> None:
    """Writes the page to `path` as UTF-8 through a sibling file, so a failure leaves the old one."""
    target = Path(path)
    sibling = target.with_name(target.name + ".part")
    sibling.write_text(render(knowledge, lang, raw, kept), encoding="utf-8", newline="\n")
    sibling.replace(target)


def permalink(focus: str = "", lang: str = "zh") -> str:
    """What to put behind the address of a page so that it opens with an entity, by id, and its neighbours."""
    state = {"n": focus, "f": focus, "l": "" if lang == "zh" else lang}
    filled = urlencode({key: value for key, value in state.items() if value})
    return f"#{filled}" if filled else ""


def network(
    knowledge: Knowledge,
    lang: str = "zh",
    raw: Mapping[str, str] | None = None,
    kept: Mapping[str, Position] | None = None,
) -> KnowledgeNetwork:
    """The graph as a pyvis network with positions, shapes and colours; ids are entity numbers."""
    shown = tables(knowledge, raw or {})
    title = words()[lang]["title"]
    result = KnowledgeNetwork(_payload(shown, lang), title, lang)
    order = ranks([entity.kind for entity in knowledge.entities], shown.weight, shown.links)
    opening = {number for number, place in enumerate(order) if place < BACKBONE}
    labels = [entity.label for entity in knowledge.entities]
    stay = {n: kept[entity.id] for n, entity in enumerate(knowledge.entities) if entity.id in kept} if kept else {}
    places = positions(labels, [_size(weight) for weight in shown.weight], shown.links, opening, stay)
    for number, entity in enumerate(knowledge.entities):
        record = _node(number, entity, places[number], shown.weight[number])
        result.nodes.append({**record, "rank": order[number]})
        result.node_ids.append(number)
        result.node_map[number] = result.nodes[-1]
    result.edges.extend(_edge(link) for link in shown.links)
    return result


def _payload(shown: Tables, lang: str) -> Record:
    return {
        "lang": lang,
        "words": words(),
        "look": look(),
        "backbone": BACKBONE,
        "documents": shown.documents,
        "articles": shown.articles,
        "sentences": shown.sentences,
        "facts": shown.facts,
    }


def _node(number: int, entity: Entity, place: Position, weight: int) -> Record:
    style = kind_look(entity.kind)
    return {
        "id": number,
        "label": entity.label,
        "shape": style["shape"],
        "color": style["color"],
        "x": place[0],
        "y": place[1],
        "size": _size(weight),
        "key": entity.id,
        "kind": entity.kind,
        "sub": entity.sub,
        "aliases": list(entity.aliases),
        "pinyin": _pinyin(entity),
        "mentions": len(entity.mentions),
        "facts": weight,
    }


def _size(weight: int) -> float:
    """The radius of an entity with so many facts: by area, up to forty facts."""
    return round(5 + 2.2 * math.sqrt(min(weight, 40)), 1)


def _pinyin(entity: Entity) -> list[str]:
    names = (entity.label, *entity.aliases)
    return list(dict.fromkeys(key for name in names for key in pinyin_keys(printable(name))))


def _edge(link: Link) -> Record:
    edge: Record = {
        "from": link.source,
        "to": link.target,
        "width": round(min(1.1 + 0.5 * (len(link.facts) - 1), 5.0), 1),
        "facts": list(link.facts),
    }
    if link.confidence < UNSURE:
        edge["dashes"] = True
    return edge
