"""GraphML (Cytoscape, yEd, igraph, networkx) and GEXF (Gephi), written as a stream, without a clock."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from kg.graph.flat import Flat, Row

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_GRAPHML = {str: "string", int: "int", float: "double"}
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


def _clean(value: Any) -> str:
    """What XML 1.0 may not hold becomes U+FFFD."""
    return _FORBIDDEN.sub("\ufffd", str(value))


def _attribute(value: Any) -> str:
    return quoteattr(_clean(value), {"\n": "&#10;", "\t": "&#9;", "\r": "&#13;"})


def _filled(row: Row, columns: Mapping[str, type], skip: frozenset[str]) -> Iterator[tuple[str, Any]]:
    return ((name, row[name]) for name in columns if name not in skip and row.get(name, "") != "")


def graphml(found: Flat) -> Iterator[str]:
    """A directed graph; edges carry their ids, so parallel facts stay apart."""
    yield _HEAD + '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
    for home, columns in (("node", found.node_columns), ("edge", found.edge_columns)):
        for name, sort in columns.items():
            if name not in _ENDS:
                yield f'<key id="{home[0]}-{name}" for="{home}" attr.name="{name}" attr.type="{_GRAPHML[sort]}"/>\n'
    yield '<graph id="kg" edgedefault="directed">\n'
    for row in found.nodes:
        yield f"<node id={_attribute(row['id'])}>{_data('n', row, found.node_columns)}</node>\n"
    for row in found.edges:
        ends = f"id={_attribute(row['id'])} source={_attribute(row['source'])} target={_attribute(row['target'])}"
        yield f"<edge {ends}>{_data('e', row, found.edge_columns)}</edge>\n"
    yield "</graph>\n</graphml>\n"


_ENDS = frozenset({"id", "source", "target"})


def _data(home: str, row: Row, columns: Mapping[str, type]) -> str:
    return "".join(f'<data key="{home}-{n}">{escape(_clean(v))}</data>' for n, v in _filled(row, columns, _ENDS))


def gexf(found: Flat) -> Iterator[str]:
    """GEXF 1.2: one kind of edge, parallel ones kept apart by id."""
    yield _HEAD + '<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2">\n'
    yield '<graph mode="static" defaultedgetype="directed">\n'
    for home, columns in (("node", found.node_columns), ("edge", found.edge_columns)):
        yield f'<attributes class="{home}" mode="static">\n'
        for name, sort in columns.items():
            if name not in _SHOWN:
                kind = {str: "string", int: "integer", float: "double"}[sort]
                yield f'<attribute id="{home[0]}-{name}" title="{name}" type="{kind}"/>\n'
        yield "</attributes>\n"
    yield "<nodes>\n"
    for row in found.nodes:
        yield f"<node id={_attribute(row['id'])} label={_attribute(row['label'])}>{_values('n', row, found.node_columns)}</node>\n"
    yield "</nodes>\n<edges>\n"
    for row in found.edges:
        ends = f"id={_attribute(row['id'])} source={_attribute(row['source'])} target={_attribute(row['target'])}"
        yield f"<edge {ends} label={_attribute(row['type'])}>{_values('e', row, found.edge_columns)}</edge>\n"
    yield "</edges>\n</graph>\n</gexf>\n"


_SHOWN = _ENDS | {"label"}


def _values(home: str, row: Row, columns: Mapping[str, type]) -> str:
    cells = "".join(f'<attvalue for="{home}-{n}" value={_attribute(v)}/>' for n, v in _filled(row, columns, _SHOWN))
    return f"<attvalues>{cells}</attvalues>" if cells else ""
