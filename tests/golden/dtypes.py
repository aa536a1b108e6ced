"""dtypes.json: what NumPy, SciPy and scikit-image do with int64, uint64 and float16.

An input is low + u * (high - low) with u = default_rng(seed).random(n), floored for integers. A filter's case has the hash of its results in all
modes, one after the other. SciPy has no filters for float16: there it filters doubles, which are cast to float16 after each axis.
"""
import warnings

import numpy as np
from numpy.random import default_rng
from scipy import ndimage
from skimage.filters import threshold_otsu

from filters import FILTERS, MODES
from record import digest, plain, sha256, write

TOP = 2**53
RANGES = {
    "i8": [(-1000, 1000), (TOP - 5000, TOP), (-TOP, 5000 - TOP), (-TOP, TOP)],
    "u8": [(0, 2000), (TOP - 5000, TOP), (0, TOP)],
    "f2": [(-100, 100), (0, 1), (0, 6e-5), (-60_000, 60_000)],
}
SHAPES = [(40,), (7, 9), (33, 18), (64, 48), (3, 130), (130, 3), (2, 300), (3, 4, 5), (2, 2, 9, 17), (5, 1, 40)]
# What holds the values where there is no array of the type.
HELD = {"i8": "f8", "u8": "f8", "f2": "f4"}


def source(seed: int, shape, dtype: str, low, high):
    x = low + default_rng(seed).random(int(np.prod(shape))) * (high - low)
    return (x if dtype == "f2" else np.floor(x)).astype(dtype).reshape(shape)


def held(x):
    values = x.astype(HELD[x.dtype.str[1:]])
    if x.dtype.kind != "f":
        assert np.all(values.astype(x.dtype) == x) and np.all(np.abs(values) <= TOP), "doubles do not hold it"
    return values


def halved(name: str, x, first, axis=-1, **options):
    """The filter in doubles, axis after axis, each result cast to float16."""
    line = {"gaussianFilter": "gaussianFilter1d", "uniformFilter": "uniformFilter1d"}.get(name)
    axes = range(x.ndim) if line else [axis]
    for one in axes:
        if not (name == "uniformFilter" and first == 1):
            x = FILTERS[line or name](x.astype("f8"), first, axis=one, **options).astype("f2")
    return x


