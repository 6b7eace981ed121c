"""``fvk publish --site``: a static site from docs and docs/data alone."""

from __future__ import annotations

import posixpath
import re
import shutil
from collections.abc import Mapping
from html import unescape
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup, escape

from benchmarks.analyse.results import Answer, answers
from benchmarks.errors import UsageError
from benchmarks.present import html, markdown, result
from benchmarks.present.first_table import FirstTable, library_table
from benchmarks.present.html import FOLDER
from benchmarks.publish.findings_page import DATA
from benchmarks.record.journal import FILE_NAME, read
from benchmarks.record.progress import Progress, replay
from benchmarks.record.unpublishable import refuse_test_server

DOCS = Path("docs")
BESIDE = ("FAIRNESS.md", "CHANGELOG.md")
"""Pages at the root that the docs link to."""
TITLE = "Flyte or Kubeflow Pipelines? Measured."
ABOUT = "What Flyte and Kubeflow Pipelines cost beside plain Python: measured values, limits and mistakes."
_MARKER = re.compile(r"<!--.*?-->", re.DOTALL)
_MINE = ".fvk-site"
"""A file that says that this folder was written by us, and may be written again."""


def write_site(root: Path, directory: Path) -> int:
    """Write the site below ``directory``; how many files it has.

    Raises :class:`~benchmarks.errors.UsageError` where the folder holds something else.
    """
    if directory.exists() and any(directory.iterdir()) and not (directory / _MINE).exists():
        raise UsageError(f"--site {directory}: the folder holds other files; name a new or an empty one")
    campaigns = _campaigns(root)
    sources = [*sorted((root / DOCS).rglob("*.md")), *(root / name for name in BESIDE)]
    sources = [file for file in sources if file.exists() and DATA not in file.relative_to(root).parents]
    pages = {file.relative_to(root).with_suffix(".html").as_posix(): file for file in sources}
    charts = [file.relative_to(root).as_posix() for file in sorted((root / DOCS).rglob("*.svg"))]
    texts: dict[str, str] = {_MINE: "written by fvk publish --site\n"}
    for name, (progress, found) in campaigns.items():
        texts |= _campaign(name, progress, found)
    known = {*pages, *charts, *texts, "index.html", "docs/index.html"}
    for name, file in pages.items():
        texts[name] = _page(name, file.read_text(encoding="utf-8"), known)
    texts["index.html"] = _index(campaigns, sorted(pages))
    for name, text in texts.items():
        target = directory / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    for name in charts:
        (directory / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(root / name, directory / name)
    for name in campaigns:
        shutil.copyfile(root / DATA / name / FILE_NAME, directory / "data" / name / FILE_NAME)
    return len(texts) + len(charts) + len(campaigns)


def _campaigns(root: Path) -> dict[str, tuple[Progress, tuple[Answer, ...]]]:
    found = {}
    for file in sorted((root / DATA).glob(f"*/{FILE_NAME}")):
        progress = replay(read(file))
        refuse_test_server(str(file.parent), progress.header)
        found[file.parent.name] = progress, answers(progress)
    return found


def _campaign(name: str, progress: Progress, found: tuple[Answer, ...]) -> dict[str, str]:
    """The report of one campaign in every form."""
    return {
        f"data/{name}/report.html": html.build(progress, found),
        f"data/{name}/summary.md": markdown.summary(progress, found),
        f"data/{name}/results.json": result.as_json(progress, found),
        f"data/{name}/results.csv": result.as_csv(progress, found),
    }


def _index(campaigns: Mapping[str, tuple[Progress, tuple[Answer, ...]]], pages: list[str]) -> str:
    """The answer page: the table, what follows from it, and where everything else is."""
    timed = {name: one for name, one in campaigns.items() if not name.startswith(("selfcheck-", "history-"))}
    told = library_table(timed)
    items = Markup("").join(
        Markup(
            '<li>{0}, {1}: <a href="data/{0}/report.html">report</a>, '
            '<a href="data/{0}/results.csv">CSV</a>, '
            '<a href="data/{0}/results.json">JSON</a>, <a href="data/{0}/raw.jsonl">raw file</a></li>'
        ).format(name, one.header.started_at[:10])
        for name, (one, _) in campaigns.items()
    )
    links = Markup("").join(
        Markup('<li><a href="{0}">{1}</a></li>').format(page, Path(page).stem.replace("-", " "))
        for page in pages
    )
    uses = Markup("").join(Markup("<li>{}</li>").format(text) for text in told.choose)
    body = Markup(
        "<h1>{0}</h1><p>{1}</p>{2}<h2>Choose by what you do</h2><ul>{3}</ul><p class='small'>{4}</p>"
        "<h2>Pages</h2><ul>{5}</ul><h2>Campaigns</h2><ul>{6}</ul>"
    ).format(TITLE, ABOUT, _table(told), uses, ". ".join(told.notes()), links, items)
    return _frame(TITLE, body, "")


def _table(told: FirstTable) -> Markup:
    heads = Markup("").join(Markup('<th scope="col">{}</th>').format(head) for head in told.heads)
    rows = Markup("").join(
        Markup("<tr>{}</tr>").format(
            Markup("").join(Markup("<td>{}</td>").format(text) for text in told.texts(row))
        )
        for row in told.rows
    )
    return Markup(
        '<div class="scroll" tabindex="0" role="region" aria-label="The answers in one table">'
        "<table><thead><tr>{}</tr></thead><tbody>{}</tbody></table></div>"
    ).format(heads, rows)


def _page(name: str, text: str, known: set[str]) -> str:
    """One page of the docs; links to what the site does not have are plain text."""
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = parser.parse(_MARKER.sub("", text))
    title = name
    taken: dict[str, int] = {}
    for number, token in enumerate(tokens):
        if token.type == "heading_open":
            heading = tokens[number + 1].content
            title = heading if token.tag == "h1" and title == name else title
            token.attrSet("id", _anchor(heading, taken))
        for child in token.children or ():
            _relink(child, posixpath.dirname(name), known)
    body = Markup(parser.renderer.render(tokens, parser.options, {}))  # noqa: S704 (raw HTML is off)
    return _frame(unescape(title), body, "../" * name.count("/"))


def _anchor(heading: str, taken: dict[str, int]) -> str:
    """The address of a heading, as GitHub makes it."""
    anchor = re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-")
    taken[anchor] = taken.get(anchor, -1) + 1
    return f"{anchor}-{taken[anchor]}" if taken[anchor] else anchor


def _relink(token: Token, folder: str, known: set[str]) -> None:
    if token.type != "link_open":
        return
    target = str(token.attrs.get("href", ""))
    path, mark, anchor = target.partition("#")
    if not path or re.match(r"[a-z]+:", path):
        return
    there = posixpath.normpath(posixpath.join(folder, path))
    there = re.sub(r"\.md$", ".html", there)
    if there == "README.html":
        there = "index.html"
    there = re.sub(r"^docs/data/", "data/", there)
    if there in known:
        token.attrSet("href", posixpath.relpath(there, folder or ".") + mark + anchor)
    else:
        token.attrs.pop("href", None)


def _frame(title: str, body: Markup, up: str) -> str:
    style = Markup((FOLDER / "style.css").read_text(encoding="utf-8"))  # noqa: S704 (our own file)
    return Markup(
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="description" content="{about}">\n<meta property="og:title" content="{title}">\n'
        '<meta property="og:description" content="{about}">\n'
        '<meta property="og:type" content="website">\n'
        "<title>{title}</title>\n<style>{style}</style>\n</head>\n<body class='site'>\n"
        '<nav aria-label="Site"><a href="{up}index.html">Answers</a></nav>\n'
        "<main>\n{body}\n</main>\n</body>\n</html>\n"
    ).format(about=escape(ABOUT), title=title, style=style, up=up, body=body)
