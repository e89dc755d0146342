"""Who is who: inside a page, across pages, and what a person decided."""

from __future__ import annotations

from array import array
from dataclasses import replace

import pytest

from kg.model import Article, Claim, Flow, Mention, Page, Reading, Sentence, Span, Unit
from kg.resolve import decisions
from kg.resolve.corpus import Corpus
from kg.resolve.decisions import NONE as UNDECIDED
from kg.resolve.decisions import DecisionError, Decisions
from kg.resolve.identity import entity_id, fact_id
from kg.resolve.names import is_subsequence, key, name_key, stem
from kg.resolve.page import PageFacts, settle_page
from kg.resolve.proof import ProofError, prove_page, prove_reading

Named = tuple[str, str, str, str]  # text, kind, sub, rule


def page(name: str, text: str, named: list[Named], area: str = "", aliases: dict[str, str] | None = None,
         posts: list[tuple[str, str, str]] | None = None) -> tuple[Page, Reading, tuple[Claim, ...]]:
    """A page of one article with the mentions named, each at its first place not yet taken."""
    flow = Flow(text, array("I", range(len(text))))
    article = Article(f"{name}#1", flow, (Unit("prose", 0, len(text)),), None, None)
    mentions: list[Mention] = []
    for words, kind, sub, rule in named:
        taken = [m.end for m in mentions if m.text == words]
        start = text.index(words, max(taken, default=0))
        mentions.append(Mention(article.id, start, start + len(words), kind, sub, words, rule))
    by_text = {m.text: m for m in reversed(mentions)}
    pairs = tuple((by_text[a], by_text[b]) for a, b in (aliases or {}).items())
    reading = Reading(article, "2024-02-19", (Sentence(0, len(text), "prose", 0),), (), {}, tuple(mentions),
                      by_text.get(area), pairs)
    claims = tuple(
        Claim(article.id, "POST", (("person", by_text[p]), ("org", by_text[o]), ("title", t)), Span(0, len(text)), "test", 0.9)
        for p, o, t in posts or []
    )
    raw = Page(name, f"{name}.txt", "0" * 64, "utf-8", text, "2024-02-19", None, (article,))
    return raw, reading, claims


def settled(*made: tuple[Page, Reading, tuple[Claim, ...]], decided: Decisions = UNDECIDED) -> dict[str, list[tuple[str, ...]]]:
    """Kind -> sorted name groups of all pages together."""
    corpus = Corpus(decided)
    for raw, reading, claims in made:
        corpus.add(settle_page(raw, [reading], [claims]))
    entities, _, _ = corpus.settle()
    out: dict[str, list[tuple[str, ...]]] = {}
    for e in entities:
        out.setdefault(e.kind, []).append((e.label, *e.aliases))
    return {kind: sorted(groups) for kind, groups in out.items()}


def org(text: str, sub: str = "zone") -> Named:
    return text, "ORG", sub, "head_noun"


def loc(text: str, rule: str = "admin_name") -> Named:
    return text, "LOC", "admin", rule


def per(text: str, sub: str = "official", rule: str = "title_before") -> Named:
    return text, "PER", sub, rule


def test_keys_ignore_quotes_blanks_and_width() -> None:
    assert key("“强链 ”行动") == key("强链行动") == key("‘强链’行动")
    assert key("ＡＢＣ公司") == key("abc公司")
    assert stem("云河市") == "云河" and stem("云县") == "云县"
    assert is_subsequence("北能建", "北方能源建设集团") and not is_subsequence("建北", "北方能源建设集团")


def test_a_place_in_front_makes_the_longer_name_of_the_same_thing() -> None:
    made = page("a", "云河的云河中意生态园开园，中意生态园将招商。", [loc("云河"), org("云河中意生态园"), org("中意生态园")])
    assert settled(made)["ORG"] == [("云河中意生态园", "中意生态园")]


def test_two_candidates_leave_a_short_name_alone() -> None:
    made = page("a", "云河市委和白沙市委商定，市委要求落实。",
                [org("云河市委", "party_gov"), org("白沙市委", "party_gov"), ("市委", "ORG", "party_gov", "head_noun")])
    # 市委 is found first inside 云河市委; the name itself must stay apart from both.
    groups = settled(made)["ORG"]
    assert ("云河市委",) in groups and ("白沙市委",) in groups and len(groups) == 3


