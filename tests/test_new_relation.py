"""A new relation is one Turtle block, one claim file and one case file: a copy of the house learns one."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
BLOCK = """
gov:Twin a owl:NamedIndividual , gov:FactType ; gov:code "TWIN" ; gov:position 13 ; gov:predicate gov:twinnedWith ;
    rdfs:label "结对"@zh , "twinning"@en ; rdfs:comment "两个机构结对。"@zh , "Two organisations are twinned."@en ;
    gov:roles (
        [ gov:name "one" ; gov:property rdf:subject ; gov:expects org:Organization ]
        [ gov:name "other" ; gov:property rdf:object ; gov:expects org:Organization , schema:Place ]
    ) .
gov:twinnedWith a owl:ObjectProperty ; rdfs:label "与之结对"@zh , "twinned with"@en ;
    rdfs:comment "结对共建。"@zh , "Works together as twins."@en .
"""
CLAIM = '''
"""Who is twinned with whom."""

from __future__ import annotations

from collections.abc import Iterator

from kg.grammar.rule import Hit, Rule, apply, rule
from kg.grammar.view import View
from kg.model import Claim, Reading, Sentence


@rule("{one:ORG}(?:与|和){other:ORG}结对", needs="ORG")
def twins(hit: Hit) -> Iterator[Claim]:
    """甲与乙结对: two organisations named as twins."""
    yield hit.claim("TWIN", one=hit["one"], other=hit["other"], confidence=0.9)


RULES: tuple[Rule, ...] = (twins,)


def read(reading: Reading, views: tuple[tuple[Sentence, View], ...]) -> Iterator[Claim]:
    """TWIN claims, in the order of the page."""
    yield from apply(RULES, reading, (view for _, view in views))
'''
CASES = """
[[case]]
text = "青岚街道与望溪街道结对，共建文明社区。"
want = ["TWIN(one=青岚街道, other=望溪街道)"]
[[case]]
text = "青岚街道与望溪街道相邻。"
want = []
"""
SEEN = """
from pathlib import Path
from kg.graph.export import export
from kg.graph.load import read_source
from kg.graph.soundness import check, check_shacl
out = Path("out")
assert check(out) == check_shacl(out) == [], (check(out), check_shacl(out))
fact, = (f for f in read_source(out).knowledge.facts if f.type == "TWIN")
for ending in (".nq", ".jsonld", ".graphml", ".csv"):
    written = export(read_source(out), Path("twin" + ending))
    assert any(fact.id in path.read_text("utf-8") for path in written), ending
print(fact.statements[0].quote)
"""


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the house with the three files of the relation, and a page that tells of it."""
    home = tmp_path_factory.mktemp("house")
    for name in ("kg", "ontology"):
        shutil.copytree(ROOT / name, home / name, ignore=shutil.ignore_patterns("__pycache__"))
    (home / "tests" / "cases" / "claim").mkdir(parents=True)
    (home / "tests" / "cases" / "mention").mkdir()
    for name in ("cases.py", "test_cases.py"):
        shutil.copy(ROOT / "tests" / name, home / "tests")
    with (home / "ontology" / "govkg.ttl").open("a", encoding="utf-8") as vocabulary:
        vocabulary.write(BLOCK)
    (home / "kg" / "claim" / "twin.py").write_text(CLAIM.lstrip(), "utf-8")
    (home / "tests" / "cases" / "claim" / "twin.toml").write_text(CASES, "utf-8")
    (home / "pages").mkdir()
    (home / "pages" / "page.txt").write_text("云河日报 2024年5月6日\n\n街道结对\n\n" + "青岚街道与望溪街道结对，共建文明社区。\n" * 2, "utf-8")
    return home


def run(house: Path, *command: str) -> str:
    env = os.environ | {"PYTHONPATH": str(house)}
    done = subprocess.run([sys.executable, *command], cwd=house, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_its_cases_hold(house: Path) -> None:
    said = run(house, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/test_cases.py", "-k", "twin and not every_result")
    assert "failed" not in said


def test_it_is_seen_through_to_turtle_and_every_export(house: Path) -> None:
    run(house, "-m", "kg.cli", "build", "pages", "-o", "out", "--no-html")
    text = (house / "out" / "graph.ttl").read_text("utf-8")
    assert "gov:factType gov:Twin " in text and "rdf:predicate gov:twinnedWith " in text
    assert "    gov:twinnedWith id:org-wang-xi-jie-dao-" in text
    assert run(house, "-c", SEEN).strip() == "青岚街道与望溪街道结对"
    answer = run(house, "-m", "kg.cli", "query", "-f", "csv", "-d", "out", "SELECT ?a ?b { ?x gov:twinnedWith ?y . ?x rdfs:label ?a . ?y rdfs:label ?b }")
    assert answer == "a,b\n青岚街道,望溪街道\n"
