from agent.scene import App, Scene

CALC = App("org.gnome.Calculator", "Calculator", ("sums",), ("gnome-calculator",), frozenset(), "gnome-calculator")


def test_apps_by_id_and_by_the_class_of_their_windows() -> None:
    scene = Scene(apps=(CALC,))
    assert scene.app("org.gnome.Calculator") is CALC
    assert scene.app("Calculator") is None
    assert scene.app_of_window("gnome-calculator") is CALC
    assert scene.app_of_window("org.gnome.calculator") is CALC
    assert scene.app_of_window("other") is None


def test_a_scene_nobody_looked_at_claims_nothing() -> None:
    assert (Scene().seen.windows, Scene().seen.elements, Scene().seen.partial) == ((), (), True)
