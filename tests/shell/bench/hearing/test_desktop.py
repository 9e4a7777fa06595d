from shell.bench.hearing.desktop import expected


def test_it_expects_what_the_product_would_and_nothing_that_grants():
    found = expected()
    prompt = found.prompt().lower()
    assert "calculator" in prompt
    assert "invoice march" in prompt
    assert len(found.phrases) > 3
    assert not {"yes", "confirm"} & set(prompt.replace(".", " ").split())
