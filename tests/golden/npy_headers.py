"""Headers of .npy files in many spellings: what np.load reads from each, or that it refuses it."""
import io
import struct

import numpy as np

from record import write

PLAIN = "{'descr': '<f8', 'fortran_order': False, 'shape': (2, 3), }"
ORDERS = ["", "<", ">", "|", "="]
LETTERS = "?bBhHiIlLqQpPefdu"
SIZED = [f"{kind}{size}" for kind in "biuf" for size in (1, 2, 4, 8)] + ["f08", "i3", "b01"]
NAMES = sorted(
    {
        *"bool bool_ bool8 int8 byte uint8 ubyte int16 short uint16 ushort int32 intc uint32 uintc".split(),
        *"int64 int int_ int0 long longlong intp uint64 uint uint0 ulong ulonglong uintp".split(),
        *"float16 half float32 single float64 float float_ double".split(),
        *"Float64 F8 I4 np.float64 <float64 >int32 !f8 @f8".split(),
    }
)
# None of numbers or truths: np.load reads some of them, ndpeek none.
OTHERS = "c8 c16 F complex complex128 g f16 longdouble M8[s] m8[s] datetime64 S5 U5 str bytes a5 O object V8 f8,f8 2f8 e2 B1".split()


def descr(text):
    return PLAIN.replace("'<f8'", repr(text))


def lengths(text):
    return PLAIN.replace("(2, 3)", text)


