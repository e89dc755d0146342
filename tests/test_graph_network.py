"""The networkx face: nodes are entities, edges are relations, nothing is lost."""

from __future__ import annotations

import networkx as nx
from graph_made import made, shuffled
from graph_sample import sample

from kg.graph.network import metrics, sayings, to_networkx
from kg.schema import schema


def named(graph: nx.MultiDiGraph[str], label: str) -> str:
    return next(node for node, seen in graph.nodes(data="label") if seen == label)


def test_nodes_are_entities() -> None:
    graph = to_networkx(sample())
    assert isinstance(graph, nx.MultiDiGraph) and graph.number_of_nodes() == len(sample().entities)
    zone = graph.nodes[named(graph, "青岛中德生态园")]
    assert (zone["kind"], zone["sub"], zone["aliases"]) == ("ORG", "zone", ["中德生态园"])


def test_an_edge_is_a_fact_with_its_evidence() -> None:
    graph = to_networkx(sample())
    edges = graph.get_edge_data(named(graph, "王莉"), named(graph, "青岛中德生态园"))
    assert {edge["title"] for edge in edges.values()} == {"党工委副书记", "管委常务副主任"}
    for key, edge in edges.items():
        assert (key, edge["type"], edge["modality"]) == (edge["id"], "POST", "actual")
        assert edge["confidence"] > 0.9 and edge["evidence"][0]["quote"].endswith("王莉")


def test_facts_of_one_entity_hang_on_its_node() -> None:
    graph = to_networkx(sample())
    area = named(graph, "青岛西海岸新区")
    found = [(m["indicator"], m["period"], m["kind"]) for m in metrics(graph, area)]
    assert found == sorted(found, key=lambda m: m[:2]) and ("地区生产总值", "2023", "growth") in found
    assert [said["quote"][:6] for said in sayings(graph, named(graph, "徐强"))] == ["出征就要开战"]


def test_every_fact_is_reachable() -> None:
    knowledge = made(300)
    graph = to_networkx(knowledge)
    assert sorted(graph.graph["facts"]) == [fact.id for fact in knowledge.facts]
    single = [fact for fact in knowledge.facts if len(schema().facts[fact.type].entity_roles) < 2]
    assert graph.number_of_edges() == len(knowledge.facts) - len(single)
    assert sum(len(facts) for _, facts in graph.nodes(data="facts")) == len(single)


def test_the_order_of_the_input_does_not_matter() -> None:
    knowledge = made(100)
    one, other = to_networkx(knowledge), to_networkx(shuffled(knowledge, 1))
    assert list(one.edges(keys=True)) == list(other.edges(keys=True)) and list(one) == list(other)