def test_an_abbreviation_runs_through_the_full_name_from_its_start() -> None:
    made = page("a", "北方能源建设集团有限公司（简称北方能建）成立，北方能建将上市。",
                [org("北方能源建设集团有限公司", "group"), org("北方能建", "group")])
    assert settled(made)["ORG"] == [("北方能源建设集团有限公司", "北方能建")]


def test_what_the_page_defines_outranks_likeness() -> None:
    made = page("a", "云河海洋大学（以下简称“本校”）开学，本校招生。", [org("云河海洋大学", "institute"), org("本校", "institute")],
                aliases={"本校": "云河海洋大学"})
    assert settled(made)["ORG"] == [("云河海洋大学", "本校")]


def test_the_area_is_what_deictics_mean() -> None:
    made = page("a", "青岚县召开会议，全县动员。", [loc("青岚县"), loc("全县", "deictic_area")], area="青岚县")
    assert settled(made)["LOC"] == [("青岚县", "全县")]


def test_a_deictic_of_another_rank_means_nothing_here() -> None:
    made = page("a", "青岚县召开会议，全省动员。", [loc("青岚县"), loc("全省", "deictic_area")], area="青岚县")
    assert settled(made)["LOC"] == [("青岚县",)]


def test_surname_and_title_are_the_one_bearer_of_the_surname() -> None:
    one = page("a", "沈若兰到会，沈校长讲话。", [per("沈若兰"), per("沈校长", rule="surname_title")])
    assert settled(one)["PER"] == [("沈若兰", "沈校长")]
    two = page("b", "沈若兰、沈一鸣到会，沈校长讲话。", [per("沈若兰"), per("沈一鸣"), per("沈校长", rule="surname_title")])
    assert settled(two)["PER"] == [("沈一鸣",), ("沈校长",), ("沈若兰",)]


def test_the_same_name_on_two_pages_is_one_person() -> None:
    a = page("a", "云河市市长沈若兰讲话。", [loc("云河市"), per("沈若兰")], area="云河市")
    b = page("b", "云河市市长沈若兰调研。", [loc("云河市"), per("沈若兰")], area="云河市")
    assert settled(a, b)["PER"] == [("沈若兰",)]


def test_other_areas_contradict() -> None:
    a = page("a", "云河市副市长王伟讲话。", [loc("云河市"), per("王伟")], area="云河市")
    b = page("b", "白沙市副市长王伟调研。", [loc("白沙市"), per("王伟")], area="白沙市")
    assert len(settled(a, b)["PER"]) == 2


def test_a_shared_organisation_agrees_again() -> None:
    a = page("a", "云河市迎来北川集团有限公司董事长王伟。", [loc("云河市"), org("北川集团有限公司", "group"), per("王伟")],
             area="云河市", posts=[("王伟", "北川集团有限公司", "董事长")])
    b = page("b", "白沙市迎来北川集团有限公司董事长王伟。", [loc("白沙市"), org("北川集团有限公司", "group"), per("王伟")],
             area="白沙市", posts=[("王伟", "北川集团有限公司", "董事长")])
    assert settled(a, b)["PER"] == [("王伟",)]


def test_a_reporter_is_not_the_official_of_that_name() -> None:
    a = page("a", "记者李涛报道。", [per("李涛", "reporter", "byline")])
    b = page("b", "局长李涛讲话。", [per("李涛")])
    assert len(settled(a, b)["PER"]) == 2


def test_bare_organs_belong_to_their_area() -> None:
    a = page("a", "云河市的市委开会。", [loc("云河市"), ("市委", "ORG", "party_gov", "head_noun")], area="云河市")
    b = page("b", "白沙市的市委开会。", [loc("白沙市"), ("市委", "ORG", "party_gov", "head_noun")], area="白沙市")
    assert len(settled(a, b)["ORG"]) == 2
    assert len(settled(a, replace_stem(a, "c"))["ORG"]) == 1


def replace_stem(made: tuple[Page, Reading, tuple[Claim, ...]], stem: str) -> tuple[Page, Reading, tuple[Claim, ...]]:
    raw, reading, claims = made
    return replace(raw, stem=stem, path=f"{stem}.txt"), reading, claims


