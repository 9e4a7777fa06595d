import xml.etree.ElementTree as ET

from shell.demo.gallery import without_fonts

DRAWN = """<svg xmlns="http://www.w3.org/2000/svg"><style>

    @font-face {
        font-family: "Fira Code";
        src: url("https://example.org/FiraCode.woff2") format("woff2");
    }
    .t { font-family: "Fira Code", monospace; }
</style><text class="t">LISTENING</text></svg>"""


def test_a_picture_fetches_nothing() -> None:
    kept = without_fonts(DRAWN)

    assert "https://" not in kept
    assert "monospace" in kept
    assert ET.fromstring(kept)[1].text == "LISTENING"
