"""Who held a post on a day, as far as pages tell: reports are observations, never starts or ends."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from kg.query.kinds import Post
from kg.query.listing import Listing

_SHARED = re.compile("副|委员|常委|成员|代表|干部")  # titles that several may hold at one time


def newest_first(posts: Iterable[Post]) -> Listing[Post]:
    """Last stated first; those of one day by id."""
    ordered = sorted(posts, key=lambda post: post.id)
    return Listing(sorted(ordered, key=lambda post: post.last_stated or date.min, reverse=True))


def holding(posts: Iterable[Post], day: date) -> Listing[Post]:
    """Those that pages up to a day leave in office.

    A post counts from the first day it is stated. It no longer counts when it is later stated as
    former, when its own validity ends, or when a later page gives a title that only one can hold to
    somebody else.
    """
    known = [post for post in posts if post.first_stated and post.first_stated <= day]
    return newest_first(post for post in known if not _over(post, day) and not any(_ends(o, post, day) for o in known))


def _over(post: Post, day: date) -> bool:
    ended = post.record.valid_to and post.valid_to and post.valid_to < day
    return bool(post.former or ended)


def _ends(later: Post, post: Post, day: date) -> bool:
    """Whether what is known of `later` ends `post`."""
    if (later.org, later.title) != (post.org, post.title):
        return False
    if later.person == post.person:
        return later.former and _seen(later, day) >= _seen(post, day)
    alone = not _SHARED.search(post.title)
    return alone and not later.former and _seen(later, day) > _seen(post, day)


def _seen(post: Post, day: date) -> date:
    """The last day up to `day` on which it was stated."""
    return max((d for d in post.days_stated if d <= day), default=date.min)
