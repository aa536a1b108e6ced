"""SciPy, NumPy, OpenCV and Pillow, for native.ts: one JSON object a line in, one out; or, by its arguments, a program that is timed."""
import base64
import hashlib
import json
import math
import signal
import sys
from io import BytesIO
from time import perf_counter

import numpy as np
import scipy
from numpy.random import default_rng
from scipy import ndimage

try:
    import cv2

    cv2.setNumThreads(1)
    cv2.ocl.setUseOpenCL(False)
    cv2_missing = None
except ImportError as error:
    cv2, cv2_missing = None, str(error)

try:
    from PIL import Image, ImageDraw
except ImportError:
    Image = None

SEED = [ord(c) for c in "bench"]
OPENCV = "OpenCV native"
DTYPES = {"f64": np.float64, "f32": np.float32, "u8": np.uint8}
PICTURE = (96, 202)


def create_blobs(rng, blob_shape, img_width=96, n_dim=2, sizes=(0.05, 0.1, 0.15)):
    """The tutorial's function; its stream is an argument."""
    mask = np.zeros((img_width,) * n_dim)
    points = (img_width * rng.random(n_dim)).astype(int)
    mask[tuple(points)] = 1
    if blob_shape == "circle":
        im = ndimage.gaussian_filter(mask, sigma=rng.choice(sizes) * img_width)
    else:
        im = ndimage.uniform_filter(mask, size=rng.choice(sizes) * img_width, mode="constant") * rng.normal(4, size=(img_width, img_width))
    return im / im.max()


def images(rows):
    """The tutorial's images, all at once, and groups."""
    rng = default_rng([ord(c) for c in "altair"])
    image1 = [create_blobs(rng, "circle") for _ in range(rows)]
    image2 = [create_blobs(rng, "square", sizes=(0.3, 0.4, 0.5)) for _ in range(rows)]
    return image1, image2, rng.choice(["a", "b", "c"], size=rows)


def tutorial(rows):
    """Areas and group numbers of the tutorial's table, without pandas; an image goes as soon as its area is known."""
    rng = default_rng([ord(c) for c in "altair"])
    areas = [(create_blobs(rng, "circle") > 0.4).mean() for _ in range(rows)]
    areas += [(create_blobs(rng, "square", sizes=(0.3, 0.4, 0.5)) > 0.4).mean() for _ in range(rows)]
    groups = rng.choice(["a", "b", "c"], size=rows)
    return np.array(areas + ["abc".index(group) for group in groups], dtype=np.float64)


def tooltip_image(image1, image2):
    """The tutorial's function."""
    gap = np.ones([image1.shape[0], 10])
    image = Image.fromarray((255 * np.concatenate([image1, gap, image2], axis=1)).astype("uint8"))
    ImageDraw.Draw(image).text((3, 0), "im1", fill=255)
    ImageDraw.Draw(image).text((3 + image1.shape[1] + gap.shape[1], 0), "im2", fill=255)
    buffered = BytesIO()
    image.save(buffered, format="PNG")
    return f"data:image/png;base64,{base64.b64encode(buffered.getvalue()).decode()}"


def table(rows):
    """The same with the images as data URIs: all are there until then, as in the tutorial. What is compared are the numbers."""
    image1, image2, groups = images(rows)
    areas = [(image > 0.4).mean() for image in image1 + image2]
    with np.errstate(invalid="ignore"):
        for pair in zip(image1, image2):
            tooltip_image(*pair)
    return np.array(areas + ["abc".index(group) for group in groups], dtype=np.float64)


def peak_bytes():
    """What this process had in memory. Linux hands getrusage's maximum on from whoever starts a program: /proc has the program's own."""
    import resource

    try:
        with open("/proc/self/status") as status:
            return next(1024 * int(line.split()[1]) for line in status if line.startswith("VmHWM"))
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def program(rows, file):
    """Writes the table with its images as JSON lines; tells descriptor 3 how many bytes it had in memory."""
    import os

    image1, image2, groups = images(rows)
    with open(file, "w") as out, np.errstate(invalid="ignore"):
        for one, two, group in zip(image1, image2, groups):
            areas = {"image1_area": float((one > 0.4).mean()), "image2_area": float((two > 0.4).mean())}
            out.write(json.dumps({"group": str(group), **areas, "image": tooltip_image(one, two)}) + "\n")
    os.write(3, str(peak_bytes()).encode())


