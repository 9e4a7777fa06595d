from shell.bench.hearing.decoding import COMMANDS, measure, spoken, word_error
from speech.recordings import Recordings


def test_commands_last_three_seconds_and_are_all_said():
    clips = spoken(len(COMMANDS) + 1)
    assert {clip.duration for clip in clips} == {3.0}
    assert all(abs(clip.samples).max() > 1000 for clip in clips)


def test_word_errors_are_counted():
    assert word_error(["open", "the", "door"], ["open", "a", "door", "now"]) == (2, 4)
    assert word_error([], ["stop"]) == (1, 1)
    assert word_error(["stop"], ["stop"]) == (0, 1)


def test_without_recordings_there_is_no_word_error(tmp_path):
    told: list[str] = []
    figures = measure(False, told.append, Recordings(tmp_path))
    assert "ears.wer_vs_full_window_pct" not in {figure.id for figure in figures}
    assert figures[0].id == "ears.decode_cpu_ms_base"
    assert figures[0].n == 24
    assert "library default" in figures[0].note
