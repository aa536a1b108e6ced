"""pictures.json: the RGBA bytes of a stack's images by matplotlib's norms and colour maps. percentiles.json: np.percentile's.

An element is low + u * (high - low), u = default_rng(seed).random(n), for integers its floor; then `poison` is put in. matplotlib gets doubles.
Its bytes of gray are truncated (level 33 is 32), so those are rounded here: gray's levels are themselves.
"""
import math
import warnings

import matplotlib
import numpy as np
from matplotlib.cm import ScalarMappable
from matplotlib.colors import Normalize, PowerNorm
from numpy.random import default_rng

from record import digest, plain, write

RANGES = {"f8": (-100, 100), "f4": (-3, 8), "u1": (0, 256), "i1": (-128, 128), "u2": (0, 65536), "i2": (-32768, 32768), "u4": (0, 4e9), "i4": (-2e9, 2e9)}
NAN = {"gray": (255, 0, 255), "viridis": (255, 0, 255), "magma": (0, 255, 255), "cividis": (255, 0, 255)}
POISON = [[3, "NaN"], [50, "Infinity"], [77, "-Infinity"], [130, "NaN"]]


def source(seed, dtype, shape, low, high, poison):
    x = low + default_rng(seed).random(math.prod(shape)) * (high - low)
    x = (x if dtype[0] == "f" else np.floor(x)).astype(dtype)
    for at, value in poison:
        x[at] = float(value)
    return x.reshape(shape)


def ends(values, dtype, vmin=None, vmax=None, percentile=None, range=None, **_):
    if dtype == "u1" and percentile is None and range is None:
        low, high = 0, 255
    else:
        low, high = np.percentile(values[np.isfinite(values)], percentile or [0, 100])
    return (low if vmin is None else vmin), (high if vmax is None else vmax)


def weights(n, to):
    """Row i: how much of each of n pixels part i of `to` covers, in units of 1 / to."""
    edges = np.arange(to + 1) * n
    left, right = np.arange(n) * to, np.arange(1, n + 1) * to
    return np.clip(np.minimum(edges[1:, None], right) - np.maximum(edges[:-1, None], left), 0, None).astype(float)


