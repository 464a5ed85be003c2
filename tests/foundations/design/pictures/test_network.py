"""The picture of people and places around a child: always the same, nothing lost, nobody's words taken for markup."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from tutela.foundations.design.pictures.network import Link, Network, Node, draw, rows


def around(many: int = 5, *, name: str = "Tamsin Vale") -> Network:
    others = [Node(f"n{i}", f"Person {i:02}", note="friend", warning="May not be near children" if i == 3 else "") for i in range(many)]
    places = [Node("h", "Fern House", "place", "lives here"), Node("t", "phone 0123", "thing")]
    links = [Link("c", node.key, "knows", doubted=node.key == "n1") for node in (*others, *places)]
    extra = [Link("n0", "n1", "brother of")] if many > 1 else []
    return Network(f"Around {name}", "Who is near.", "c", [Node("c", name), *others, *places], [*links, *extra])


@pytest.mark.parametrize("width", [340, 760])
@pytest.mark.parametrize("many", [0, 1, 5, 40])
def test_it_is_drawn_whatever_the_number(many: int, width: int) -> None:
    svg = draw(around(many), name="x", width=width)
    root = ElementTree.fromstring(svg)  # our own
    said = " ".join(" ".join(root.itertext()).split())
    assert all(f"Person {i:02}" in said for i in range(many))
    assert "Fern House" in said
    assert "style=" not in svg
    for element in root.iter():
        for place in ("cx", "cy"):
            if place in element.attrib:
                assert 0 <= float(element.attrib[place]) <= (width if place == "cx" else 4000)


def test_it_is_the_same_whatever_the_order() -> None:
    one = around()
    other = Network(one.title, one.description, one.centre, list(reversed(one.nodes)), one.links)
    assert draw(one, name="x") == draw(other, name="x")


def test_words_are_not_markup() -> None:
    svg = draw(around(name="<script>x</script>"), name="x")
    assert "<script" not in svg


def test_who_must_be_seen_stands_first() -> None:
    names = [element.text for element in ElementTree.fromstring(draw(around(), name="x")).iter() if element.tag.endswith("text")]  # our own
    assert names[:3] == ["Person 03", "friend", "May not be near children"]


def test_the_table_has_every_link_the_childs_own_first() -> None:
    found = rows(around(2))
    assert found == [
        ("Tamsin Vale", "knows", "Fern House"), ("Tamsin Vale", "knows", "Person 00"), ("Tamsin Vale", "knows (not established)", "Person 01"),
        ("Tamsin Vale", "knows", "phone 0123"), ("Person 00", "brother of", "Person 01"),
    ]


def test_a_link_to_nobody_is_an_error() -> None:
    one = around()
    with pytest.raises(KeyError):
        draw(Network(one.title, "", "c", one.nodes, [Link("c", "nobody", "x")]), name="x")
