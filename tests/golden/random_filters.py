"""random-filters.json: SciPy's separable filters on random arguments, shapes and dtypes; derivatives.json: Gaussian filters of order >= 1.

Weights are a recipe, {"kind", "length"}: see `weights`. Inputs are those of filters.py.
"""
import base64

import numpy as np
from numpy.random import default_rng
from scipy import ndimage

from filters import FILTERS, LIMITS, MODES, choose, cval_of, source
from record import plain, sha256, write

KINDS = ["plain", "symmetric", "antisymmetric"]
COUNTS = {"correlate1d": 560, "convolve1d": 560, "uniformFilter": 500, "uniformFilter1d": 500, "gaussianFilter": 260, "gaussianFilter1d": 200}


def weights(dtype: str, kind: str, length: int, seed: int):
    """(u - 1/2) / length, or u / length for unsigned types, u from default_rng(seed + 2**20), then mirrored: absolute sum below 1."""
    u = default_rng(seed + 2**20).random(length)
    w = (u if dtype[0] == "u" else u - 0.5) / length
    half = length // 2
    if kind != "plain":
        w[length - half :] = w[:half][::-1]
    if kind == "antisymmetric" and dtype[0] != "u":
        w[length - half :] *= -1
    return w


def case(seed, name, dtype, shape, first, options, poison=()) -> dict:
    given = weights(dtype, first["kind"], first["length"], seed) if isinstance(first, dict) else first
    result = FILTERS[name](source(seed, shape, dtype, poison), given, **options)
    assert result.dtype == np.dtype(dtype) and result.shape == tuple(shape)
    if dtype[0] != "f" and result.size:
        low, high = np.iinfo(dtype).min, np.iinfo(dtype).max
        assert (low < result.min() or low == 0) and result.max() < high, "an output at the type's limit may be an undefined cast"
    at = [result.size // 2] if result.size else []
    more = {"poison": poison} if poison else {}
    record = {"filter": name, "dtype": dtype, "shape": list(shape), "seed": seed, "first": first, "options": options, **more}
    return {**record, "sha256": sha256(result), "at": at, "samples": [plain(result.ravel()[i]) for i in at]}


def random_shape(rng) -> list[int]:
    """Rank 1 to 5, now and then 6 to 8, of some hundred elements; one in eight has an axis of length 1, one in twenty of length 0."""
    rank = int(rng.integers(6, 9)) if rng.random() < 0.04 else int(rng.integers(1, 6))
    longest = [400, 45, 14, 8, 6, 4, 3, 3][rank - 1]
    shape = [int(rng.integers(1, longest + 1)) for _ in range(rank)]
    if rng.random() < 0.125:
        shape[int(rng.integers(rank))] = 1
    if rng.random() < 0.05:
        shape[int(rng.integers(rank))] = 0
    return shape


def random_size(rng) -> int:
    """Small ones mostly, and some longer than any line."""
    return int(rng.integers(1, 12)) if rng.random() < 0.75 else int(rng.integers(12, 90))


def one_or_each(rng, count: int, draw):
    """One value for all axes, or a list of one an axis."""
    return [draw() for _ in range(count)] if rng.random() < 0.5 else draw()


def random_origin(rng, size: int) -> int:
    return int(rng.integers(-(size // 2), (size - 1) // 2 + 1))


def with_cval(rng, options: dict, dtype: str) -> dict:
    modes = options.get("mode", "")
    constant = any(mode.endswith("constant") for mode in (modes if isinstance(modes, list) else [modes]))
    return {**options, "cval": cval_of(rng, dtype)} if constant else options


def line_case(rng, seed, name, dtype, shape):
    options = {"axis": int(rng.integers(-len(shape), len(shape))), "mode": choose(rng, MODES)}
    options = with_cval(rng, options, dtype)
    if name == "gaussianFilter1d":
        sigma = round(0.2 + 5 * rng.random(), 3)
        if rng.random() < 0.3:
            options["truncate"] = round(0.5 + 7 * rng.random(), 2)
        elif rng.random() < 0.3:
            options["radius"] = int(rng.integers(0, 40))
        return case(seed, name, dtype, shape, sigma, options)
    size = random_size(rng)
    if rng.random() < 0.6:
        options["origin"] = random_origin(rng, size)
    first = size if name == "uniformFilter1d" else {"kind": choose(rng, KINDS), "length": size}
    return case(seed, name, dtype, shape, first, options)


def whole_case(rng, seed, name, dtype, shape):
    options, rank = {}, len(shape)
    if rng.random() < 0.2:
        options["axes"] = [int(axis) for axis in rng.permutation(rank)[: int(rng.integers(1, rank + 1))]]
    count = len(options.get("axes", shape))
    options["mode"] = one_or_each(rng, count, lambda: choose(rng, MODES))
    options = with_cval(rng, options, dtype)
    if name == "gaussianFilter":
        sigma = one_or_each(rng, count, lambda: 0 if rng.random() < 0.1 else round(0.2 + 4 * rng.random(), 3))
        if rng.random() < 0.3:
            options["truncate"] = round(0.5 + 5 * rng.random(), 2)
        elif rng.random() < 0.3:
            options["radius"] = one_or_each(rng, count, lambda: int(rng.integers(0, 25)))
        return case(seed, name, dtype, shape, sigma, options)
    size = one_or_each(rng, count, lambda: random_size(rng))
    if rng.random() < 0.6:
        if isinstance(size, list):
            options["origin"] = [random_origin(rng, s) for s in size]
        else:
            options["origin"] = one_or_each(rng, count, lambda: random_origin(rng, size))
    return case(seed, name, dtype, shape, size, options)


def random_cases(rng):
    seed = 10_000
    for name, count in COUNTS.items():
        for i in range(count):
            draw = line_case if name[-2:] == "1d" else whole_case
            yield draw(rng, seed := seed + 1, name, list(LIMITS)[i % 8], random_shape(rng))


def planes(rng):
    """Images of doubles about as wide as a strip, with rows for several bands, and wide ones whose bands hold fewer rows."""
    seed = 20_000
    shapes = [[int(rng.integers(100, 300)), width] for width in range(14, 71)] + [[2, 140, 33], [3, 1, 40], [2, 2, 131, 16], [4, 0, 20], [1, 257, 17]]
    for shape in [*shapes, [150, 1025], [40, 4100], [9, 2500]]:
        for name in ["gaussianFilter", "uniformFilter"]:
            yield whole_case(rng, seed := seed + 1, name, "f8", shape)


def large_planes(rng):
    """Images of over a MiB, which go through a ring of rows, and stacks of small ones; every dtype, every mode for doubles."""
    seed = 22_000
    for dtype in LIMITS:
        side = int((2**20 / np.dtype(dtype).itemsize) ** 0.5) + 2
        for shape in [[side + int(rng.integers(40)), side], [3, int(rng.integers(17, 90)), int(rng.integers(33, 90))]]:
            for name in ["gaussianFilter", "uniformFilter"]:
                yield whole_case(rng, seed := seed + 1, name, dtype, shape)
    for mode in MODES:
        for name, first in [("gaussianFilter", [3.3, 1.2]), ("uniformFilter", [30, 7])]:
            options = with_cval(rng, {"mode": mode}, "f8")
            yield case(seed := seed + 1, name, "f8", [370, 400], first, options)
    for name, first in [("gaussianFilter", [90.5, 2]), ("uniformFilter", [371, 5]), ("uniformFilter", [900, 3])]:
        yield case(seed := seed + 1, name, "f8", [370, 400], first, {"mode": "mirror"})
    for origin in [[-15, 3], [14, -3], [10, 0]]:
        yield case(seed := seed + 1, "uniformFilter", "f8", [370, 400], [30, 7], {"mode": choose(rng, MODES[:5]), "origin": origin})


def poisoned_planes():
    """What doubles do with NaN, infinities and negative zeros, in images as wide as a strip."""
    seed = 21_000
    for poison in [[[100, "NaN"]], [[30, "Infinity"]], [[9, "-Infinity"], [300, "Infinity"]], [[i, "-0.0"] for i in range(60)]]:
        shape = [3, 20] if len(poison) > 2 else [21, 19]
        for name in ["gaussianFilter", "uniformFilter"]:
            for mode in ["reflect", "constant"]:
                yield case(seed := seed + 1, name, "f8", shape, 2, {"mode": mode}, poison)


def derivatives(rng):
    """SciPy's own output in full: base64 of its little-endian bytes."""
    seed = 30_000
    for i in range(96):
        name, dtype = ["gaussianFilter1d", "gaussianFilter"][i % 2], ["f8", "f8", "f8", "f4"][i // 2 % 4]
        shape = choose(rng, [(60,), (23,), (7, 12), (6, 20), (19, 5), (3, 4, 6), (1, 9), (2, 3, 2, 5)])
        order = i // 8 % 4 + 1
        options = with_cval(rng, {"mode": MODES[int(rng.integers(8))]}, dtype)
        sigma = round(0.4 + 2.6 * rng.random(), 3)
        if name == "gaussianFilter1d":
            options = {"axis": int(rng.integers(-len(shape), len(shape))), "order": order, **options}
        else:
            options = {"order": order if rng.random() < 0.5 else [int(rng.integers(0, 5)) for _ in shape], **options}
        seed += 1
        scipy_filter = ndimage.gaussian_filter1d if name == "gaussianFilter1d" else ndimage.gaussian_filter
        result = scipy_filter(source(seed, shape, dtype), sigma, **options)
        output = base64.b64encode(np.ascontiguousarray(result).astype(f"<{dtype}").tobytes()).decode()
        yield {"filter": name, "dtype": dtype, "shape": list(shape), "seed": seed, "first": sigma, "options": options, "output": output}


def make() -> None:
    rng = default_rng(31)
    write("random-filters", [*random_cases(rng), *planes(rng), *poisoned_planes(), *large_planes(default_rng(33))], compact=True)
    write("derivatives", list(derivatives(default_rng(32))))
