#!/usr/bin/python3
"""Writes src/pictures/colour-tables.ts and src/pictures/glyphs.ts.

Colours are matplotlib's, 8-bit as its colormaps give them (CC0). Glyphs are those of the X font misc-fixed 6x10 ("Public domain font. Share and
enjoy."), of Debian's xfonts-base: a column is a letter pair of base 36, its bits the ten rows.
"""
import base64
from pathlib import Path

import matplotlib
import numpy as np
from PIL import ImageFont

OUTPUT = Path(__file__).resolve().parents[2] / "src" / "pictures"
FONT = "/usr/share/fonts/X11/misc/6x10.pcf.gz"
HEAD = "// Written by scripts/data/picture-tables.py; not to be edited.\n"
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
RANGES = [(0x21, 0x7E), (0xA1, 0xAC), (0xAE, 0xFF), (0x391, 0x3A1), (0x3A3, 0x3A9), (0x3B1, 0x3C9), (0x2013, 0x2014), (0x2026, 0x2026), (0x2190, 0x2193), (0x2212, 0x2212), (0x2248, 0x2248), (0x2260, 0x2260), (0x2264, 0x2265)]  # fmt: skip


def colours() -> str:
    lines = [HEAD + "// matplotlib's colour maps are CC0: 256 RGB triples each.\n\nexport const COLOUR_TABLES = {"]
    for name in ["viridis", "magma", "cividis"]:
        table = matplotlib.colormaps[name](np.arange(256), bytes=True)[:, :3]
        lines.append(f'  {name}:\n    "{base64.b64encode(table.tobytes()).decode()}",')
    return "\n".join(lines) + "\n} as const;\n"


def columns(font, letter: str) -> str:
    """The inked columns, from the left."""
    mask, _ = font.getmask2(letter, mode="1")
    dots = np.array(mask).reshape(mask.size[::-1]) > 0
    inked = np.nonzero(dots.any(axis=0))[0]
    words = (dots[:, inked[0] : inked[-1] + 1].T * 2 ** np.arange(len(dots))).sum(axis=1)
    return "".join(DIGITS[word // 36] + DIGITS[word % 36] for word in words)


def glyphs() -> str:
    font = ImageFont.truetype(FONT, 10)
    lines = [HEAD + "// X11 misc-fixed 6x10, public domain: from a first letter on, columns of base-36 pairs, row y is bit y.\n"]
    lines.append("export const GLYPH_RUNS: readonly (readonly [first: number, columns: string])[] = [")
    for first, last in RANGES:
        lines.append(f'  [{first:#x}, "{" ".join(columns(font, chr(code)) for code in range(first, last + 1))}"],')
    return "\n".join(lines) + "\n];\n"


(OUTPUT / "colour-tables.ts").write_text(colours())
(OUTPUT / "glyphs.ts").write_text(glyphs())