TEXTS = {
    "no comma at the end": PLAIN.replace(", }", "}"),
    "no spaces": PLAIN.replace(" ", ""),
    "another order of keys": "{'shape': (2, 3), 'fortran_order': False, 'descr': '<f8'}",
    "a comment behind": PLAIN + " # made by hand\n",
    "a comment without a line's end": PLAIN + " # made by hand",
    "a comment within": PLAIN.replace(", 'shape'", ", # C order\n 'shape'"),
    "a comment before": "# made by hand\n" + PLAIN,
    "line breaks": PLAIN.replace(", ", ",\n"),
    "carriage returns": PLAIN.replace(", ", ",\r"),
    "Windows' line breaks": PLAIN.replace(", ", ",\r\n"),
    "tabs": PLAIN.replace(" ", "\t"),
    "form feeds": PLAIN.replace(", ", ",\f"),
    "vertical tabs": PLAIN.replace(", ", ",\v"),
    "no-break spaces": PLAIN.replace(", ", ",\xa0"),
    "spaces before": "   " + PLAIN,
    "a line break before": "\n" + PLAIN,
    "line breaks behind": PLAIN + "   \n\n  \n",
    "a zero byte behind": PLAIN + "\0",
    "a backslash before a line break": PLAIN.replace(", ", ", \\\n"),
    "a letter of Latin-1 in a comment": PLAIN + " # \xe9",
    "double quotes": PLAIN.replace("'", '"'),
    "three quotes": PLAIN.replace("'<f8'", "'''<f8'''"),
    "Unicode texts": PLAIN.replace("'des", "u'des").replace("'<f8", "U'<f8"),
    "raw texts": PLAIN.replace("'<f8", "r'<f8"),
    "bytes for a key": PLAIN.replace("'des", "b'des"),
    "bytes for a type": PLAIN.replace("'<f8", "b'<f8"),
    "a formatted text": PLAIN.replace("'<f8", "f'<f8"),
    "texts side by side": PLAIN.replace("'<f8'", "'<' \"f8\""),
    "a hexadecimal escape": PLAIN.replace("<f8", "\\x3cf8"),
    "an octal escape": PLAIN.replace("<f8", "\\74f8"),
    "a Unicode escape": PLAIN.replace("<f8", "\\u003cf8"),
    "an escape that is none": PLAIN.replace("<f8", "\\<f8"),
    "a line break in a text": PLAIN.replace("<f8", "<\nf8"),
    "an escaped line break in a text": PLAIN.replace("<f8", "<\\\nf8"),
    "parentheses around values": PLAIN.replace("'<f8'", "('<f8')").replace("False", "((False))").replace("(2, 3)", "((2), (3))"),
    "parentheses around the dict": f"(({PLAIN}))",
    "parentheses that do not close": f"(({PLAIN})",
    "a tuple of the dict": f"({PLAIN},)",
    "a comma behind": PLAIN + ",",
    "a semicolon behind": PLAIN + ";",
    "hexadecimal lengths": lengths("(0x2, 0X3)"),
    "octal lengths": lengths("(0o2, 3)"),
    "binary lengths": lengths("(0b10, 3)"),
    "underscores": lengths("(1_0, 3)"),
    "an underscore behind a zero": lengths("(2, 0_3)"),
    "a zero before": lengths("(02, 3)"),
    "zeros": lengths("(00, 3)"),
    "a plus": lengths("(+2, 3)"),
    "a minus": lengths("(-2, 3)"),
    "a minus before zero": lengths("(-0, 3)"),
    "two signs": lengths("(+-2, 3)"),
    "a truth for a length": lengths("(True, 3)"),
    "fractions": lengths("(2.0, 3)"),
    "exponents": lengths("(2e0, 3)"),
    "a sum": lengths("(1+1, 3)"),
    "Python 2's long integers": lengths("(2L, 3 L)"),
    "a small l": lengths("(2l, 3)"),
    "a list of lengths": lengths("[2, 3]"),
    "a bare length": lengths("2"),
    "a length in parentheses": lengths("(6)"),
    "one length": lengths("(6,)"),
    "no length": lengths("()"),
    "two commas": lengths("(2,, 3)"),
    "a comma alone": lengths("(,)"),
    "a number for the order": PLAIN.replace("False", "0"),
    "None for the order": PLAIN.replace("False", "None"),
    "a letter for the order": PLAIN.replace("False", "'C'"),
    "Fortran's order": PLAIN.replace("False", "True"),
    "None for the type": PLAIN.replace("'<f8'", "None"),
    "a number for the type": PLAIN.replace("'<f8'", "8"),
    "a dict for the type": PLAIN.replace("'<f8'", "{'names': ['x'], 'formats': ['<f8']}"),
    "one more key": PLAIN.replace("{", "{'x': 1, "),
    "a key too few": "{'descr': '<f8', 'shape': (2, 3)}",
    "a set": "{1}",
    "a list": "[1]",
    "a call": "dict(descr='<f8', fortran_order=False, shape=(2, 3))",
    "no text": "",
    "words behind": PLAIN + " x",
    "the longest header": PLAIN.ljust(10_000),
    "a header too long": PLAIN.ljust(10_001),
}


def file_of(text, version):
    header = text.encode("utf-8" if version == 3 else "latin-1")
    length = struct.pack("<H" if version == 1 else "<I", len(header))
    return b"\x93NUMPY" + bytes([version, 0]) + length + header + bytes(range(240)) * 2


def case(what, text, version=1):
    try:
        array = np.load(io.BytesIO(file_of(text, version)), allow_pickle=False)
        is_read = array.dtype.kind in "biuf" and array.dtype.itemsize <= 8
        reads = {"dtype": array.dtype.str, "shape": list(array.shape)} if is_read else None
    except Exception:
        reads = None
    packed = {"text": text.rstrip(), "length": len(text)} if len(text) > 1000 else {"text": text}
    return {"what": what, "version": version, **packed, "reads": reads}


def make():
    types = [order + kind for order in ORDERS for kind in [*LETTERS, *SIZED]] + NAMES + OTHERS
    cases = [case(f"the type {text}", descr(text)) for text in types]
    for version in (1, 2, 3):
        cases += [case(f"{what}, version {version}", text, version) for what, text in TEXTS.items()]
    write("npy-headers", cases, compact=True)