def pillow(images, level):
    """The images' files."""
    files = []
    for image in images:
        buffered = BytesIO()
        Image.fromarray(image).save(buffered, format="PNG", **level)
        files.append(buffered.getvalue())
    return files


class Call:
    """One way to do a case's work: whose, in which package, how it is called in a table."""

    def __init__(self, package, peer, run, mode="fresh", detail=None, bits="rounding"):
        self.package, self.peer, self.run, self.mode, self.detail, self.bits = package, peer, run, mode, detail, bits


def picture_calls(case, expected):
    """Pillow's default level is 6."""
    if Image is None:
        return
    images = list(expected.reshape(case["items"], *PICTURE))
    for detail, level in [("level 6", {}), ("level 1", {"compress_level": 1})]:
        yield Call("pillow", "Pillow", lambda level=level: pillow(images, level), "whole", detail, bits="every")


def source(case):
    shape = ([case["images"]] if "images" in case else []) + [case["width"]] * 2
    values = default_rng(SEED).random(math.prod(shape)).reshape(shape)
    return (256 * values).astype(np.uint8) if case["dtype"] == "u8" else values.astype(DTYPES[case["dtype"]])


def filter_calls(case):
    x = source(case)
    kept, other = np.zeros_like(x), np.zeros_like(x)
    if case["kernel"] == "gaussian":
        sigma, side = case["sigma"], 2 * case["radius"] + 1

        def apply(output):
            return ndimage.gaussian_filter(x, (0, sigma, sigma)[-x.ndim:], output=output)

        def opencv():
            return cv2.GaussianBlur(x, (side, side), sigma, dst=other, sigmaY=sigma, borderType=cv2.BORDER_REFLECT)

    else:
        size = case["size"]

        def apply(output):
            return ndimage.uniform_filter(x, (1, size, size)[-x.ndim:], output=output)

        def opencv():
            return cv2.boxFilter(x, -1, (size, size), dst=other, borderType=cv2.BORDER_REFLECT)

    yield Call("scipy", "SciPy", lambda: apply(kept), "kept")
    yield Call("scipy", "SciPy", lambda: apply(None))
    if cv2 and x.ndim == 2:
        yield Call("opencv", OPENCV, opencv, "kept", bits="any")


def threshold_calls(case):
    x, t = source(case), case["threshold"]
    axes = tuple(range(x.ndim))[-2:]
    if case["operation"] == "mask":
        yield Call("scipy", "NumPy", lambda: (x > t).view(np.uint8))
        mask = np.zeros(x.shape, bool)
        yield Call("scipy", "NumPy", lambda: np.greater(x, t, out=mask).view(np.uint8), "kept")
        return
    yield Call("scipy", "NumPy", lambda: np.atleast_1d((x > t).mean(axis=axes)), detail="mean, as in the tutorial")
    kept, size = np.zeros(x.shape, bool), math.prod(x.shape[-2:])
    yield Call("scipy", "NumPy", lambda: np.atleast_1d(np.count_nonzero(np.greater(x, t, out=kept), axis=axes) / size), "kept", "count_nonzero")
    if cv2 and x.ndim == 2:
        above = np.zeros(x.shape, np.uint8)
        yield Call("opencv", OPENCV, lambda: np.array([cv2.countNonZero(cv2.compare(x, t, cv2.CMP_GT, dst=above)) / x.size]), "kept")


def draw_calls(case):
    name, n = {"normal": "standard_normal", "random": "random"}[case["operation"]], case["items"]
    kept = np.zeros(n)
    # A stream each, so that the first call of each is the one that is checked.
    yield Call("scipy", "NumPy", lambda draw=getattr(default_rng(SEED), name): draw(out=kept), "kept")
    yield Call("scipy", "NumPy", lambda draw=getattr(default_rng(SEED), name): draw(n))


