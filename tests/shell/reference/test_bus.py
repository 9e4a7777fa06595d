import xml.etree.ElementTree as ET

from shell.bus.interface import Shell1
from shell.demo.specimen import Specimen
from shell.reference.bus import page
from shell.session import Session

LAMP = ET.fromstring(
    """<interface name="org.example.Lamp">
      <method name="Shine"><arg direction="in" name="watts" type="u"/><arg direction="out" name="why" type="s"/>
        <annotation name="org.gtk.GDBus.DocString" value="Give light."/></method>
      <property name="Model" type="s" access="read">
        <annotation name="org.gtk.GDBus.DocString" value="What it is."/>
        <annotation name="org.freedesktop.DBus.Property.EmitsChangedSignal" value="const"/></property>
      <property name="Watts" type="u" access="read"/>
      <signal name="Broke"><arg name="at" type="d"/></signal>
    </interface>"""
)


def test_members_are_told_by_kind_with_their_arguments() -> None:
    told = page(LAMP)

    assert told.index("## Methods") < told.index("## Properties") < told.index("## Signals")
    assert "### `Shine(watts: u)`\n\nGive light." in told
    assert "| `watts` | `u` | given |\n| `why` | `s` | returned |" in told
    assert "### `Broke`" in told
    assert "| `at` | `d` | sent |" in told


def test_a_property_says_whether_it_changes() -> None:
    told = page(LAMP)

    assert "`s`, read only; never changes.\n\nWhat it is." in told
    assert "`u`, read only; changes are signalled." in told


def test_the_page_of_sayso_has_all_of_its_interface_documented() -> None:
    interface = Shell1(Session(), Specimen()).introspect().to_xml()
    told = page(interface)
    members = {member.attrib["name"] for member in interface}

    assert {"Say", "Answer", "Stop", "StopAll", "Listen", "Mute", "ReloadPolicies", "State", "Devices", "Event"} <= members
    assert all(part.strip() for part in told.split("### ")[1:])
    assert "never granted" in told
