# SPDX-License-Identifier: GPL-3.0-or-later
"""All that a program shows to a screen reader at one moment.

Asked thing by thing, a window answers a thousand times before a button is found, which is most of the time that a test takes. The whole of it is
one answer, as screen readers ask for when a program starts; but only of things whose parents were asked for their children at some time.
"""

import collections
import functools
import struct

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, Gio, GLib  # noqa: E402  # pylint: disable=wrong-import-position

Item = collections.namedtuple("Item", "path parent count role name states children")

# Where GTK tells about all of it.
CACHE = ("/org/a11y/atspi/cache", "org.a11y.atspi.Cache", "GetItems")
REFERENCES = GLib.VariantType("(a(so))")


@functools.cache
def role_name(number):
    """The role's name, the same on every version: it was "push button" until at-spi2-core 2.50."""
    name = Atspi.role_get_name(Atspi.Role(number))
    return "button" if name == "push button" else name


@functools.cache
def bus():
    """The accessibility bus, by a connection of our own: the library's does not let others ask."""
    session = Gio.bus_get_sync(Gio.BusType.SESSION, None)
    address = session.call_sync("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress", None, None, 0, -1, None).unpack()[0]
    flags = Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION
    return Gio.DBusConnection.new_for_address_sync(address, flags, None, None)


def has_item_state(item, state):
    """Whether a thing had a state ("focused", or one of Atspi.StateType) at that moment."""
    number = int(getattr(Atspi.StateType, state.upper().replace("-", "_")) if isinstance(state, str) else state)
    return bool(item.states[number // 32] >> number % 32 & 1)


class Reader:
    """Reads an answer as it came over the bus, a((so)(so)(so)iiassusau), which takes a tenth of the time that it takes to unpack it."""

    def __init__(self, message):
        self.bytes = message.to_blob(Gio.DBusCapabilityFlags.NONE)
        self.order = "<" if self.bytes[:1] == b"l" else ">"
        self.place = 12
        self.place += self.number()
        self.align(8)

    def align(self, size):
        self.place = -(-self.place // size) * size

    def number(self):
        self.align(4)
        self.place += 4
        return struct.unpack_from(self.order + "I", self.bytes, self.place - 4)[0]

    def text(self):
        length = self.number()
        self.place += length + 1
        return self.bytes[self.place - length - 1:self.place - 1].decode()

    def reference(self):
        """The path of a thing; whose it is, is known."""
        self.align(8)
        self.text()
        return self.text()

    def item(self):
        """Returns (index, item)."""
        path, _program, parent = self.reference(), self.reference(), self.reference()
        index, count = self.number(), self.number()
        # The names of its interfaces are passed over.
        length = self.number()
        self.place += length
        name, role, _description = self.text(), role_name(self.number()), self.text()
        states = [self.number() for _state in range(self.number() // 4)]
        return index, Item(path, parent, count, role, name, states, [])

    def items(self):
        length = self.number()
        self.align(8)
        end = self.place + length
        while self.place < end:
            yield self.item()


class Gone(Exception):
    """What was looked at is not there any more."""


class Snapshot:
    """@root, a thing of the library's, and all that is below it."""

    # The same thing every time, so that what is known of it need not be asked again.
    _things = {}

    def __init__(self, root):
        self._root_thing = root
        self._program = root.app.bus_name
        try:
            items = self._ask_all()
        except GLib.Error as error:
            raise Gone(error.message) from error
        by_path = {item.path: item for item in items}
        if root.path not in by_path:
            raise Gone(root.path)
        for item in items:
            if item.parent in by_path:
                by_path[item.parent].children.append(item)
        for item in items:
            if len(item.children) != item.count:
                # Something of it is hidden without saying so.
                item.children[:] = [by_path[path] for path in self._ask_children(item.path) if path in by_path]
        self.root = by_path[root.path]
        self._parents = {child.path: (item, index) for item in self.walk_items() for index, child in enumerate(item.children)}

    def _ask(self, path, interface, method, kind):
        return bus().call_sync(self._program, path, interface, method, None, kind, 0, -1, None).unpack()[0]

    def _ask_items(self):
        """What is known now, every thing after those that stand before it beside it."""
        question = Gio.DBusMessage.new_method_call(self._program, *CACHE)
        answer, _serial = bus().send_message_with_reply_sync(question, Gio.DBusSendMessageFlags.NONE, -1, None)
        answer.to_gerror()
        items = list(Reader(answer).items())
        # What is hidden is remembered, but is nobody's child. The program itself has no states.
        return [item for _index, item in sorted(items, key=lambda pair: pair[0]) if has_item_state(item, "visible") or not any(item.states)]

    def _ask_all(self):
        """All of it, after those that have children nobody knows were asked for them, as long as that brings something new."""
        unknown = None
        while True:
            items = self._ask_items()
            known = collections.Counter(item.parent for item in items)
            before, unknown = unknown, {item.path for item in items if item.count > known[item.path]}
            if not unknown or unknown == before:
                return items
            for path in unknown:
                self._make_known(path, {item.path for item in items})

    def _ask_children(self, path):
        try:
            return [child for _owner, child in self._ask(path, "org.a11y.atspi.Accessible", "GetChildren", REFERENCES)]
        except GLib.Error:
            # It went away meanwhile.
            return []

    def _make_known(self, path, known):
        for child in self._ask_children(path):
            if child not in known:
                self._make_known(child, known)

    def walk_items(self):
        """Yields every item, a thing before what is in it."""
        waiting = [self.root]
        while waiting:
            item = waiting.pop()
            yield item
            waiting += reversed(item.children)

    def levels(self):
        """Yields every item, those near the top first."""
        waiting = collections.deque([self.root])
        while waiting:
            item = waiting.popleft()
            yield item
            waiting += item.children

    def thing(self, item):
        """What can be acted on, or None when it is not there any more."""
        if item is self.root:
            return self._root_thing
        key = (self._root_thing.app.bus_name, item.path)
        if key not in self._things:
            parent, index = self._parents[item.path]
            above = self.thing(parent)
            if above is None:
                return None
            above.clear_cache_single() if hasattr(above, "clear_cache_single") else above.clear_cache()
            thing = above.get_child_at_index(index)
            if thing is None or thing.path != item.path:
                return None
            self._things[key] = thing
        return self._things[key]
