from agent.effect import Effect, EffectKind


def test_nothing_is_read_out_unless_it_was_found() -> None:
    assert Effect(EffectKind.CONFIRMED, "x").reads == ""


def test_the_words_that_events_and_ledger_carry() -> None:
    assert [str(kind) for kind in EffectKind] == ["confirmed", "partial", "unverifiable", "no_effect", "refused"]
