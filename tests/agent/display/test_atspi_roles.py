from agent.display.atspi_roles import ACTIONABLE, ITEMS, READABLE, ROLES, STATES, TEXTS, VALUES, role_name, state_names


def test_numbers_are_those_of_the_specification() -> None:
    known = {40: "password text", 43: "push button", 61: "text", 79: "entry", 88: "link", 95: "document web", 116: "static", 130: "switch"}
    assert {number: role_name(number) for number in known} == known
    assert role_name(9999) == "unknown"
    assert state_names([1 << 25 | 1 << 12, 1 << 11]) == {"showing", "focused", "read-only"}


def test_groups_hold_roles_that_exist() -> None:
    assert set(ROLES) >= ACTIONABLE | READABLE | TEXTS | VALUES | ITEMS
    assert not ACTIONABLE & READABLE
    assert len(set(STATES)) == 44
