"""The three formats: whole files that open, with notes that lead to their evidence, and harmless texts."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from pypdf import PdfReader

from kgraph.api import Graph
from kgraph.draw.sheet import LEAST
from kgraph.errors import GraphError, OutputError
from kgraph.report import report_text
from tests.builders import article, claim
from tests.draw.graphs import GRAPHS, VENDOR
from tests.hostile import ordinary
from tests.report.hostile import TEXTS

_FOREIGN = {"script", "img", "image", "iframe", "object", "embed", "link", "base", "form", "video", "style"}


class _Seen(HTMLParser):
    """What a browser would find: tags, attributes, and the words of texts."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.words: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def values(self, name: str) -> list[str]:
        return [value for _, attribute, value in self.attributes if attribute == name]


@pytest.fixture(scope="module")
def page(graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("report") / "northgate.html"
    graph.report("northgate", path)
    assert [made.name for made in path.parent.iterdir()] == ["northgate.html"]
    return path.read_text(encoding="utf-8")


def _harmless(text: str) -> _Seen:
    """Checks that a page has nothing that acts or asks; returns what is on it."""
    seen = _Seen(text)
    assert _FOREIGN & set(seen.tags) == {"style"}
    assert seen.tags.count("style") == 1
    assert not [name for _, name, _ in seen.attributes if name.startswith("on") or name in ("style", "src")]
    ids = set(seen.values("id"))
    for link in seen.values("href"):
        assert link[1:] in ids if link.startswith("#") else urlsplit(link).scheme in ("http", "https")
    assert len(ids) == len(seen.values("id"))
    return seen


def test_a_page_allows_only_its_own_style(page: str) -> None:
    seen = _harmless(page)
    policy = next(value for tag, name, value in seen.attributes if tag == "meta" and "default-src" in value)
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)
    assert style
    digest = b64encode(sha256(style[1].encode()).digest()).decode()
    assert policy == (f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'")


def test_notes_lead_there_and_back(page: str) -> None:
    seen = _Seen(page)
    ids, links = seen.values("id"), seen.values("href")
    marks = [link for link in links if link.startswith("#note-")]
    back = [link for link in links if link.startswith("#ref-")]
    assert {link[1:] for link in back} == {id for id in ids if id.startswith("ref-")}
    assert {link[1:] for link in marks} == {id for id in ids if id.startswith("note-")}
    assert "svg" in seen.tags
    assert "https://wire.example/drones?id=7" in links


def test_hostile_texts_stay_texts_on_a_page(hostile: Graph, tmp_path: Path) -> None:
    hostile.report("bad", tmp_path / "bad.html", title=TEXTS[1], most=len(TEXTS))
    seen = _harmless((tmp_path / "bad.html").read_text(encoding="utf-8"))
    told = "".join(seen.words)
    assert [text for text in TEXTS if ordinary(text) and text not in told] == []
    assert "\u202e" not in told


def test_markdown_has_footnotes_and_a_picture_beside_it(graph: Graph, tmp_path: Path) -> None:
    graph.report("northgate", tmp_path / "northgate.md")
    text = (tmp_path / "northgate.md").read_text(encoding="utf-8")
    assert {path.name for path in tmp_path.iterdir()} == {"northgate.md", "northgate-diagram.png"}
    assert "](northgate-diagram.png)" in text
    assert (tmp_path / "northgate-diagram.png").read_bytes().startswith(b"\x89PNG")
    marks, notes = set(re.findall(r"\[\^\d+\](?!:)", text)), re.findall(r"^(\[\^\d+\]):", text, re.MULTILINE)
    assert marks == set(notes)
    assert len(notes) == len(marks)


def test_hostile_texts_stay_texts_in_markdown(hostile: Graph) -> None:
    text = report_text(hostile, "bad", title=TEXTS[0], most=len(TEXTS))
    bare = re.sub(r"\\[^\w\s]|<https?://[^<>\s]+>", "", text)  # without what is escaped, and its own links
    assert "<" not in bare
    assert "](" not in bare
    assert "`" not in bare
    assert "$" not in bare
    assert not re.search(r"(?i)://|www\.|~~", bare)
    assert all(re.match(r"# |## |- |  - |\||\*|\[\^\d+\]: |[A-Z]|$", line) for line in bare.splitlines())


@pytest.fixture(scope="module")
def pages(hostile: Graph, graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> list[PdfReader]:
    folder = tmp_path_factory.mktemp("pdf")
    graph.report("northgate", folder / "northgate.pdf")
    hostile.report("bad", folder / "bad.pdf", size="letter", diagram=False)
    return [PdfReader(folder / name) for name in ("northgate.pdf", "bad.pdf")]


def test_pages_have_words_numbers_and_notes(pages: list[PdfReader]) -> None:
    reader = pages[0]
    texts = [" ".join(page.extract_text().split()) for page in reader.pages]
    assert all(f"{number} of {len(texts)}" in text for number, text in enumerate(texts, start=1))
    whole = " ".join(texts)
    assert "denies having shared data with" in whole
    assert "“A senator says Northgate Systems shared customer records" in whole
    assert reader.metadata
    assert reader.metadata.title == "Northgate Systems"


def test_the_diagram_of_a_pdf_can_be_read_and_fills_its_page(tmp_path: Path) -> None:
    Graph(GRAPHS["star of 25"]().claims()).report(VENDOR, tmp_path / "star.pdf", most=1)
    found: dict[str, tuple[float, float]] = {}

    def seen(text: str, matrix: Any, place: Any, font: Any, size: float) -> None:
        if re.search(r"[a-z]{3}", text):
            found[text.strip()] = size, place[5]

    words = PdfReader(tmp_path / "star.pdf").pages[0].extract_text(visitor_text=seen)
    assert "Who is claimed to deal with whom" in words
    assert words.count("Agency") > 5
    assert min(size for size, _ in found.values()) >= LEAST
    assert found["How it is said"][1] < 200  # points from the foot


def test_the_diagram_of_a_page_can_be_read_on_paper(tmp_path: Path) -> None:
    Graph(GRAPHS["star of 25"]().claims()).report(VENDOR, tmp_path / "star.html", most=1)
    page = (tmp_path / "star.html").read_text(encoding="utf-8")
    paper = page[page.index('<div class="on-paper">') :]
    assert float(paper.split('viewBox="0 0 ')[1].split()[0]) <= 470  # points between the margins of A4
    sizes = [float(size) for size in re.findall(r'<text[^>]* font-size="([\d.]+)px"', paper)]
    assert min(sizes) >= LEAST
    assert len(sizes) > 15


def test_no_folders_of_the_machine_are_told_but_the_file_is(tmp_path: Path) -> None:
    places = [tmp_path / "news" / "2023" / "ban.txt", tmp_path / "news" / "2024" / "deal.txt"]
    claims = [
        claim("Tallis Networks", "supplies", "Avaria", document=article(f"Told {n}.", path=str(path)))
        for n, path in enumerate(places)
    ]
    text = report_text(Graph(claims), "Tallis Networks")
    assert str(tmp_path) not in text
    assert text.count("2023/ban") == text.count("2024/deal") > 1  # in a note, and among the articles


def test_fonts_are_embedded_and_the_diagram_is_no_picture(pages: list[PdfReader]) -> None:
    for page in pages[0].pages:
        resources: Any = page["/Resources"]
        assert not resources.get("/XObject") or not page.images
        for font in resources["/Font"].values():
            described = font.get_object()
            inner = described.get("/DescendantFonts", [described])[0].get_object()
            assert "/FontFile2" in inner["/FontDescriptor"].get_object()


def test_hostile_texts_are_words_on_pages_and_links_are_of_the_web(pages: list[PdfReader]) -> None:
    reader = pages[1]
    assert not reader.attachments
    assert "/OpenAction" not in reader.root_object
    links = [note.get_object()["/A"]["/URI"] for page in reader.pages for note in page.get("/Annots", [])]
    assert all(urlsplit(link).scheme in ("http", "https") for link in links)
    assert "<script>hacked()</script>" in reader.pages[0].extract_text()


def test_the_same_graph_gives_the_same_files(graph: Graph, tmp_path: Path) -> None:
    for name in ("a.pdf", "b.pdf"):
        graph.report("northgate", tmp_path / name, diagram=False)
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


def test_faults_are_told(graph: Graph, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"report\.docx: a report is written as"):
        graph.report("northgate", tmp_path / "report.docx")
    with pytest.raises(OutputError, match="no page of the size 'A9'"):
        graph.report("northgate", tmp_path / "report.pdf", size="A9")
    with pytest.raises(OutputError, match="cannot be written"):
        graph.report("northgate", tmp_path / "none" / "report.md")
    with pytest.raises(GraphError, match="passes the filters"):
        graph.report("northgate", tmp_path / "report.md", stance="proposed")
    assert list(tmp_path.iterdir()) == []


def test_filters_choose_what_is_told(graph: Graph) -> None:
    assert "denies having" not in report_text(graph, "northgate", stance="asserted")
