"""filters.json: SciPy's separable filters; weights.json: NumPy's Gaussian weights.

An input is low + u * (high - low) with u = default_rng(seed).random(n) and LIMITS below, floored for integers, then `poison` put in.
"""
import numpy as np
from numpy.random import default_rng
from scipy import ndimage

from record import digest, plain, sha256, write

LIMITS = {
    "f8": (-100, 100), "f4": (-100, 100), "u1": (0, 250), "i1": (-120, 120),
    "u2": (0, 65000), "i2": (-32000, 32000), "u4": (0, 4e9), "i4": (-2e9, 2e9),
}  # fmt: skip
MODES = ["reflect", "constant", "nearest", "mirror", "wrap", "grid-constant", "grid-mirror", "grid-wrap"]
SHAPES = [(40,), (7, 9), (16, 21), (33, 18), (3, 4, 5), (9, 1, 12), (2, 3, 4, 5), (2, 3, 2, 3, 4), (5, 130), (130, 5), (64, 48)]
EDGES = [(0,), (0, 3), (3, 0), (2, 0, 3), (1,), (1, 1), (1, 6), (6, 1), (2,), (2, 3), (3, 2, 1), (1, 1, 1, 1, 1), (4, 2)]


def source(seed: int, shape, dtype: str, poison=()):
    low, high = LIMITS[dtype]
    x = low + default_rng(seed).random(int(np.prod(shape))) * (high - low)
    x = (x if dtype[0] == "f" else np.floor(x)).astype(dtype)
    for at, value in poison:
        x[at] = float(value)
    return x.reshape(shape)


def per_axis(value, n):
    return list(value) if isinstance(value, (list, tuple)) else [value] * n


def gaussian(x, sigma, axes=None, mode="reflect", cval=0.0, truncate=4.0, radius=None):
    """gaussian_filter; `axes`, which SciPy 1.10 lacks, by its own loop over gaussian_filter1d."""
    if axes is None:
        return ndimage.gaussian_filter(x, sigma, mode=mode, cval=cval, truncate=truncate, radius=radius)
    y, n = x.copy(), len(axes)
    for axis, s, m, r in zip(axes, per_axis(sigma, n), per_axis(mode, n), per_axis(radius, n)):
        if s > 1e-15:
            y = ndimage.gaussian_filter1d(y, s, axis, mode=m, cval=cval, truncate=truncate, radius=r)
    return y


def uniform(x, size, axes=None, mode="reflect", cval=0.0, origin=0):
    if axes is None:
        return ndimage.uniform_filter(x, size, mode=mode, cval=cval, origin=origin)
    y, n = x.copy(), len(axes)
    for axis, s, m, o in zip(axes, per_axis(size, n), per_axis(mode, n), per_axis(origin, n)):
        if s > 1:
            y = ndimage.uniform_filter1d(y, s, axis, mode=m, cval=cval, origin=o)
    return y


FILTERS = {
    "gaussianFilter": gaussian,
    "gaussianFilter1d": ndimage.gaussian_filter1d,
    "uniformFilter": uniform,
    "uniformFilter1d": ndimage.uniform_filter1d,
    "correlate1d": ndimage.correlate1d,
    "convolve1d": ndimage.convolve1d,
}


def case(seed, name, dtype, shape, first, poison=(), **options) -> dict:
    result = FILTERS[name](source(seed, shape, dtype, poison), first, **options)
    assert result.dtype == np.dtype(dtype) and result.shape == tuple(shape)
    if dtype[0] != "f" and result.size:
        low, high = np.iinfo(dtype).min, np.iinfo(dtype).max
        assert (low < result.min() or low == 0) and result.max() < high, "an output at the type's limit may be an undefined cast"
    record = {"filter": name, "dtype": dtype, "shape": list(shape), "seed": seed, "first": first, "options": options}
    if poison:
        record["poison"] = [list(entry) for entry in poison]
    return {**record, **digest(result)}


def weights(rng, dtype: str, kind: str, length: int) -> list[float]:
    """Weights whose absolute sum is below 1 and, for unsigned types, none negative: no cast out of range."""
    w = rng.random(length) if dtype[0] == "u" else rng.random(length) - 0.5
    half = length // 2
    if kind == "symmetric":
        w[length - half :] = w[:half][::-1]
    if kind == "almost symmetric":  # within SciPy's DBL_EPSILON, so half of the weights go unread
        w[length - half :] = w[:half][::-1]
        w[:half] *= 1 - 2.0**-52
    if kind == "antisymmetric" and dtype[0] != "u":
        w[length - half :] = -w[:half][::-1]
    return [plain(v) for v in w / (np.abs(w).sum() * 1.05)]


