"""Reads images from pillow-decodes.mjs: width, height and length of the PNG (u32 each), the PNG, the pixels."""
import io
import struct
import sys

import PIL
from PIL import Image

count = 0
while head := sys.stdin.buffer.read(12):
    width, height, length = struct.unpack("<3I", head)
    png, pixels = sys.stdin.buffer.read(length), sys.stdin.buffer.read(width * height)
    with Image.open(io.BytesIO(png)) as image:
        if image.mode != "L" or image.size != (width, height) or image.tobytes() != pixels:
            sys.exit(f"image {count}, {width} x {height}: Pillow reads other pixels")
    count += 1
print(f"Pillow {PIL.__version__} reads the pixels of all {count} images")