def weights(rng, unsigned: bool, length: int, symmetric: bool) -> list:
    """None negative for unsigned types, and a sum of magnitudes below 1, so that no result leaves its range."""
    w = rng.random(length) if unsigned else rng.random(length) - 0.5
    if symmetric:
        w[length - length // 2 :] = w[: length // 2][::-1]
    return [plain(v) for v in w / (np.abs(w).sum() * 1.05)]


def filter_case(rng, seed: int, name: str, dtype: str, low, high) -> dict:
    shape = SHAPES[int(rng.integers(len(SHAPES)))]
    options = {"cval": int(rng.integers(0, 9)) / 2}
    if name not in ("gaussianFilter", "uniformFilter"):
        options["axis"] = int(rng.integers(len(shape)))
    if name.startswith("gaussian"):
        first = round(0.4 + 3 * rng.random(), 3)
    elif name.startswith("uniform"):
        first = int(rng.integers(2, 9))
    else:
        first = weights(rng, dtype == "u8", int(rng.integers(1, 9)), rng.random() < 0.5)
    x = source(seed, shape, dtype, low, high)
    run = (lambda mode: halved(name, x, first, mode=mode, **options)) if dtype == "f2" else (lambda mode: FILTERS[name](x, first, mode=mode, **options))
    results = np.concatenate([held(run(mode)).ravel() for mode in MODES])
    what = {"what": "filter", "filter": name, "dtype": dtype, "low": low, "high": high, "shape": list(shape), "seed": seed, "first": first}
    return {**what, "options": options, **digest(results)}


def filter_cases():
    rng, seed = default_rng(18), 40_000
    for name in FILTERS:
        for dtype in RANGES:
            for low, high in RANGES[dtype]:
                for _ in range(4):
                    yield filter_case(rng, seed := seed + 1, name, dtype, low, high)


def cast_cases():
    """Values that the type has no place for, as SciPy stores them, and as it reads them again for the next axis: it sums them in doubles."""
    factors = [1, -1, 0.3, -0.3, -0.9, 2.0**61, -(2.0**61), 1.5 * 2.0**61, 2.0**62, 2.0**63, 2.0**64, -(2.0**64), 1e300, np.nan, np.inf, -np.inf]
    for dtype in ["i8", "u8"]:
        x = np.arange(1, 25, dtype=dtype).reshape(4, 6)
        for factor in factors:
            once = ndimage.correlate1d(x, [factor], axis=0)
            twice = ndimage.correlate1d(once, [0.25, 0.5, 0.125], axis=1)
            results = [[str(v) for v in y.ravel().tolist()] for y in (once, twice)]
            yield {"what": "cast", "dtype": dtype, "factor": plain(factor), "once": results[0], "twice": results[1]}


def otsu_case(seed: int, dtype: str, shape, low, high, bins=256) -> dict:
    """With two classes. scikit-image counts from 0 or the smallest negative number on, and no uint64: far numbers are counted here for it."""
    u = default_rng(seed).random(int(np.prod(shape)))
    x = low + np.where(np.arange(u.size) % 3 == 0, u, u / 4) * (high - low)
    x = (x if dtype == "f2" else np.floor(x)).astype(dtype)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        if dtype != "f2" and high - min(low, 0) > 1e6:
            centers, counts = np.unique(x, return_counts=True)
            threshold = threshold_otsu(hist=(counts, centers)) if centers.size > 1 else centers[0]
        else:
            threshold = threshold_otsu(x.astype("i8") if dtype == "u8" else x, bins)
    return {"what": "otsu", "dtype": dtype, "shape": list(shape), "seed": seed, "low": low, "high": high, "bins": bins, "threshold": plain(threshold)}


def otsu_cases():
    seed = 41_000
    for dtype, ranges in {**RANGES, "f2": [*RANGES["f2"], (0.1, 0.7), (1000, 1010), (0, 65_504), (30_000, 65_504), (-3, 11), (1, 1.0005)]}.items():
        for low, high in ranges:
            for shape in [(2,), (50,), (13, 17), (64, 48), (4, 30, 41)]:
                for bins in [256, 10, 1001] if dtype == "f2" else [256]:
                    if dtype == "f2" and high - low > 65_504:
                        continue
                    yield otsu_case(seed := seed + 1, dtype, shape, low, high, bins)


TENTHS = [i / 10 for i in range(-3, 24)]
BEYOND = [64_999.0, 65_000.0, 65_504.0, 65_519.9, 65_520.0, 70_000.0, 3.3e38, 3.5e38, 1e300, 2.0**-24, 2.0**-25, 3.1e-8, 1 / 3, 0.30001, 1e-300]


def threshold_cases():
    """Halves at the thresholds, beside them and far off."""
    at = np.array([*TENTHS, *BEYOND[:3], *BEYOND[9:]], dtype="f2")
    values = np.concatenate([at, np.nextafter(at, np.float16(np.inf)), np.nextafter(at, np.float16(-np.inf)), np.array([np.nan, np.inf, -np.inf, -0.0], "f2")])
    yield {"what": "halves", "values": [plain(v) for v in values]}
    for threshold in [*TENTHS, *BEYOND, *(-t for t in BEYOND)]:
        above = values > threshold
        yield {"what": "threshold", "threshold": threshold, "above": "".join("01"[int(v)] for v in above), "area": plain(above.mean())}
    for vmin, vmax in [(0, 1), (-1, 3), (0.1, 0.7), (0, 1000), (-60_000, 1000)]:
        low = np.float16(vmin)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            gray = 255 * ((values - low) / np.float16(np.float16(vmax) - low))
        levels = np.trunc(np.clip(np.nan_to_num(gray.astype("f8"), nan=0, posinf=255, neginf=0), 0, 255)).astype("u1")
        yield {"what": "gray", "vmin": vmin, "vmax": vmax, "levels": levels.tolist()}


def half_cases():
    """Casts to float16: of random doubles of all sizes, of all halves, and of what lies between them and just beside."""
    rng = default_rng(42)
    halves = np.arange(0x7C00, dtype="u2").view("f2").astype("f8")
    middles = (halves[:-1] + halves[1:]) / 2
    beside = np.concatenate([halves, middles, np.nextafter(middles, np.inf), np.nextafter(middles, 0), [65_519.99, 65_520, 1e300, 5e-324]])
    random = (rng.random(20_000) - 0.5) * 2.0 ** np.floor(rng.random(20_000) * 60 - 40)
    for name, x in [("beside", beside), ("random", random)]:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield {"what": "cast to half", "values": name, "sha256": sha256(x.astype("f2").astype("f8"))}
    yield {"what": "all bits", "sha256": sha256(np.arange(0x10000, dtype="u2").view("f2").astype("f4"))}


def make() -> None:
    write("dtypes", [*filter_cases(), *cast_cases(), *otsu_cases(), *threshold_cases(), *half_cases()], compact=True)
