"""Marks of structure in a text: tags, placeholders, and what Markdown writes; each must stand in a translation too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeAlias

import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

Kind: TypeAlias = Literal["tag", "placeholder", "markdown"]

TAG: Final = regex.compile(
    r"<(?P<close>/?)(?P<name>[A-Za-z][\w:.-]{0,30})(?P<rest>(?:\s[^<>\n]{0,300})?)(?P<empty>/?)>"
)
ATTRIBUTE: Final = regex.compile(r"([\w:.-]+)\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s\"'>]+)")
IN_WORDS: Final = frozenset({"alt", "title", "label", "placeholder", "aria-label", "content", "summary"})
"""Attributes whose values are texts to translate."""
VOID: Final = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)
"""Elements of HTML that have no end."""
PAIRED: Final = frozenset(
    (
        *("a", "abbr", "b", "blockquote", "body", "button", "code", "div", "em", "font", "g", "h1", "h2", "h3", "h4"),
        *("h5", "h6", "html", "i", "kbd", "label", "li", "mark", "ol", "p", "pre", "q", "s", "small", "span", "strong"),
        *("sub", "sup", "table", "tbody", "td", "th", "thead", "title", "tr", "u", "ul"),
    )
)
"""Elements that are known without their end: any other word in angle brackets may be in quotation marks."""
PLACEHOLDER: Final = regex.compile(
    r"""
    \{\{[^{}\n]{1,60}\}\}                                        # {{name}}
    | \$?\{[\p{L}_][\w.:\[\]-]{0,60}\} | \$?\{\d{1,3}\}          # {name}, ${name}, {0}
    | \{\s*\w+\s*,\s*(?:plural|select|selectordinal)\s*,         # the head of {count, plural, …}
    | \#[A-Z][A-Z\d_]{1,40}\# | __[A-Z][A-Z\d_]{0,40}__            # #NAME#, __NAME__
    | %\([\w.]{1,60}\)[sdifr]                                    # %(name)s
    | (?<![\d%\w])%(?:(?P<position>\d{1,2})\$)?               # %1$s, %s, %.2f
      [-+0\#]{0,2}\d{0,3}(?:\.\d{1,2})?l{0,2}(?P<type>[sdifuxXcg@])(?![\p{L}\d])
    """,
    regex.VERBOSE,
)
_HINT: Final = regex.compile(r"[<{%*_#`\[|>]|^\s*(?:[-+•]|\d+[.)])\s", regex.MULTILINE)
"""What every mark holds or begins with; most segments hold none."""

_MARKDOWN: Final = {
    "code block": regex.compile(r"^[ \t]*```[^\n`]*\n.*?^[ \t]*```[ \t]*$", regex.MULTILINE | regex.DOTALL),
    "code": regex.compile(r"(?<![`\w])`(?=\S)[^`\n]{1,200}(?<=\S)`(?![`\w])"),
    "link": regex.compile(r"(?<=\])\([^()\s]{1,500}(?:\s+\"[^\"\n]*\")?\)"),
    "heading": regex.compile(r"^#{1,6}(?=[ \t]+\S)", regex.MULTILINE),
    "list item": regex.compile(r"^[ \t]*(?:[-*+•]|\d{1,3}[.)])(?=[ \t]+\S)", regex.MULTILINE),
    "table row": regex.compile(r"^[ \t]*\|.+\|[ \t]*$", regex.MULTILINE),
    "bold": regex.compile(r"(?<!\*)\*\*(?=[^*\s])(?:[^*\n]{0,300}[^*\s])\*\*(?!\*)"),
}
_UNCHANGED: Final = frozenset({"code block", "code", "link"})
"""Marks whose content is part of them: others hold words that are translated."""

_OF_LINES: Final = frozenset({"list item", "table row"})
"""Marks of texts of several lines: a single line may begin with a dash, or a number and a dot, that make no list."""


class Mark(NamedTuple):
    """A mark, as two texts are compared by it.

    Attributes:
        kind: what it is.
        key: equal for marks that stand for each other.
        start: its first character.
        end: behind its last one.
    """

    kind: Kind
    key: str
    start: int
    end: int


def marks(text: str) -> list[Mark]:
    """Return the marks of a text in order; code is one mark, with whatever stands in it."""
    if not _HINT.search(text):
        return []
    found: list[Mark] = []
    for name, pattern in _MARKDOWN.items():
        if name in _OF_LINES and "\n" not in text.strip():
            continue
        matches = [*pattern.finditer(text)]
        found += (Mark("markdown", _markdown_key(name, match.group()), *match.span()) for match in matches)
        if name in _UNCHANGED:
            for match in matches:
                text = f"{text[: match.start()]}{' ' * len(match.group())}{text[match.end() :]}"
    found += _tags(text)
    found += _placeholders(TAG.sub(lambda tag: " " * len(tag.group()), text))
    return sorted(found, key=lambda mark: (mark.start, mark.end))


def nesting(text: str) -> Iterator[Mark]:
    """Yield the tags that end what isn't open, and those that nothing ends."""
    open_tags: list[Mark] = []
    for mark in _tags(text):
        name = _name(mark)
        if mark.key.startswith("</"):
            if open_tags and _name(open_tags[-1]) == name:
                open_tags.pop()
            elif any(_name(tag) == name for tag in open_tags):
                while _name(tag := open_tags.pop()) != name:
                    yield tag
            else:
                yield mark
        elif not mark.key.endswith("/>"):
            open_tags.append(mark)
    yield from open_tags


def _name(tag: Mark) -> str:
    return tag.key.strip("</>").split()[0]


def _tags(text: str) -> Iterator[Mark]:
    """Yield the tags; the key has the name and the attributes that aren't texts, in the order of their names."""
    matches = [*TAG.finditer(text)]
    known = PAIRED | VOID | {match["name"] for match in matches if match["close"]}
    for match in matches:
        if not match["rest"] and not match["empty"] and not {match["name"], match["name"].lower()} & known:
            continue
        name = match["name"].lower() if match["name"].lower() in VOID else match["name"]
        rest = match["rest"]
        attributes = sorted(
            f"{key}={value.strip(chr(34) + chr(39))}"
            for key, value in ATTRIBUTE.findall(rest)
            if key.lower() not in IN_WORDS
        )
        is_empty = bool(match["empty"]) or rest.rstrip().endswith("/") or name in VOID
        yield Mark("tag", f"<{match['close']}{' '.join([name, *attributes])}{'/' * is_empty}>", *match.span())


def _placeholders(text: str) -> Iterator[Mark]:
    """Yield the placeholders; ``%s`` gets its position, so that ``%2$d %1$s`` stands for ``%s %d``."""
    position = 0
    for match in PLACEHOLDER.finditer(text):
        key = "".join(match.group().split())
        if match["type"]:
            position += not match["position"]
            key = f"%{match['position'] or position}${match['type']}"
        yield Mark("placeholder", key, *match.span())


def _markdown_key(name: str, text: str) -> str:
    """Return the key of a mark of Markdown: its content where that stays, else what it is."""
    if name in _UNCHANGED:
        return f"{name} {text.split(maxsplit=1)[0] if name == 'link' else text}"
    return f"{text} {name}" if name == "heading" else f"{'numbered ' * text.strip()[0].isdigit()}{name}"
