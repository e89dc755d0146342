"""Lists of people and bodies in a view: who stands before a verb, behind it, in the clauses before it.

A view shows names as marks; `Roll` is told which marks are which.
"""

from __future__ import annotations

import re

from kg.lexicon.lists import either

_STAFF = re.compile("负责|领导|班子|干部|职工|成员|同志|代表(?![团队]|.{0,6}(?:发言|致辞|讲话|签))|专家|学者|师生|嘉宾|校友|委员|业主")
_BREAK = re.compile(r"[。；：！？\n]")
_ITEM_BEHIND = frozenset(["", "、", "，", "和", "与", "及", "等", "共", "联", "分", "承", "主", "协", "在", "作", "还"])
_SIGNED = re.compile("（[^（）。]{0,24}(?:记者|通讯员|摄影|摄像|撰稿|供稿|撰文)[^（）。]{0,60}）")


class Roll:
    """Walks lists of agents. Args: the marks of persons, bodies, places, titles and events."""

    def __init__(self, per: str, org: str, loc: str, title: str, evt: str) -> None:
        self.per, self.org, self.loc, self.title = per, org, loc, title
        self.item = f"[{org}{loc}{title}、 原兼]{{0,12}}{per}"
        self._only_person = re.compile(f"(?:由|会上)?{self.item}")
        self._verbish = re.compile(
            f"(?:{either('event_host', 'event_attend')}|主持|表示|指出|强调|要求|宣布|举行|宣读|会见|会谈|吸引|围绕|介绍|说|讲话|致辞|{evt}|陪同下)"
        )
        self._holder = re.compile(
            f"(?P<who>[{org}{loc}{per}](?:、[{org}{loc}]|[和与][{org}{loc}])*)(?P<gap>[^，。；：{per}{org}{loc}{evt}]{{0,12}})$"
        )
        self._parted_titles = re.compile(f"(?<={title})、(?={title}|{org}{title})")
        self._agents = per + org + loc

    def before(self, text: str, at: int) -> list[int]:
        """Marks of the agents in the list that ends at a verb; it reaches back over commas while it stays a list."""
        start = at
        while start > 0 and not _BREAK.match(text, start - 1):
            comma = max(text.rfind("，", 0, start - 1), max((m.start() for m in _BREAK.finditer(text, 0, start - 1)), default=-1))
            piece = text[comma + 1 : start - 1 if start < at else at]
            if start < at and self._verbish.search(piece):
                break
            start = comma + 1
        signed = [m.end() for m in _SIGNED.finditer(text, start, at)]  # who wrote the page attends nothing
        return self.within(text, max([start, *signed]), at)

    def after(self, text: str, at: int) -> list[int]:
        """Marks of the agents from a place to the end of its sentence."""
        stop = _BREAK.search(text, at)
        return self.within(text, at, stop.start() if stop else len(text))

    def within(self, text: str, start: int, end: int) -> list[int]:
        """Agents in a stretch of a list: every person, and bodies that stand as items of their own."""
        bodies = not _STAFF.search(text, max(start, text.rfind(self.org, start, end)), end)
        return [i for i in range(start, end) if text[i] == self.per or (bodies and text[i] == self.org and self._whole(text, i, start, end))]

    def _whole(self, text: str, at: int, start: int, end: int) -> bool:
        """Is a body's mark a whole item of the list, not the owner of a post or a person?"""
        behind = text[at + 1 : at + 2] if at + 1 < end else ""
        front = text[at - 1] if at > start else "，"
        return (front in "，、和与及由" + self.org + self.loc or text.endswith(("我校", "我院"), start, at)) and behind in _ITEM_BEHIND

    def holder(self, text: str, at: int) -> list[int]:
        """The agent right before a verb of holding (dates and adverbs may stand between)."""
        head = self._holder.search(text[:at])
        if head is None or re.search(r"[在于到从对向的等]|位于", head["gap"]) or re.search(r"[在于到从对向]$", text[: head.start()]):
            return []
        return [i for i in range(head.start("who"), head.end("who")) if text[i] in self._agents]

    def doers(self, text: str, at: int) -> list[int]:
        """The people or bodies in front of what is done: those of its clause, else of the list before it."""
        clause = clause_start(text, at)
        here = self.within(text, clause, at)
        if here and re.search("等|分别|共同|先后", text[clause:at]):
            return self.before(text, at)
        listed = here and "、" in self._parted_titles.sub("", text[clause:at])
        return (here if listed else self.chain(text, clause, at)) or self._led(text, clause, at) or [i for i in here if i == at - 1]

    def chain(self, text: str, clause: int, at: int) -> list[int]:
        """The last person of a clause, with those of the clauses before that hold nothing but a person (A局长甲，B局长乙作了发言)."""
        people = [i for i in range(clause, at) if text[i] == self.per][-1:]
        while people and clause > 0 and text[clause - 1] == "，":
            before = clause_start(text, clause - 1)
            if not self._only_person.fullmatch(text, before, clause - 1):
                break
            people.insert(0, text.rindex(self.per, before, clause))
            clause = before
        return people

    def _led(self, text: str, clause: int, at: int) -> list[int]:
        """并讲话, 分别致辞: the subject stands in the clause before."""
        if not re.match(r"(?:并|分别|现场|先后|共同|一同)", text[clause:at]) or clause == 0:
            return []
        return [i for i in self.before(text, clause - 1) if text[i] == self.per][-1:]


def clause_start(text: str, at: int) -> int:
    """Where the clause of a place begins."""
    return max(text.rfind(c, 0, at) for c in "，。；：") + 1
