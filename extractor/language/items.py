"""What a list of bodies and persons is read into: a body, a person with posts, or both. Offsets are into the folded text."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from extractor.language.people import FORMER, MAIN, PARTY, Post

if TYPE_CHECKING:
    from extractor.language.people import Span

# A rank in these names no body beside another post.
_CENTRAL = ("bộ chính trị", "trung ương", "t.ư", "ban chấp hành trung ương", "bch trung ương", "bch tw")
# From a name to the post in apposition: ", ", " - ", " (".
_BESIDE = 4
# Of the firm or school whose other posts stand beside.
INNER_BOARDS = frozenset(
    ("hđqt", "hđtv", "hội đồng quản trị", "hội đồng thành viên", "hội đồng trường", "hội đồng quản lý")
)
_PARTS = frozenset(("thư ký", "trưởng đoàn", "thành viên"))


@dataclass(slots=True)
class Item:
    """A body (`body`), a person (`name`, `posts`), or both where a person stands for the body."""

    body: Span | None = None
    name: Span | None = None
    posts: list[tuple[Post, Span | None]] = field(default_factory=list)
    group: bool = False
    plural: bool = False  # "các đồng chí là Ủy viên …": several persons of one post

    @property
    def post(self) -> Span | None:
        """The posts as written, in one span, without the name."""
        if not self.posts:
            return None
        before = [p for p in self.posts if self.name is None or p[0].start < self.name[0]]
        after = [p for p in self.posts if self.name is not None and p[0].start > self.name[0]]
        beside = self.name is not None and bool(after) and after[0][0].start - self.name[1] <= _BESIDE
        chosen = after if beside or not before else before
        start = chosen[0][0].start
        # A body named behind the person is not part of the post before it.
        limit = self.name[0] if self.name is not None and chosen is before else None
        end = max(body[1] if body and (limit is None or body[1] <= limit) else post.end for post, body in chosen)
        return start, end

    def stands_for(self, lower: str) -> Span | None:
        """The body of the main post: a bare rank gives none where another post is named."""
        if self.body is not None:
            return self.body
        return _main_body(self.posts, lower)


def _main_body(posts: list[tuple[Post, Span | None]], lower: str) -> Span | None:
    # What somebody does at the meeting is no post beside another: "chuyên viên Phòng A, thư ký".
    parts = [(post, body) for post, body in posts if body is None and lower[post.start : post.end] in _PARTS]
    current = [pair for pair in posts if pair[0].weight != FORMER and (pair not in parts or len(parts) == len(posts))]
    for weight in (MAIN, PARTY):
        told = [body for post, body in current if post.weight == weight and body is not None]
        # "Chủ tịch HĐQT, Tổng Giám đốc Công ty A": the board is the firm's.
        whole = [body for body in told if lower[slice(*body)] not in INNER_BOARDS]
        if told:
            return (whole or told)[0]
    # A rank alone names a body only where no other post is said: "Chủ tịch nước, Ủy viên …" names none.
    ranks = [body for post, body in current if body is not None and not lower.startswith(_CENTRAL, body[0])]
    return ranks[0] if ranks and len(current) == len(ranks) else None
