"""Pages from templates: one file each, with style and script inside and nothing from elsewhere.

Whatever a template prints is escaped. A policy in each page's head forbids it to load anything and
to run any script but its own, so that even a text that got through would stay text.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from verif.report.html import bits, evidence, links, numbers, verdicts
from verif.report.steps import lemma_text

TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True, slots=True)
class Page:
    """A file of the report: its path below the report's folder, with ``/``, and its text."""

    path: str
    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """A page of the navigation: its path, and what it is called."""

    path: str
    text: str


@dataclass(frozen=True, slots=True)
class Frame:
    """What all pages of a report have around them: the navigation, and a line at the foot."""

    links: Sequence[Link] = ()
    foot: str = ""


def render(
    template: str, path: str, title: str, frame: Frame, script: bool = False, **values: Any
) -> Page:
    """The page that a template makes of ``values``; ``script`` says that it filters or sorts."""
    text = (
        _environment()
        .get_template(template)
        .render(
            **values,
            title=title,
            frame=frame,
            here=path,
            root="../" * path.count("/"),
            script=_script() if script else "",
        )
    )
    return Page(path, f"{text.rstrip()}\n")


@cache
def _environment() -> Environment:
    found = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    found.globals |= {"style": _style(), "policy": policy, "sign_of": verdicts.sign_of}
    found.filters |= {
        "fields": bits.fields,
        "masks": bits.masks,
        "anchor": links.anchor,
        "property_page": links.property_page,
        "kind": verdicts.kind,
        "state": verdicts.state,
        "evidence": evidence.words,
        "lemma": lemma_text,
        "count": numbers.count,
        "seconds": numbers.seconds,
        "counted": numbers.counted,
    }
    return found


@cache
def _style() -> Markup:
    """The style sheet without comments and spaces; it is ours, so it is not escaped."""
    text = (TEMPLATES / "report.css").read_text(encoding="utf-8")
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    text = re.sub(r"\s+", " ", text)
    return Markup(re.sub(r"\s*([{};,])\s*", r"\1", text).strip())


@cache
def _script() -> Markup:
    return Markup((TEMPLATES / "filter.js").read_text(encoding="utf-8").strip())


def policy(script: str) -> str:
    """What a page may do: its own style, and the one script that it carries."""
    allowed = ["default-src 'none'", "style-src 'unsafe-inline'"]
    if script:
        digest = b64encode(sha256(str(script).encode()).digest()).decode()
        allowed.append(f"script-src 'sha256-{digest}'")
    return "; ".join([*allowed, "base-uri 'none'", "form-action 'none'"])
