"""Posts, what they tell about a person's body, and what stands before a name (`rules/posts.toml`)."""

from __future__ import annotations

from functools import cache
from typing import Literal, NamedTuple

from extractor.language.phrase_index import PhraseIndex, words_of
from extractor.rules import Entry, read

Sort = Literal["post", "profession", "honorific", "title", "rank"]

_OF_WORK: tuple[Sort, ...] = ("post", "profession")
_BEFORE_NAME: tuple[Sort, ...] = ("honorific", "title", "rank")
# What may stand before any post without changing what it tells.
_QUALIFIERS = ("nguyên", "quyền", "cựu")
_REST = "<trưởng>"
_HEADS = "trưởng"
# Longer than any post with its qualifier, in characters.
_REACH = 90


class Post(Entry):
    """Wordings of one post, or of one kind of words before a person's name.

    `body` is the noun inside the post with which the body's name begins, or
    "<trưởng>" for all that follows "trưởng"; None where the body follows the post.
    `unless` are words right behind that make it something else. `rank` marks a standing that is no main post.
    """

    sort: Sort
    phrases: tuple[str, ...]
    body: str | None = None
    unless: tuple[str, ...] = ()
    rank: bool = False


class PostMatch(NamedTuple):
    """A post in a text: its entry, its end, and the offset at which its body's name begins, if one follows."""

    post: Post
    end: int
    body: int


@cache
def post_entries() -> tuple[Post, ...]:
    """All entries of `rules/posts.toml`."""
    return read("posts", Post)


@cache
def _index(sorts: tuple[Sort, ...]) -> PhraseIndex[Post]:
    return PhraseIndex((phrase, post) for post in post_entries() if post.sort in sorts for phrase in post.phrases)


@cache
def posts() -> dict[str, Post]:
    """Phrase in lower case, as it is written in the rules, to the post that it words."""
    return {p.lower(): post for post in post_entries() if post.sort in _OF_WORK for p in post.phrases}


@cache
def honorifics() -> dict[str, Sort]:
    """What may stand right before a person's name, in lower case, with its sort; longest first."""
    found = {p.lower(): post.sort for post in post_entries() if post.sort in _BEFORE_NAME for p in post.phrases}
    return dict(sorted(found.items(), key=lambda item: -len(item[0])))


def post_at(text: str, start: int = 0) -> PostMatch | None:
    """The longest post that begins at `start` of `text` (folded), after "nguyên" or "quyền" if they stand there.

    `body` is the offset at which the name of the body begins: inside the post
    for "Trưởng phòng X", behind it for "Giám đốc Sở X". Offsets are into `text`.
    """
    words = words_of(text[start : start + _REACH])
    at = 1 if len(words) and words.lower[0] in _QUALIFIERS else 0
    found = _index(_OF_WORK).longest(words, at)
    if not found:
        return None
    count, (post, *_) = found
    if not set(post.unless).isdisjoint(words.lower[at + count : at + count + 1]):
        return None
    first, last = start + words.starts[at], start + words.ends[at + count - 1]
    return PostMatch(post, last, _body_from(text, (first, last), post))


def _body_from(text: str, span: tuple[int, int], post: Post) -> int:
    start, end = span
    inside = text[start:end].lower()
    if post.body == _REST and _HEADS in inside:
        return start + inside.rindex(_HEADS) + len(_HEADS) + 1
    if post.body and post.body in inside:
        return start + inside.rindex(post.body)
    return end + len(text[end:]) - len(text[end:].lstrip(" ,-"))


def before_name_at(text: str, start: int = 0) -> tuple[Post, int] | None:
    """The longest honorific, title or rank that begins at `start` of `text` (folded), and where it ends.

    None where no capitalised word follows: "bà con" is no lady.
    """
    words = words_of(text[start : start + _REACH])
    found = _index(_BEFORE_NAME).longest(words)
    if not found:
        return None
    end = start + words.ends[found[0] - 1]
    return (found[1][0], end) if text[end:].lstrip(" .,:")[:1].isupper() else None