def area_calls(case):
    """What one does without an index: all images stay in memory and are measured again."""
    rows, t = case["items"], 0.55
    stacks = [np.array(stack) for stack in images(rows)[:2]]
    yield Call("scipy", "NumPy", lambda: np.concatenate([(stack > t).mean(axis=(1, 2)) for stack in stacks]), "whole")


def row_calls(case):
    rows = case["items"]
    if case["operation"] == "areas":
        yield from area_calls(case)
    elif case["operation"] == "table":
        yield Call("scipy", "NumPy and SciPy", lambda: tutorial(rows), "whole")
    elif case["operation"] == "images" and Image:
        yield Call("pillow", "NumPy, SciPy and Pillow", lambda: table(rows), "whole")


def calls(case, expected=None):
    kernel = case["kernel"]
    if kernel == "png":
        return picture_calls(case, expected)
    if kernel == "rows":
        return row_calls(case)
    if kernel == "random":
        return draw_calls(case)
    if kernel == "threshold":
        return threshold_calls(case)
    return filter_calls(case) if kernel in ("gaussian", "box") else iter(())


def digest(array):
    return hashlib.sha256(np.ascontiguousarray(array).tobytes()).hexdigest()


def exp_digest():
    """Tells builds apart whose exp or log1p differ in last bits, and with them the Gaussian's weights and the normal's tail."""
    x = np.arange(1, 5001) / 64
    logs = [(math.exp(-v), math.log1p(-v / 80)) for v in x]
    return digest(np.concatenate([np.exp(-0.5 / 25 * x**2), np.exp(-x), np.ravel(logs)]))


def environment():
    from numpy.core._multiarray_umath import __cpu_features__ as features

    return {
        "python": sys.version.split()[0],
        "numpy": np.__version__,
        "scipy": scipy.__version__,
        "cv2": cv2 and cv2.__version__,
        "cv2Missing": cv2_missing,
        "pillow": Image and Image.__version__,
        "simd": [name for name, found in features.items() if found],
    }


class Peer:
    def __init__(self):
        self.ready = []

    def environment(self, _):
        return environment()

    def expDigest(self, _):
        return {"digest": exp_digest()}

    def digests(self, ask):
        case = ask["case"]
        return {"input": digest(source(case)) if "width" in case else None, "output": digest(next(calls(case)).run())}

    def prepare(self, ask):
        case, entries = ask["case"], []
        expected = np.fromfile(ask["expected"], DTYPES[ask["dtype"]])
        # Of a curve's points fresh results are not timed.
        self.ready = [
            call for call in calls(case, expected)
            if call.package in ask["packages"] and not (case.get("narrow") and call.mode == "fresh")
        ]
        for call in self.ready:
            got, size = call.run(), None
            if case["kernel"] == "png":
                size = sum(map(len, got)) / len(got)
                got = [np.asarray(Image.open(BytesIO(file))) for file in got]
            got = np.asarray(got).ravel()
            difference = np.abs(got.astype(np.float64) - expected.astype(np.float64)).max()
            entries.append({
                "package": call.package,
                "peer": call.peer,
                "mode": call.mode,
                "detail": call.detail,
                "bits": call.bits,
                "exact": got.tobytes() == expected.tobytes(),
                "bytes": size,
                "difference": float(difference) if np.isfinite(difference) else None,  # JSON has no NaN
            })
        return {"entries": entries}

    def round(self, ask):
        call = self.ready[ask["index"]].run
        start = perf_counter()
        for _ in range(ask["repeats"]):
            call()
        return {"seconds": perf_counter() - start}

    def free(self, _):
        self.ready = []
        return {}


signal.signal(signal.SIGINT, signal.SIG_DFL)
if sys.argv[1:2] == ["program"]:
    program(int(sys.argv[2]), sys.argv[3])
    sys.exit()
peer = Peer()
for line in sys.stdin:
    request = json.loads(line)
    try:
        answer = getattr(peer, request["op"])(request)
    except Exception as failure:  # the other side says which case failed
        answer = {"failure": f"{type(failure).__name__}: {failure}"}
    print(json.dumps(answer), flush=True)