def resized(image, width, mapped):
    h, w = image.shape[:2]
    if width is None or width == w:
        return mapped(image)
    height = max(1, math.floor(h * width / w + 0.5))
    if width > w:
        nearest = [((2 * np.arange(to) + 1) * n) // (2 * to) for n, to in [(h, height), (w, width)]]
        return mapped(image)[np.ix_(*nearest)]
    rows, columns = weights(h, height), weights(w, width)
    area = lambda plane: rows @ plane @ columns.T
    mean = lambda plane, seen: area(np.where(np.isnan(plane) | (seen == 0), 0, plane * seen)) / area(np.where(np.isnan(plane), 0, seen))
    if image.ndim == 2:
        return mapped(mean(image, np.ones((h, w))))
    alpha = image[..., 3] if image.shape[2] == 4 else np.ones((h, w))
    planes = [mean(image[..., c], alpha if c < 3 else np.ones((h, w))) for c in range(image.shape[2])]
    return mapped(np.nan_to_num(np.stack(planes, 2)) if image.shape[2] == 4 else np.stack(planes, 2))


def grey(low, high, cmap="gray", gamma=1, **_):
    norm = Normalize(low, high) if gamma == 1 else PowerNorm(gamma, low, high)
    colours = matplotlib.colormaps[cmap].with_extremes(bad=np.array(NAN[cmap]) / 255)

    def mapped(image):
        scalars = ScalarMappable(norm, colours)
        if cmap == "gray":
            return np.round(scalars.to_rgba(image) * 255).astype("u1")
        return scalars.to_rgba(image, bytes=True)

    return mapped


def coloured(dtype, cmap="gray", **_):
    def mapped(image):
        if dtype[0] == "f":
            out = np.floor(np.clip(image * 255, 0, 255) + 0.5)
        elif dtype == "u2":
            out = np.floor(image / 256)
        else:
            out = np.floor(np.clip(image, 0, 255) + 0.5)
        if out.shape[2] == 3:
            out = np.concatenate([out, np.full(out.shape[:2] + (1,), 255.0)], 2)
        out[np.isnan(out).any(axis=2)] = NAN[cmap] + (255,)
        return out.astype("u1")

    return mapped


def pictures(x, dtype, options):
    """The RGBA bytes of each image."""
    x = x.astype("f8")
    if x.ndim == 4 and x.shape[3] in (3, 4):
        return [resized(image, options.get("imageWidth"), coloured(dtype, **options)) for image in x]
    x = x[..., 0] if x.ndim == 4 and x.shape[3] == 1 else np.nanmax(x, 1) if x.ndim == 4 else x
    stack = ends(x, dtype, **options)
    of = lambda image: ends(image, dtype, **options) if options.get("range") == "image" else stack
    return [resized(image, options.get("imageWidth"), grey(*of(image), **options)) for image in x]


def case(seed, dtype, shape, poison=(), low=None, high=None, **options):
    low, high = (RANGES[dtype][0] if low is None else low), (RANGES[dtype][1] if high is None else high)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        out = pictures(source(seed, dtype, shape, low, high, poison), dtype, options)
    poison = [list(one) for one in poison]
    return {"dtype": dtype, "shape": list(shape), "seed": seed, "low": low, "high": high, "poison": poison, "options": options, "rgba": [{"shape": list(one.shape), **digest(one, 4)} for one in out]}  # fmt: skip


def cases():
    seed, grid = 100, (2, 9, 13)
    for cmap in NAN:
        for dtype in RANGES:
            yield case(seed := seed + 1, dtype, grid, cmap=cmap)
            yield case(seed := seed + 1, dtype, grid, cmap=cmap, range="image")
        for dtype in ["f8", "f4"]:
            yield case(seed := seed + 1, dtype, grid, POISON, cmap=cmap)
            yield case(seed := seed + 1, dtype, grid, POISON, cmap=cmap, range="image", percentile=[5, 95])
            yield case(seed := seed + 1, dtype, grid, POISON, cmap=cmap, vmin=-1.7, vmax=2.9)
            for gamma in [0.2, 0.5, 1 / 2.2, 2.2, 3]:
                yield case(seed := seed + 1, dtype, grid, POISON, cmap=cmap, gamma=gamma)
        yield case(seed := seed + 1, "f8", grid, cmap=cmap, low=4.25, high=4.25)
    for dtype in RANGES:
        for percentile in [[1, 99], [2.5, 97.5], [0, 50], [33, 34]]:
            yield case(seed := seed + 1, dtype, grid, percentile=percentile)
        yield case(seed := seed + 1, dtype, grid, percentile=[1, 99], vmin=RANGES[dtype][0])
        yield case(seed := seed + 1, dtype, (3, 4, 5, 1))
        yield case(seed := seed + 1, dtype, (2, 5, 6, 7), cmap="viridis")
        yield case(seed := seed + 1, dtype, (2, 5, 6, 7), range="image")
        for channels in [3, 4]:
            low, high = {"f": (-0.2, 1.2), "i": (-100, 400)}.get(dtype[0], (0, min(RANGES[dtype][1], 65536)))
            low, high = (low, high) if dtype != "i1" else (-128, 128)
            yield case(seed := seed + 1, dtype, (2, 7, 5, channels), low=low, high=high)
            yield case(seed := seed + 1, dtype, (2, 7, 5, channels), low=low, high=high, imageWidth=12)
            yield case(seed := seed + 1, dtype, (2, 7, 5, channels), low=max(low, 0), high=high, imageWidth=3)
        for width in [1, 5, 6, 12, 13, 26, 40]:
            yield case(seed := seed + 1, dtype, grid, cmap="cividis", imageWidth=width)
    for dtype in ["f8", "f4"]:
        yield case(seed := seed + 1, dtype, (2, 3, 6, 7), [[1, "NaN"], [43, "NaN"], [85, "NaN"], [100, "Infinity"], [44, "-Infinity"]])
        yield case(seed := seed + 1, dtype, (2, 7, 5, 3), [[1, "NaN"], [43, "NaN"], [85, "Infinity"], [86, "-Infinity"]], low=0, high=1, cmap="magma")
        yield case(seed := seed + 1, dtype, (2, 7, 5, 4), [[1, "NaN"], [43, "NaN"], [85, "Infinity"]], low=0, high=1)
        nans = [[y * 13 + x, "NaN"] for y in range(4) for x in range(4)] + [[60, "NaN"]]
        for width in [3, 5, 12, 26]:
            yield case(seed := seed + 1, dtype, grid, nans, imageWidth=width)


def percentiles():
    """Values v = low + w * (high - low): w = u, or u to the eighth, or with `levels` floor(u * levels) / levels."""
    seed = 9000
    for dtype in ["f8", "f4", "i4", "u1"]:
        for n in [1, 2, 3, 10, 1000, 50_000, 200_000]:
            for kind in ["even", "skewed", "levels"]:
                seed += 1
                u = default_rng(seed).random(n)
                eighth = (u * u) * (u * u) * ((u * u) * (u * u))
                w = {"even": u, "skewed": eighth, "levels": np.floor(u * 7) / 7}[kind]
                low, high = (0, 250) if dtype == "u1" else (-1000, 3e6)
                x = low + w * (high - low)
                x = (x if dtype[0] == "f" else np.floor(x)).astype(dtype).astype("f8")
                at = [0, 0.1, 1, 2.5, 50, 99, 99.9, 100]
                yield {"dtype": dtype, "n": n, "seed": seed, "kind": kind, "low": low, "high": high, "at": at, "percentiles": [plain(value) for value in np.percentile(x, at)]}  # fmt: skip


def make():
    write("pictures", list(cases()), compact=True)
    write("percentiles", list(percentiles()), compact=True)