def choose(rng, values):
    return values[int(rng.integers(len(values)))]


def cval_of(rng, dtype: str):
    return choose(rng, [1, 7.25, 99.5] if dtype[0] == "u" else [1, -7.25, 99.5])


def line_options(rng, ndim: int, mode: str, dtype: str) -> dict:
    options = {"axis": int(rng.integers(-ndim, ndim)), "mode": mode}
    return {**options, "cval": cval_of(rng, dtype)} if mode.endswith("constant") else options


def grid(rng):
    """Every filter with every mode and type, on changing shapes."""
    kinds, seed = ["symmetric", "asymmetric", "antisymmetric", "almost symmetric"], 1000
    for mode in MODES:
        for dtype in LIMITS:
            for name in FILTERS:
                seed += 1
                shape = choose(rng, SHAPES)
                line = line_options(rng, len(shape), mode, dtype)
                whole = {key: line[key] for key in line if key != "axis"}
                if name == "gaussianFilter":
                    yield case(seed, name, dtype, shape, round(0.4 + 3 * rng.random(), 3), **whole)
                elif name == "gaussianFilter1d":
                    yield case(seed, name, dtype, shape, round(0.4 + 6 * rng.random(), 3), **line)
                elif name == "uniformFilter":
                    yield case(seed, name, dtype, shape, int(rng.integers(1, 9)), **whole)
                else:
                    size = int(rng.integers(1, 12))
                    origin = int(rng.integers(-(size // 2), (size - 1) // 2 + 1))
                    first = size if name == "uniformFilter1d" else weights(rng, dtype, choose(rng, kinds), size)
                    yield case(seed, name, dtype, shape, first, **line, origin=origin)


def edges(rng):
    """Empty axes, single pixels and lines shorter than the kernel."""
    seed = 2000
    for shape in EDGES:
        for mode in MODES:
            seed += 1
            dtype = choose(rng, ["f8", "f8", "f4", "u1", "i4"])
            line = line_options(rng, len(shape), mode, dtype)
            whole = {key: line[key] for key in line if key != "axis"}
            yield case(seed, "gaussianFilter", dtype, shape, choose(rng, [0.8, 2.5, 7]), **whole)
            if seed % 2:
                yield case(seed, "uniformFilter", dtype, shape, choose(rng, [2, 5, 8, 31]), **whole)
            else:
                yield case(seed, "uniformFilter1d", dtype, shape, choose(rng, [2, 5, 8, 31]), **line)
            if seed % 3 == 0:
                yield case(seed, "correlate1d", dtype, shape, weights(rng, dtype, "asymmetric", 9), **line)


def arguments(rng):
    """Arguments one by one: per axis, zero sigma, truncate, radius, axes, origins, sizes."""
    seed = 3000
    shape = (6, 7, 8)
    for sigma in [0, [0, 1.5, 0], [2, 0, 1e-16], [0.3, 1.1, 2.2], 1e-3, 0.125, 12.5]:
        yield case(seed := seed + 1, "gaussianFilter", "f8", shape, sigma)
    for options in [
        {"truncate": 1.0}, {"truncate": 2.7}, {"truncate": 0.1}, {"truncate": 9}, {"radius": 0}, {"radius": 5},
        {"radius": [1, 0, 12]}, {"radius": 3, "truncate": 1}, {"mode": ["wrap", "nearest", "mirror"]},
        {"mode": ["constant", "reflect", "grid-wrap"], "cval": 3.5}, {"axes": [1]}, {"axes": [-1]}, {"axes": [2, 0]}, {"axes": [0, 2]},
        {"axes": [0, 1, 2]}, {"axes": []}, {"axes": [2, 0], "mode": ["constant", "wrap"], "cval": 2.5, "radius": [2, 3]},
    ]:  # fmt: skip
        for dtype in ["f8", "u1"]:
            yield case(seed := seed + 1, "gaussianFilter", dtype, shape, 1.7, **options)
    yield case(seed := seed + 1, "gaussianFilter", "f8", shape, [0.7, 2.1], axes=[-1, 0])
    yield case(seed := seed + 1, "gaussianFilter", "i2", shape, [0, 2.1], axes=[1, 2])
    for options in [{"truncate": 2}, {"radius": 4}, {"axis": 0, "radius": 0}, {"axis": 1, "truncate": 6.5}, {"axis": -3}]:
        yield case(seed := seed + 1, "gaussianFilter1d", "f8", shape, 1.3, **options)
    for options in [
        {"origin": 1}, {"origin": -2}, {"origin": [1, 0, -1]}, {"mode": ["wrap", "nearest", "mirror"]}, {"axes": [1]},
        {"axes": [2, 0]}, {"axes": [-3, -1], "origin": [2, -1], "mode": ["reflect", "constant"], "cval": 4}, {"axes": []},
    ]:  # fmt: skip
        for dtype in ["f8", "i1"]:
            yield case(seed := seed + 1, "uniformFilter", dtype, shape, 5, **options)
    for size in [[1, 1, 1], [3, 1, 4], [2, 6, 9], [16, 15, 1], 100]:
        yield case(seed := seed + 1, "uniformFilter", "f8", shape, size)
    for size in [1, 2, 3, 4, 7, 8, 20, 21, 64]:
        for origin in sorted({-(size // 2), 0, (size - 1) // 2}):
            yield case(seed := seed + 1, "uniformFilter1d", choose(rng, ["f8", "f4", "u2"]), (5, 20), size, origin=origin)
    for length in [1, 2, 3, 6, 15, 40, 41]:
        for name in ["correlate1d", "convolve1d"]:
            for origin in sorted({-(length // 2), 0, (length - 1) // 2}):
                yield case(seed := seed + 1, name, "f8", (20, 5), weights(rng, "f8", "asymmetric", length), axis=0, origin=origin)


def bigger(rng):
    """Images wider than any strip or block of a kernel, and the tutorial's sizes."""
    seed = 4000
    for dtype in ["f8", "f4", "u1", "i4"]:
        for shape in [(97, 131), (64, 256), (300, 17)]:
            yield case(seed := seed + 1, "gaussianFilter", dtype, shape, 14.4)
            yield case(seed := seed + 1, "uniformFilter", dtype, shape, 38, mode="constant")
    for sigma in [4.8, 9.6, 14.4]:
        yield case(seed := seed + 1, "gaussianFilter", "f8", (96, 96), sigma)
    for size in [28, 38, 48]:
        yield case(seed := seed + 1, "uniformFilter", "f8", (96, 96), size, mode="constant")


def poisoned():
    """NaN, infinities and negative zero run through as C's doubles do."""
    seed = 5000
    for dtype in ["f8", "f4"]:
        for poison in [[(17, "NaN")], [(17, "Infinity")], [(17, "-Infinity"), (30, "Infinity")], [(0, "-0.0"), (1, "-0.0"), (2, "-0.0")]]:
            for name, first in [
                ("gaussianFilter", 1.2), ("uniformFilter", 3), ("uniformFilter1d", 4),
                ("correlate1d", [0.25, 0, -0.5]), ("convolve1d", [0.5, 0.25, 0.5]),
            ]:  # fmt: skip
                yield case(seed := seed + 1, name, dtype, (6, 8), first, poison=poison)


def kernel(sigma: float, truncate: float = 4.0):
    return ndimage._filters._gaussian_kernel1d(sigma, 0, int(truncate * sigma + 0.5))


def gaussian_weights():
    """Ten sigmas a line: one hash of all their weights in turn."""
    rng = default_rng(300)
    sigmas = [round(0.3 + 59.7 * rng.random(), 6) if i % 3 else round(0.3 + 59.7 * i / 299, 6) for i in range(300)]
    for at in range(0, 300, 10):
        ten = [float(s) for s in sigmas[at : at + 10]]
        truncate = [4.0, 4.0, 2.5][at // 10 % 3]
        yield {"sigmas": ten, "truncate": truncate, "sha256": sha256(np.concatenate([kernel(s, truncate) for s in ten]))}


def make() -> None:
    rng = default_rng(2026)
    write("filters", [*grid(rng), *edges(rng), *arguments(rng), *bigger(rng), *poisoned()])
    write("weights", list(gaussian_weights()))
