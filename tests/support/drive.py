# SPDX-License-Identifier: GPL-3.0-or-later
"""Uses a program as a person does: finds what is on the screen by role and name, through the accessibility bus, and points, drags and types
through the X server. For /usr/bin/python3, within run-headless.

As a program, beside a program that runs in the same session: drive.py tree PROGRAM prints what a screen reader finds in it.
"""

import os
import re
import subprocess
import sys
import time
import warnings

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402  # pylint: disable=wrong-import-position

from screen import Screen  # noqa: E402  # pylint: disable=wrong-import-position
from snapshot import Gone, Snapshot, has_item_state  # noqa: E402  # pylint: disable=wrong-import-position

# GTK does not tell everything that the newer of two ways to ask would find out.
warnings.filterwarnings("ignore", category=DeprecationWarning)

# GTK knows no positions on the screen, only in the window.
IN_WINDOW = Atspi.CoordType.WINDOW
PATIENCE = float(os.environ.get("GALLEY_PATIENCE", "30"))
STEP = 0.02
# A picture has to stay for a few frames.
STILL = 0.15
WINDOWS = ("frame", "dialog", "window", "alert")


class NotThere(AssertionError):
    """What was waited for did not come."""


def wait_for(condition, what, patience=PATIENCE):
    """Waits until a function returns something true, and returns that. Fails when it never does; no test waits for time to pass."""
    end = time.monotonic() + patience
    while True:
        reason = ""
        begin = time.monotonic()
        try:
            found = condition()
            if found:
                return found
        except (GLib.Error, FileNotFoundError) as error:
            # What was looked at went away while it was looked at, or the program is not on the bus yet.
            reason = f" ({error})"
        if time.monotonic() > end:
            raise NotThere(f"waited {patience:.0f} s in vain for {what}{reason}")
        # Half of the time, so that what is waited for can get on.
        time.sleep(max(STEP, time.monotonic() - begin))


def fresh(thing):
    """Forgets what is remembered of a thing: GTK does not tell of every change."""
    thing.clear_cache_single() if hasattr(thing, "clear_cache_single") else thing.clear_cache()
    return thing


def children(thing):
    found = []
    try:
        fresh(thing)
        for index in range(thing.get_child_count()):
            child = thing.get_child_at_index(index)
            if child:
                found.append(child)
    except GLib.Error:
        # It went away meanwhile, as a toast does, so it has no children any more.
        pass
    return found


def walk(thing, depth=0):
    """Yields (depth, thing) of a thing and all below it."""
    yield depth, thing
    for child in children(thing):
        yield from walk(child, depth + 1)


def role(thing):
    """The role's name, the same on every version: it was "push button" until at-spi2-core 2.50."""
    name = thing.get_role_name()
    return "button" if name == "push button" else name


def has_state(thing, state):
    return fresh(thing).get_state_set().contains(getattr(Atspi.StateType, state.upper().replace("-", "_")))


