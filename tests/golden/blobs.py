"""blobs.json: the tutorial's data set and others made by its code; tutorial.json: its 200 rows in clear."""
import numpy as np
from numpy.random import PCG64, Generator, SeedSequence, default_rng
from scipy import ndimage as ndi

from record import plain, sha256, write
from seeds import entropy, written

# Measured once on the tutorial's own code: float64 with AVX-512 off, uint8 with NumPy's wrap of negatives.
KNOWN = {
    "image1": "84b197fe4537afbdba0bc4e92eb70e1284e13331c03fb19d775f9fb0ebd8a194",
    "image2": "ba1f9382cafc4ee197e82d5fe3fb4977a531aedfb04f8f77d595059203066a93",
    "image1_uint8": "506a8fb5537c4af9001cd31857cf99d1944d8aa00ae4d1eee9042b87338d4f8a",
    "image2_uint8": "b74be902bb146fe13cb7d1e50a0e56190fca4eb7c29ed0d09e1461581dd241b7",
}
TUTORIAL = {"rows": 200, "seed": "altair"}
DEFAULTS = {
    "width": 96, "dims": 2, "threshold": 0.4, "groups": ["a", "b", "c"], "circle": {"sizes": [0.05, 0.1, 0.15]},
    "square": {"sizes": [0.3, 0.4, 0.5], "mean": 4}, "stream": "numpy",
}  # fmt: skip
SETTINGS = [
    TUTORIAL,
    {"rows": 40, "seed": 0, "width": 64},
    {"rows": 25, "seed": 2**63 - 1, "width": 33, "threshold": 0.25, "groups": ["x", "y"]},
    {"rows": 25, "seed": 2**127 + 9, "width": 50, "threshold": 0},
    {"rows": 20, "seed": [1, 2, 3], "width": 41, "groups": ["only"], "square": {"mean": 1.5}},
    {"rows": 20, "seed": [2**70, 5, 2**33 + 1], "width": 48, "groups": ["p", "q", "r", "s", "t"]},
    {"rows": 20, "seed": 7, "width": 40, "circle": {"sizes": [0.02, 0.3]}, "square": {"sizes": [0.01, 0.5, 0.9]}},
    {"rows": 12, "seed": 8, "width": 37, "circle": {"sizes": [0, 0.004, 2.5]}, "square": {"sizes": [0, 0.03, 0.04, 2]}},
    {"rows": 30, "seed": 9, "width": 1},
    {"rows": 30, "seed": 10, "width": 2, "circle": {"sizes": [0.3, 1, 5]}, "square": {"sizes": [0.5, 1, 3]}},
    {"rows": 30, "seed": 11, "width": 5, "circle": {"sizes": [0.5, 1, 2]}, "square": {"sizes": [0.4, 0.7, 1]}},
    {"rows": 20, "seed": 12, "width": 17, "threshold": -0.5, "square": {"mean": 0}},
    {"rows": 20, "seed": 13, "width": 24, "threshold": 1, "square": {"mean": 100.5}},
    {"rows": 20, "seed": 14, "width": 16, "square": {"sizes": [2], "mean": -60}},
    {"rows": 20, "seed": 15, "width": 16, "square": {"mean": -60}},  # no pixel above -0, so the maximum is -0 on every processor
    {"rows": 3, "seed": 16, "width": 301, "circle": {"sizes": [0.15]}},
    {"rows": 1, "seed": "naïve 🦊", "width": 96},
    {"rows": 5, "seed": 1, "width": 24, "dims": 3},
    {"rows": 6, "seed": "altair", "width": 9, "dims": 3, "circle": {"sizes": [0.1, 0.9]}, "square": {"sizes": [0.1, 0.6], "mean": 2}},
    {"rows": 30, "seed": "altair", "width": 40, "stream": "spawn"},
    {"rows": 12, "seed": 2**200 + 3, "width": 31, "stream": "spawn", "groups": ["a", "b", "c", "d"]},
    {"rows": 12, "seed": [5], "width": 20, "stream": "spawn", "groups": ["only"], "square": {"sizes": [0.02, 0.45]}},
    {"rows": 4, "seed": 3, "width": 12, "dims": 3, "stream": "spawn"},
]


