import pytest

from speech.recordings import NoRecordings, Recordings, find, half_of


def test_every_file_is_in_one_half_and_always_the_same(recordings):
    all_of_them = Recordings(recordings)
    clips = all_of_them.clips("wake/computer")
    tuning, final = all_of_them.clips("wake/computer", "tuning"), all_of_them.clips("wake/computer", "final")
    assert sorted(tuning + final) == clips
    assert 0.35 < len(final) / len(clips) < 0.65
    assert {half_of(path) for path in final} == {"final"}


def test_what_is_not_there_is_empty_and_no_folder_says_what_to_set(tmp_path):
    assert Recordings(tmp_path).clips("digits") == []
    with pytest.raises(NoRecordings, match="SAYSO_TEST_DATA"):
        find({"SAYSO_TEST_DATA": str(tmp_path / "none")})
