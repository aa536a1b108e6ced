"""Files of numpy.lib.format, all element types, orders and versions, deflated; and the arrays in them."""
import base64
import io
import zlib

import numpy as np
from numpy.lib import format as npy

from record import plain, sha256, write

DTYPES = ["?", "i1", "<i2", ">i2", "<i4", ">i4", "<i8", ">i8", "u1", "<u2", ">u2", "<u4", ">u4", "<u8", ">u8", "<f2", ">f2", "<f4", ">f4", "<f8", ">f8"]
SHAPES = [(4, 3, 5), (2, 3, 2, 4)]


def values(dtype, shape):
    """Corner cases first, then whatever comes: NaN, infinities, subnormals, the largest and smallest; of 64 bits those that doubles hold."""
    rng = np.random.default_rng([ord(c) for c in dtype])
    count = int(np.prod(shape))
    if dtype == "?":
        return rng.random(count) > 0.5
    kind = np.dtype(dtype)
    if kind.kind == "f":
        info = np.finfo(kind)
        corners = [np.nan, np.inf, -np.inf, 0.0, -0.0, info.max, info.min, info.tiny, info.smallest_subnormal, 1 / 3]
        out = rng.normal(0, 100, count)
    else:
        info = np.iinfo(kind)
        low, high = max(info.min, -(2**53)), min(info.max, 2**53)
        corners = [high, low, 0, 1, high // 3]
        out = rng.integers(low, high, count, dtype=kind.newbyteorder("="))
    out = out.astype(kind)
    corners = corners[:count]
    out[: len(corners)] = np.array(corners, dtype=kind)
    return out


def file_of(array, version=None):
    buffer = io.BytesIO()
    npy.write_array(buffer, array, version=version)
    return buffer.getvalue()


# What JavaScript has no array for.
HELD = {"b1": "u1", "f2": "f4", "i8": "f8", "u8": "f8"}


def case(array, data, what):
    name = array.dtype.kind + str(array.dtype.itemsize)
    native = array.astype(HELD.get(name, name))
    return {
        "what": what,
        "shape": list(array.shape),
        "array": native.dtype.name,
        **({"dtype": array.dtype.name} if name in HELD and name != "b1" else {}),
        "sha256": sha256(native),
        "second": sha256(native[1:2]) if array.ndim and array.shape[0] > 1 else None,
        "first": plain(native.ravel()[0]) if native.size else None,
        "file": base64.b64encode(zlib.compress(data, 9)).decode(),
    }


def make():
    cases = []
    for dtype in DTYPES:
        for i, shape in enumerate(SHAPES):
            array = values(dtype, shape).reshape(shape)
            if i:
                array = np.asfortranarray(array)
            cases.append(case(array, file_of(array), f"{dtype} {shape} {'FC'[array.flags.c_contiguous]}"))
    plain_one = np.arange(6, dtype="<f8").reshape(2, 3)
    for version in [(1, 0), (2, 0), (3, 0)]:
        cases.append(case(plain_one, file_of(plain_one, version), f"version {version}"))
    for array in [np.float64(7.5), np.zeros((0,)), np.zeros((3, 0, 2)), np.arange(5), np.asfortranarray(np.arange(5.0).reshape(5, 1)), np.arange(4.0).reshape(1, 2, 2)]:
        array = np.asarray(array)
        cases.append(case(array, file_of(array), f"shape {array.shape}"))
    old = file_of(plain_one).replace(b"(2, 3), }  ", b"(2L, 3L), }")
    cases.append(case(plain_one, old, "lengths as Python 2 wrote them"))
    write("npy", cases, compact=True)