def test_a_short_name_with_two_long_ones_stays_apart() -> None:
    a = page("a", "东海市海州区招商，海州区发布。", [loc("东海市海州区"), loc("海州区")], aliases={"海州区": "东海市海州区"})
    b = page("b", "西山市海州区招商，海州区发布。", [loc("西山市海州区"), loc("海州区")], aliases={"海州区": "西山市海州区"})
    c = page("c", "海州区发布。", [loc("海州区")])
    assert len(settled(a, b, c)["LOC"]) == 3
    assert len(settled(a, c)["LOC"]) == 1


def test_generic_events_stay_on_their_page() -> None:
    a = page("a", "座谈会召开。", [("座谈会", "EVT", "", "bare_head")])
    b = page("b", "座谈会召开。", [("座谈会", "EVT", "", "bare_head")])
    assert len(settled(a, b)["EVT"]) == 2


def test_a_decision_outranks_every_score() -> None:
    a = page("a", "云河市副市长王伟讲话。", [loc("云河市"), per("王伟")], area="云河市")
    b = page("b", "白沙市副市长王伟调研。", [loc("白沙市"), per("王伟")], area="白沙市")
    same = decisions.parse("# reviewed\nsame\tPER\t王伟\t王伟\ttransferred in 2023\n", "d.tsv")
    assert len(settled(a, b, decided=same)["PER"]) == 1
    c = page("c", "北方能建上市。", [org("北方能建", "group")])
    d = page("d", "南方能建上市。", [org("南方能建", "group")])
    merged = decisions.parse("same\tORG\t北方能建\t南方能建\trenamed\n", "d.tsv")
    assert len(settled(c, d, decided=merged)["ORG"]) == 1


def test_a_bad_decision_names_its_line() -> None:
    with pytest.raises(DecisionError, match=r"d\.tsv:2"):
        decisions.parse("# x\nmaybe\tPER\ta\tb\n", "d.tsv")


def test_order_of_pages_does_not_matter() -> None:
    a = page("a", "云河市市长沈若兰讲话。", [loc("云河市"), per("沈若兰")], area="云河市")
    b = page("b", "白沙市市长王伟调研。", [loc("白沙市"), per("王伟")], area="白沙市")

    def all_of(*made: tuple[Page, Reading, tuple[Claim, ...]]) -> object:
        corpus = Corpus()
        for raw, reading, claims in made:
            corpus.add(settle_page(raw, [reading], [claims]))
        return corpus.settle()

    assert all_of(a, b) == all_of(b, a)


def test_ids_are_readable_and_separate_their_parts() -> None:
    assert entity_id("PER", "王莉", "").startswith("per-wang-li-")
    assert entity_id("PER", "王莉", "") == entity_id("PER", "王 莉", "")
    assert entity_id("PER", "王莉", "") != entity_id("PER", "王莉", "云河市")
    assert fact_id("POST", [("a", "bc")]) != fact_id("POST", [("ab", "c")])


def test_the_proof_catches_a_shifted_mention() -> None:
    raw, reading, claims = page("a", "云河市市长沈若兰讲话。", [per("沈若兰")])
    prove_reading(raw, reading, claims)
    broken = replace(reading.mentions[0], start=reading.mentions[0].start + 1, end=reading.mentions[0].end + 1)
    with pytest.raises(ProofError, match="title_before"):
        prove_reading(raw, replace(reading, mentions=(broken,)), claims)


def test_the_proof_catches_a_flow_that_lies_about_its_origin() -> None:
    raw, reading, claims = page("a", "云河市市长沈若兰讲话。", [per("沈若兰")])
    flow = Flow(reading.text, array("I", [*range(1, len(reading.text)), len(reading.text) - 1]))
    with pytest.raises(ProofError, match="沈若兰"):
        prove_reading(raw, replace(reading, article=replace(reading.article, flow=flow)), claims)


def test_the_proof_catches_evidence_that_is_not_on_the_page() -> None:
    raw, reading, claims = page("a", "云河市市长沈若兰讲话。", [loc("云河市"), per("沈若兰")], posts=[("沈若兰", "云河市", "市长")])
    facts = settle_page(raw, [reading], [claims])
    prove_page(raw, facts)
    fact = facts.facts[0]
    broken = fact._replace(statement=fact.statement._replace(quote="别的话"))
    with pytest.raises(ProofError, match="rule test"):
        prove_page(raw, PageFacts(*facts[:4], (broken,), ()))