def plain(name):
    """A name as it is read: GTK 4.8 calls a button with the label "_Clear" "_Clear Clear"."""
    mnemonic, label = name[:len(name) // 2 + 1].rstrip(), name[len(name) // 2 + 1:]
    return label if "_" in mnemonic and mnemonic.replace("_", "", 1) == label else name


def is_called(item, name):
    if name is None:
        return True
    return bool(name.search(plain(item.name))) if isinstance(name, re.Pattern) else plain(item.name) == name


def matches(root, kind, name, order=Snapshot.levels):
    """The items of a snapshot that are of a kind and name, and a function that gives the thing of one, or None when it went away."""
    try:
        snapshot = Snapshot(root)
    except Gone:
        # As a toast does, or the whole program.
        return [], None

    def thing(item):
        try:
            return snapshot.thing(item)
        except GLib.Error:
            return None
    return [item for item in order(snapshot) if (kind is None or item.role == kind) and is_called(item, name)], thing


def first(root, kind, name, condition=None):
    """The first thing of a kind and name, those near the top first, or None."""
    items, thing_of = matches(root, kind, name)
    for item in items:
        thing = thing_of(item)
        if thing is not None and (condition is None or condition(thing)):
            return thing
    return None


def run(*words):
    return subprocess.run([str(word) for word in words], check=False, capture_output=True, text=True).stdout


def xdotool(*words):
    subprocess.run(["xdotool", *map(str, words)], check=True)


def screenshot(path, part=None):
    x, y, width, height = part or (0, 0, *Screen.get().size)
    subprocess.run(["import", "-silent", "-window", "root", "-crop", f"{width}x{height}+{x}+{y}", "+repage", str(path)], check=True)


def picture():
    """What the screen shows, as bytes that can be compared."""
    return Screen.get().take()


def wait_until_still():
    """Waits until the screen does not change any more: what was to be drawn is drawn."""
    last = [None, 0]

    def still():
        seen = picture()
        if seen != last[0]:
            last[:] = seen, time.monotonic()
        return time.monotonic() - last[1] > STILL
    wait_for(still, "a picture that does not change")


class App:
    """A program that is used. @pid tells several of the same name apart; where @ended becomes true it need not be waited for any more."""

    def __init__(self, name, pid=None, ended=lambda: False):
        self.name = name
        self.pid = pid
        wait_for(lambda: ended() or self._look_up(), f"the program {name!r} on the accessibility bus")
        self.root = self._look_up()
        if self.root is None:
            raise NotThere(f"the program {name!r} has ended")

    def _look_up(self):
        desktop = fresh(Atspi.get_desktop(0))
        for index in range(desktop.get_child_count()):
            program = desktop.get_child_at_index(index)
            if (program and program.get_name() == self.name and self.pid in (None, program.get_process_id())
                    and program.get_child_count()):
                return program
        return None

    # Finding

    def find(self, kind=None, name=None, root=None, condition=None, patience=PATIENCE):
        """Waits for the first thing of a kind ("button", "list", "text", "label", …) and name (a text or a pattern)."""
        return wait_for(lambda: first(root or self.root, kind, name, condition), f"{kind or 'thing'} {name!r}", patience)

    def all(self, kind=None, name=None, root=None):
        """All things of a kind and name, a thing before what is in it."""
        items, thing_of = matches(root or self.root, kind, name, Snapshot.walk_items)
        return [thing for thing in map(thing_of, items) if thing is not None]

    def there(self, kind=None, name=None, root=None):
        """Whether there is such a thing now."""
        return bool(matches(root or self.root, kind, name)[0])

    def wait_until_gone(self, kind=None, name=None, root=None):
        wait_for(lambda: not self.there(kind, name, root), f"{kind} {name!r} to go away")

    def rows(self, list_name):
        """The names of a list's rows; of a long list, of some two hundred around those that are shown."""
        def names():
            lists = matches(self.root, "list", list_name)[0]
            return lists and [[row.name for row in lists[0].children]]
        return wait_for(names, f"the list {list_name!r}")[0]

    def wait_for_rows(self, list_name, expected):
        """Waits until the rows of a list are called like this, or begin like this."""
        def as_expected():
            rows = self.rows(list_name)
            return len(rows) == len(expected) and all(row.startswith(start) for row, start in zip(rows, expected))
        try:
            wait_for(as_expected, f"the rows {expected}")
        except NotThere as error:
            raise NotThere(f"{error}; they are {self.rows(list_name)}") from None

    def tree(self):
        """All that a screen reader finds, a line a thing."""
        lines = []

        def tell(item, depth):
            states = ",".join(state.value_nick for state in Atspi.StateType.__enum_values__.values() if has_item_state(item, state))
            lines.append(f"{'  ' * depth}{item.role} {item.name!r} {{{states}}}")
            for child in item.children:
                tell(child, depth + 1)
        tell(Snapshot(self.root).root, 0)
        return "\n".join(lines)

    # Doing, without pointer and keyboard

    def do(self, thing, action=None):
        """Does an action of a thing, its first one unless one is named. A window has those of its menus and keys ("win.new-post")."""
        names = [Atspi.Action.get_action_name(thing, index) for index in range(thing.get_n_actions())]
        if not names or (action and action not in names):
            raise NotThere(f"{thing.get_name()!r} can {names}, not {action!r}")
        if not thing.do_action(names.index(action) if action else 0):
            raise AssertionError(f"{action or names[0]} on {thing.get_name()!r} was refused")

    def click(self, name, kind="button", root=None):
        self.do(self.find(kind, name, root), "click")

    def window_action(self, action):
        self.do(self.find("frame"), action)

    def close(self):
        """Closes the window as its button does; the program may be gone before it has answered."""
        try:
            self.window_action("window.close")
        except GLib.Error:
            pass

    def text(self, thing):
        # To the end by number: -1 gives nothing for an entry.
        return Atspi.Text.get_text(thing, 0, Atspi.Text.get_character_count(thing))

    def set_text(self, thing, text):
        """Replaces a text at once: for what cannot be typed, as umlauts."""
        assert Atspi.EditableText.set_text_contents(thing, text)

    def wait_for_text(self, thing, expected):
        try:
            wait_for(lambda: self.text(thing) == expected, f"the text {expected!r}")
        except NotThere as error:
            raise NotThere(f"{error}; it is {self.text(thing)!r}") from None

    def draft(self):
        """The text of the draft: the first one of this name, since the page that compares shows it as well."""
        return wait_for(lambda: self.all("text", "Draft"), "the draft")[0]

    def open_section(self, heading):
        """Opens a section of the post by its row, and puts the cursor into its draft, which is returned."""
        rows = self.find("list", "Sections")
        self.point(self.find("list item", re.compile("^" + re.escape(heading)), root=rows), repeat=2)
        wait_for(lambda: self.text(self.find("text", "Heading")) == heading, f"the section {heading!r}")
        draft = self.draft()
        self.point(draft)
        wait_for(lambda: has_state(draft, "focused"), "the cursor in the draft")
        return draft

    def select_row(self, list_name, index):
        assert Atspi.Selection.select_child(self.find("list", list_name), index)

    # Pointer and keyboard

    def x_window(self, title=None):
        """(id, x, y, width, height) of the window with that title, or of the first one."""
        title = title if title is not None else self.find("frame").get_name()
        search = ["xdotool", "search", "--onlyvisible"]
        if self.pid:
            search += ["--all", "--pid", str(self.pid)]
        for window in run(*search, "--name", f"^{re.escape(title)}$").split():
            shape = dict(line.split("=") for line in run("xdotool", "getwindowgeometry", "--shell", window).split())
            if int(shape.get("WIDTH", 0)) > 1:
                return int(window), int(shape["X"]), int(shape["Y"]), int(shape["WIDTH"]), int(shape["HEIGHT"])
        raise NotThere(f"no window is called {title!r}")

    def rectangle(self, thing):
        """Where a thing is on the screen: (x, y, width, height). Waits until it has a place, and stays there."""
        def place():
            found = self._rectangle(thing)
            return found if found[2] > 0 and found[3] > 0 and found == self._rectangle(thing) else None
        return wait_for(place, f"a place of {thing.get_name()!r}")

    def _rectangle(self, thing):
        window = thing
        # Not by its role: GTK does not call every window one.
        while role(window.get_parent()) != "application":
            window = window.get_parent()
        number, x, y, width, height = self.x_window(window.get_name())
        outer, inner = window.get_extents(IN_WINDOW), thing.get_extents(IN_WINDOW)
        # Around the window there is its shadow, whose width it tells the window manager; without one it has a border.
        shadow = re.search(r"= (\d+), (\d+), (\d+), (\d+)", run("xprop", "-id", number, "_GTK_FRAME_EXTENTS"))
        left, top = (int(shadow[1]), int(shadow[3])) if shadow else ((width - outer.width) // 2, (height - outer.height) // 2)
        return x + left + inner.x, y + top + inner.y, inner.width, inner.height

    def center(self, thing):
        x, y, width, height = self.rectangle(thing)
        return x + width // 2, y + height // 2

    def point(self, thing, button=1, repeat=1, keys=()):
        """Clicks on a thing with the pointer; @keys are held down meanwhile ("ctrl", "shift")."""
        x, y = self.center(thing)
        for key in keys:
            xdotool("keydown", key)
        xdotool("mousemove", x, y, "click", "--repeat", repeat, "--delay", 60, button)
        for key in keys:
            xdotool("keyup", key)

    def drag(self, source, target, below=0, release=True, at_target=None):
        """Drags a thing onto another one, @below pixels under its middle. Not to release leaves the button pressed."""
        (x, y), (to_x, to_y) = self.center(source), self.center(target)
        drag(x, y, to_x, to_y + below, release=release, at_target=at_target)

    def keys(self, *keys):
        """Presses keys, one after the other: "ctrl+n", "alt+Down", "Escape"."""
        xdotool("key", "--clearmodifiers", *keys)

    def type(self, text):
        """Types ASCII."""
        xdotool("type", "--delay", 5, "--clearmodifiers", "--", text)

    def wait_for_focus(self, title):
        """Waits until a window has the keyboard: to be called before typing into one that was just opened."""
        wait_for(lambda: run("xdotool", "getwindowfocus", "getwindowname").strip() == title, f"the keyboard in {title!r}")

    def resize(self, width, height, window=None):
        """Makes a window, the first one unless told, that large, its shadow not counted, or as small as it can be."""
        frame = window or self.find("frame")
        number, _x, _y, outer_width, outer_height = self.x_window(frame.get_name())
        _x, _y, inner_width, inner_height = self.rectangle(frame)
        xdotool("windowsize", number, width + outer_width - inner_width, height + outer_height - inner_height)
        wait_until_still()

    def focused(self):
        """What has the keyboard, or None."""
        items, thing_of = matches(self.root, None, None)
        return next((thing_of(item) for item in items if has_item_state(item, "focused")), None)


def drag(x, y, to_x, to_y, steps=12, release=True, at_target=None):
    """Drags with the first button. GTK starts a drag after eight pixels, and wants a last motion over the target."""
    pause = ("sleep", 0.02)
    words = ["mousemove", x, y, *pause, "mousedown", 1, *pause]
    for step in range(1, steps + 1):
        words += ["mousemove", x + (to_x - x) * step // steps, y + (to_y - y) * step // steps, *pause]
    xdotool(*words, "mousemove_relative", 0, 1, "sleep", 0.1)
    if at_target:
        at_target()
    if release:
        xdotool("mouseup", 1)


if __name__ == "__main__":
    if len(sys.argv) != 3 or sys.argv[1] != "tree":
        sys.exit(__doc__)
    print(App(sys.argv[2]).tree())
