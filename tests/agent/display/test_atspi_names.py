from agent.display.atspi_names import tidy
from agent.display.atspi_tree import Node


def _nodes(*nodes: Node) -> dict[str, Node]:
    return {node.path: node for node in nodes}


def _node(path: str, parent: str, role: str, name: str, children: int = 0) -> Node:
    return Node(path, parent, role, name, frozenset({"showing"}), children)


def test_class_names_doubled_names_and_blanks_are_cleaned() -> None:
    tree = tidy(_nodes(_node("a", "", "push button", "GtkButton"), _node("b", "", "push button", "7 7"), _node("c", "", "menu item", "Save    ")))
    assert [node.name for node in tree.values()] == ["", "7", "Save"]


def test_a_control_takes_its_labels_name_and_the_label_goes() -> None:
    button, box = _node("a", "", "push button", "", 1), _node("f", "a", "filler", "", 1)
    tree = tidy(_nodes(button, box, _node("b", "f", "label", "Pay"), _node("c", "", "label", "Pay")))
    assert [(node.path, node.name) for node in tree.values()] == [("a", "Pay"), ("f", ""), ("c", "Pay")]


def test_a_label_that_says_more_than_its_control_stays() -> None:
    tree = tidy(_nodes(_node("a", "", "list item", "Inbox", 1), _node("b", "a", "label", "3 unread")))
    assert [node.name for node in tree.values()] == ["Inbox", "3 unread"]