def test_an_organ_is_one_by_its_short_and_its_full_name() -> None:
    made = page("a", "永川市人大常委会开会，永川市人民代表大会常务委员会通过决定，市人大常委会主任主持。",
                [loc("永川市"), org("永川市人大常委会", "party_gov"), org("永川市人民代表大会常务委员会", "party_gov"),
                 ("市人大常委会", "ORG", "party_gov", "head_noun")])
    assert len(settled(made)["ORG"]) == 1


@pytest.mark.parametrize(("short", "full"), [
    ("云河市住房建设委", "云河市住房和建设委员会"), ("工行云河分行", "中国工商银行云河分行"), ("县教体局", "县教育体育局"),
    ("云河市发改委", "云河市发展和改革委员会"), ("区工信局", "区工业和信息化局"), ("云河市政府", "云河市人民政府"),
    ("中共云河市委", "云河市委"), ("中共云河市委员会", "云河市委"), ("青岚县法院", "青岚县人民法院"),
])
def test_organ_forms(short: str, full: str) -> None:
    assert name_key("ORG", short) == name_key("ORG", full)


@pytest.mark.parametrize(("one", "other"), [
    ("云河市委", "云河市发展和改革委员会"), ("云河市政府", "云河市政协"), ("云河市纪委", "云河市监委"),
])
def test_other_organs_stay_apart(one: str, other: str) -> None:
    assert name_key("ORG", one) != name_key("ORG", other)


def test_a_county_named_without_its_rank_is_what_the_whole_county_means() -> None:
    made = page("a", "屯昌召开会议，全县动员。", [loc("屯昌"), loc("全县", "deictic_area")], area="屯昌")
    assert settled(made)["LOC"] == [("屯昌", "全县")]


def test_a_zone_is_not_the_company_named_after_it() -> None:
    made = page("a", "云阳开发区扩区，云阳开发区总公司招工。", [org("云阳开发区"), org("云阳开发区总公司", "company")])
    assert len(settled(made)["ORG"]) == 2


def works(text: str) -> Named:
    return text, "PRJ", "", "named_project"


@pytest.mark.parametrize(("short", "full"), [
    ("北川集团羊绒制品项目", "北川集团年产4万件羊绒制品加工项目"),
    ("柳东路项目", "棚户区改造配套设施（柳东路）项目"),
])  # fmt: skip
def test_a_project_is_one_by_its_short_and_its_full_name(short: str, full: str) -> None:
    assert settled(page("a", f"{full}开工，{short}将投产。", [works(full), works(short)]))["PRJ"] == [(full, short)]


def test_a_phase_is_not_the_whole_project() -> None:
    made = page("a", "北川集团羊绒制品二期项目开工，北川集团羊绒制品项目将投产。", [works("北川集团羊绒制品二期项目"), works("北川集团羊绒制品项目")])
    assert len(settled(made)["PRJ"]) == 2


def test_a_town_of_a_list_is_the_town_of_that_name() -> None:
    made = page("a", "石坪、柳河等镇开会，石坪镇先行。", [org("石坪", "subdistrict"), org("柳河", "subdistrict"), org("石坪镇", "subdistrict")])
    assert settled(made)["ORG"] == [("柳河",), ("石坪镇", "石坪")]


def test_an_event_of_a_headline_may_lack_its_middle() -> None:
    full, short = "茶产业发展暨春耕生产专题会议", "茶产业发展专题会议"
    made = page("a", f"县政府召开{short}，{full}由沈若兰主持。", [(short, "EVT", "", "head"), (full, "EVT", "", "head")])
    assert settled(made)["EVT"] == [(full, short)]


def test_a_part_is_never_merged_with_its_whole() -> None:
    raw, reading, _ = page("a", "北川建设集团旗下的北川建一公司建设集团开工。", [org("北川建设集团", "group"), org("北川建一公司建设集团", "company")])
    whole, part = sorted(reading.mentions, key=lambda m: m.start)
    claim = Claim(part.article, "PART_OF", (("part", part), ("whole", whole)), Span(0, part.end), "test", 0.9)
    assert settled((raw, reading, ()))["ORG"] == [("北川建一公司建设集团", "北川建设集团")]
    assert len(settled((raw, reading, (claim,)))["ORG"]) == 2
