# SPDX-License-Identifier: GPL-3.0-or-later
"""What an X server shows, in this process: a program for it takes a quarter of a second, and a test looks hundreds of times."""

import ctypes
import functools


class Image(ctypes.Structure):
    """The beginning of an XImage, up to what is needed of it."""
    _fields_ = [("width", ctypes.c_int), ("height", ctypes.c_int), ("xoffset", ctypes.c_int), ("format", ctypes.c_int),
                ("data", ctypes.c_void_p), ("byte_order", ctypes.c_int), ("bitmap_unit", ctypes.c_int), ("bitmap_bit_order", ctypes.c_int),
                ("bitmap_pad", ctypes.c_int), ("depth", ctypes.c_int), ("bytes_per_line", ctypes.c_int)]


class Screen:
    """The screen of $DISPLAY."""

    ALL_PLANES = ctypes.c_ulong(-1)
    Z_PIXMAP = 2

    def __init__(self):
        self.library = library = ctypes.CDLL("libX11.so.6")
        library.XOpenDisplay.restype = ctypes.c_void_p
        library.XDefaultRootWindow.argtypes = [ctypes.c_void_p]
        library.XDefaultRootWindow.restype = ctypes.c_ulong
        for size in (library.XDisplayWidth, library.XDisplayHeight):
            size.argtypes = [ctypes.c_void_p, ctypes.c_int]
        library.XGetImage.argtypes = [ctypes.c_void_p, ctypes.c_ulong, ctypes.c_int, ctypes.c_int, ctypes.c_uint, ctypes.c_uint,
                                      ctypes.c_ulong, ctypes.c_int]
        library.XGetImage.restype = ctypes.POINTER(Image)
        library.XDestroyImage.argtypes = [ctypes.POINTER(Image)]
        self.display = library.XOpenDisplay(None)
        assert self.display, "there is no display"
        self.root = library.XDefaultRootWindow(self.display)
        self.size = (library.XDisplayWidth(self.display, 0), library.XDisplayHeight(self.display, 0))

    @staticmethod
    @functools.cache
    def get():
        return Screen()

    def take(self, x=0, y=0, width=None, height=None):
        """The pixels of the screen, or of a part of it, four bytes each."""
        width, height = min(width or self.size[0], self.size[0] - x), min(height or self.size[1], self.size[1] - y)
        image = self.library.XGetImage(self.display, self.root, x, y, width, height, self.ALL_PLANES, self.Z_PIXMAP)
        pixels = ctypes.string_at(image.contents.data, image.contents.bytes_per_line * height)
        self.library.XDestroyImage(image)
        return pixels

    def count_colors(self, *part):
        """How many colours there are."""
        return len(set(memoryview(self.take(*part)).cast("I")))
