import pytest

from speech import download
from speech.errors import FetchFailed, Unreachable

CONTENT = bytes(range(256)) * 4000


def test_a_file_comes_whole_with_progress(site, tmp_path):
    site.pages["/a.bin"] = CONTENT
    seen: list[tuple[int, int]] = []
    download.get(f"{site.address}/a.bin", tmp_path / "a.bin", lambda done, total: seen.append((done, total)))
    assert (tmp_path / "a.bin").read_bytes() == CONTENT
    assert seen[-1] == (len(CONTENT), len(CONTENT))
    assert not (tmp_path / "a.bin.part").exists()


def test_a_broken_off_download_goes_on_where_it_stopped(site, tmp_path):
    site.pages["/a.bin"] = CONTENT
    site.broken["/a.bin"] = 300_000
    download.get(f"{site.address}/a.bin", tmp_path / "a.bin", lambda done, total: None)
    assert (tmp_path / "a.bin").read_bytes() == CONTENT
    assert [ranged for _, ranged in site.asked] == ["", "bytes=300000-"]


def test_a_part_of_an_earlier_run_is_used(site, tmp_path):
    site.pages["/a.bin"] = CONTENT
    (tmp_path / "a.bin.part").write_bytes(CONTENT[:1000])
    download.get(f"{site.address}/a.bin", tmp_path / "a.bin", lambda done, total: None)
    assert (tmp_path / "a.bin").read_bytes() == CONTENT
    assert site.asked == [("/a.bin", "bytes=1000-")]


def test_another_length_is_another_file(site, tmp_path):
    site.pages["/a.bin"] = CONTENT
    with pytest.raises(FetchFailed, match="another version"):
        download.get(f"{site.address}/a.bin", tmp_path / "a.bin", lambda done, total: None, size=5)
    assert list(tmp_path.iterdir()) == []


def test_missing_and_unreachable_are_one_line(site, tmp_path):
    with pytest.raises(FetchFailed, match="404"):
        download.get(f"{site.address}/none", tmp_path / "a", lambda done, total: None)
    with pytest.raises(Unreachable) as caught:
        download.get("http://127.0.0.1:1/x", tmp_path / "a", lambda done, total: None)
    assert "\n" not in str(caught.value)


def test_a_password_in_an_address_is_never_shown():
    with pytest.raises(FetchFailed) as caught:
        download.page("http://me:secret@127.0.0.1:1/simple/x/", "text/html")
    assert "secret" not in str(caught.value)