def create_blobs(rng, blob_shape, img_width, n_dim, sizes, mean=None):
    """The tutorial's function, its stream and mean as arguments."""
    mask = np.zeros((img_width,) * n_dim)
    points = (img_width * rng.random(n_dim)).astype(int)
    mask[tuple(points)] = 1
    if blob_shape == "circle":
        im = ndi.gaussian_filter(mask, sigma=rng.choice(sizes) * img_width)
    else:
        size = rng.choice(sizes) * img_width
        im = ndi.uniform_filter(mask, size=size, mode="constant") * rng.normal(mean, size=(img_width, img_width))
    return im / im.max()


def data_set(o) -> tuple[np.ndarray, np.ndarray, list[str]]:
    circle = lambda g: create_blobs(g, "circle", o["width"], o["dims"], o["circle"]["sizes"])
    square = lambda g: create_blobs(g, "square", o["width"], o["dims"], o["square"]["sizes"], o["square"]["mean"])
    if o["stream"] == "numpy":
        rng = default_rng(entropy(o["seed"]))
        first = [circle(rng) for _ in range(o["rows"])]
        second = [square(rng) for _ in range(o["rows"])]
        groups = rng.choice(o["groups"], size=o["rows"]).tolist()
    else:
        streams = [Generator(PCG64(child)) for child in SeedSequence(entropy(o["seed"])).spawn(o["rows"])]
        rows = [(circle(g), square(g), str(g.choice(o["groups"]))) for g in streams]
        first, second, groups = map(list, zip(*rows))
    return np.array(first), np.array(second), groups


def completed(setting: dict) -> dict:
    merged = {**DEFAULTS, **setting}
    return {**merged, **{shape: {**DEFAULTS[shape], **setting.get(shape, {})} for shape in ("circle", "square")}}


def areas(stack: np.ndarray, threshold: float) -> np.ndarray:
    return np.array([(image > threshold).mean() for image in stack])


def digests(setting: dict) -> dict:
    options = completed(setting)
    first, second, groups = data_set(options)
    one, two = (areas(stack, options["threshold"]) for stack in (first, second))
    other = [areas(stack, 0.75) for stack in (first, second)]
    return {
        "options": {**setting, "seed": written(setting["seed"])},
        "image1": sha256(first),
        "image2": sha256(second),
        "groups": ",".join(groups),
        "image1_area": sha256(one),
        "image2_area": sha256(two),
        "areas at 0.75": [sha256(values) for values in other],
        "last": [plain(one[-1]), plain(two[-1])],
    }


def saturated(first: np.ndarray, second: np.ndarray) -> dict:
    """Pillow's pixels without the wrap: both images with the 10-pixel gap, and each alone."""
    gap = np.ones((*first.shape[:2], 10))
    grey = lambda stack: np.clip(255 * stack, 0, 255).astype("uint8")
    return {"both": sha256(grey(np.concatenate([first, gap, second], axis=2))), "image1": sha256(grey(first)), "image2": sha256(grey(second))}


def tutorial() -> list:
    first, second, groups = data_set(completed(TUTORIAL))
    hashes = {"image1": first, "image2": second}
    hashes |= {f"{name}_uint8": (255 * stack).astype("uint8") for name, stack in list(hashes.items())}
    hashes = {name: sha256(stack) for name, stack in hashes.items()}
    if hashes != KNOWN:
        raise SystemExit(f"this NumPy/SciPy does not repeat the tutorial: {hashes}")
    one, two = areas(first, 0.4), areas(second, 0.4)
    rows = [{"row": i, "group": groups[i], "image1_area": plain(one[i]), "image2_area": plain(two[i])} for i in range(200)]
    return [{**hashes, "saturated": saturated(first, second)}, *rows]


def make() -> None:
    write("tutorial", tutorial())
    write("blobs", [digests(setting) for setting in SETTINGS])
