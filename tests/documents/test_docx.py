"""Word files as people leave them: with tracked changes, content controls, fields and merged cells."""

from __future__ import annotations

import io

import docx
import pytest
from docx.oxml import parse_xml

from kgraph.documents.docx import read_docx
from kgraph.documents.piece import Piece

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def run(words: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'


def cell(words: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p>{run(words)}</w:p></w:tc>"


def written(*blocks: str, author: str | None = None) -> bytes:
    document = docx.Document()
    if author is not None:
        document.core_properties.author = author
    for block in blocks:
        spaced = block.replace(">", f' xmlns:w="{W}">', 1)
        document.element.body.insert(len(document.element.body) - 1, parse_xml(spaced))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


BAN = run("The ban ")


@pytest.mark.parametrize(
    ("block", "text"),
    [
        (f"<w:p>{BAN}<w:ins>{run('still ')}</w:ins>{run('holds.')}</w:p>", "The ban still holds."),
        (f"<w:p>{BAN}<w:del><w:r><w:delText>never </w:delText></w:r></w:del>{run('holds.')}</w:p>",
         "The ban holds."),
        (f"<w:p>{BAN}<w:moveFrom>{run('old')}</w:moveFrom><w:moveTo>{run('new')}</w:moveTo></w:p>",
         "The ban new"),
        (f"<w:p>{BAN}<w:sdt><w:sdtPr/><w:sdtContent>{run('holds.')}</w:sdtContent></w:sdt></w:p>",
         "The ban holds."),
        (f"<w:p>{BAN}<w:smartTag>{run('of Orrin')}</w:smartTag></w:p>", "The ban of Orrin"),
        (f"<w:p>{BAN}<w:fldSimple>{run('2017')}</w:fldSimple></w:p>", "The ban 2017"),
        (f"<w:p>{BAN}<w:hyperlink>{run('of Orrin')}</w:hyperlink></w:p>", "The ban of Orrin"),
        (f"<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr>{BAN}<w:r><w:tab/><w:br/></w:r>{run('x')}</w:p>",
         "The ban \t\nx"),
        (f"<w:sdt><w:sdtContent><w:p>{BAN}</w:p><w:p>{BAN}</w:p></w:sdtContent></w:sdt>",
         "The ban \n\nThe ban"),
        (
            "<w:tbl><w:tr>" + cell("Orrin", '<w:vMerge w:val="restart"/>') + cell("drones") + "</w:tr>"
            "<w:tr>" + cell("", "<w:vMerge/>") + cell("cameras") + "</w:tr></w:tbl>",
            "Orrin | drones\nOrrin | cameras",
        ),
        (
            "<w:tbl><w:sdt><w:sdtContent><w:tr>" + cell("1", '<w:gridSpan w:val="2"/>') + cell("1")
            + "</w:tr></w:sdtContent></w:sdt></w:tbl>",
            "1 | 1",
        ),
    ],
)  # fmt: skip
def test_words(block: str, text: str) -> None:
    (article,) = read_docx(Piece.of("a.docx", written(block)))
    assert article.text.strip() == text


@pytest.mark.parametrize(("author", "read"), [(None, None), ("Mara Voss", "Mara Voss"), ("", None)])
def test_the_library_is_no_author(author: str | None, read: str | None) -> None:
    (article,) = read_docx(Piece.of("a.docx", written("<w:p></w:p>", author=author)))
    assert article.author == read
