"""otsu.json: scikit-image's threshold_otsu.

An element is low + v * (high - low) with u = default_rng(seed).random(n) and v = u, or with `levels` floor(u * levels) / levels; every third
element as it is, the others with v / 4, so that there are two classes. Integers: floor. Then `poison` is put in.
"""
import warnings

import numpy as np
from numpy.random import default_rng
from skimage.filters import threshold_otsu

from record import plain, write

INTEGER_RANGES = {
    "u1": [(0, 256), (0, 2), (7, 250), (255, 256)], "i1": [(-128, 128), (-9, 3), (-128, -100), (1, 120)],
    "u2": [(0, 65536), (300, 400), (65000, 65536)], "i2": [(-32768, 32768), (-300, 5), (-32768, -32000), (90, 9000)],
    "u4": [(0, 5), (1000, 1_000_000), (0, 200_000)], "i4": [(-1_000_000, 900_000), (-2_000_000_000, -1_999_999_000), (-3, 3), (5, 70_000)],
}  # fmt: skip
FLOAT_RANGES = [(0, 1), (-1, 1), (0, 255), (-100, 100), (1e-3, 1.1e-3), (1e6, 1e6 + 1), (-1e30, 2e30), (0, 1e-30)]
SHAPES = [(2,), (3,), (50,), (1000,), (13, 17), (64, 48), (4, 5, 6), (1, 400)]


def source(seed, dtype, shape, low, high, levels=None, poison=()):
    u = default_rng(seed).random(int(np.prod(shape)))
    v = u if levels is None else np.floor(u * levels) / levels
    x = low + v * np.where(np.arange(v.size) % 3 == 0, 1, 0.25) * (high - low)
    x = (x if dtype[0] == "f" else np.floor(x)).astype(dtype)
    for at, value in poison:
        x[at] = float(value)
    return x.reshape(shape)


def case(seed, dtype, shape, low, high, bins=256, **more) -> dict:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        threshold = threshold_otsu(source(seed, dtype, shape, low, high, **more), bins)
    return {"dtype": dtype, "shape": list(shape), "seed": seed, "low": low, "high": high, "bins": bins, **more, "threshold": plain(threshold)}


def cases():
    """The two of fixed seeds, found by search, need np.histogram's step down to the bin before."""
    rng, seed = default_rng(1979), 7000
    for dtype in INTEGER_RANGES:
        for low, high in INTEGER_RANGES[dtype]:
            for _ in range(4):
                yield case(seed := seed + 1, dtype, SHAPES[int(rng.integers(len(SHAPES)))], low, high)
    for dtype in ["f8", "f4"]:
        for low, high in FLOAT_RANGES:
            for bins in [256, 2, 3, 16, 255, 1000]:
                yield case(seed := seed + 1, dtype, SHAPES[int(rng.integers(len(SHAPES)))], low, high, bins)
            for levels, bins in [(256, 256), (255, 255), (64, 256), (2, 256), (1, 256), (10, 10), (7, 49), (3, 256)]:
                yield case(seed := seed + 1, dtype, SHAPES[int(rng.integers(3, len(SHAPES)))], low, high, bins, levels=levels)
        # Many bins, few bits: elements fall on edges, and the bin found by multiplication is corrected.
        for bins in [300, 1001, 4096, 20_000]:
            for low, high in [(16_777_000, 16_777_200), (0.1, 0.7), (-3, 11)]:
                yield case(seed := seed + 1, dtype, (70, 90), low, high, bins)
                yield case(seed := seed + 1, dtype, (70, 90), low, high, bins, levels=bins)
        yield case(seed := seed + 1, dtype, (300, 310), 0, 1)
        yield case(seed := seed + 1, dtype, (6,), 0, 0)
        yield case(seed := seed + 1, dtype, (3,), 0, 0, poison=[[0, "-0.0"]])
        yield case(seed := seed + 1, dtype, (4,), 0, 0, poison=[[2, "5e-36" if dtype == "f4" else "1e-300"]])
        yield case(seed := seed + 1, dtype, (4,), 0, 0, poison=[[2, "1e-44" if dtype == "f4" else "1e-304"]])
        yield case(seed := seed + 1, dtype, (2,), 0, 0, poison=[[0, "Infinity"], [1, "Infinity"]])
    yield case(53009, "f4", (7,), -3, 11, 10, levels=20)
    yield case(56211, "f4", (11,), -3, 11, 10, levels=40)
    yield case(seed := seed + 1, "f8", (2000,), -8e307, 8e307)
    yield case(seed := seed + 1, "f8", (9,), 3e307, 8e307)


def make() -> None:
    write("otsu", list(cases()))
