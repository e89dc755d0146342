"""pyvis's network model with a page of our own: one file, no request, nothing outside.

pyvis carries nodes, edges and options and brings vis-network along. Its own templates call
content networks and let text become script, so none of them is used.
"""

from __future__ import annotations

import hashlib
import json
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment
from markupsafe import Markup, escape
from pyvis.network import Network

from kg.view.island import island, policy, printable
from kg.view.look import Record, asset

VIS = "templates/lib/vis-9.1.2/vis-network.min.js"
VIS_SHA256 = "1f20f0736f32cb9bedf8f6383b25cfea2f839e1abe80d6e8040b4d5bea378c69"

OPTIONS: Record = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False, "randomSeed": 1},
    "nodes": {"borderWidth": 0, "borderWidthSelected": 0, "chosen": False},
    "edges": {"smooth": False, "chosen": False, "hoverWidth": 0, "selectionWidth": 0},
    "interaction": {"hover": True, "keyboard": False, "multiselect": False, "tooltipDelay": 1000},
}


class KnowledgeNetwork(Network):  # type: ignore[misc]
    """A pyvis Network that writes the page of `assets/page.html` around its nodes and edges.

    `payload` is what the page needs beside nodes, edges and options; see `page.network`.
    """

    def __init__(self, payload: Record, title: str, lang: str) -> None:
        super().__init__(height="100%", width="100%", directed=True, cdn_resources="in_line")
        self.payload = payload
        self.title = title
        self.lang = lang
        self.options = OPTIONS

    def generate_html(self, name: str = "", local: bool = True, notebook: bool = False) -> str:
        """The whole page. The arguments of pyvis are accepted and do not matter."""
        data = {**self.payload, "nodes": self.nodes, "edges": self.edges, "options": self.options}
        scripts, style = (vis_network(), script()), asset("page.css")
        template = Environment(autoescape=True).from_string(asset("page.html"))
        return template.render(
            lang=self.lang,
            title=printable(self.title),
            noscript=self.payload["words"][self.lang]["noscript"],
            policy=Markup(policy(scripts, [style])),
            style=Markup(style),
            data=Markup(island(data)),
            scripts=[Markup(text) for text in scripts],
        )

    def _repr_html_(self) -> str:
        """The page as a notebook shows it: a frame of its own, no file, no rights but its scripts."""
        page = escape(self.generate_html())
        rights, style = "allow-scripts allow-downloads", "width:100%;height:640px;border:1px solid #ccc"
        return f'<iframe sandbox="{rights}" style="{style}" srcdoc="{page}"></iframe>'

    def set_options(self, options: str) -> None:
        """Replaces the vis-network options by those of a JSON text."""
        self.options = json.loads(options)


@cache
def vis_network() -> str:
    """The vis-network file that pyvis 0.3.2 carries, without its pointer to a source map.

    Raises RuntimeError where the file is missing or another one: the page was tested with this.
    """
    path = files("pyvis") / VIS
    content = path.read_bytes() if path.is_file() else b""
    if hashlib.sha256(content).hexdigest() != VIS_SHA256:
        raise RuntimeError(f"pyvis 0.3.2 with {VIS} is needed; another version is installed")
    text = content.decode("utf-8").replace("\r\n", "\n")
    return "\n".join(line for line in text.split("\n") if not line.startswith("//# sourceMapping"))


@cache
def script() -> str:
    """The page's own script: the files of `assets/script.txt`, in that order, in one closure."""
    parts: list[Any] = [asset(f"script/{name}") for name in asset("script.txt").split()]
    return "\n".join(['"use strict";', "(() => {", *parts, "})();"])
