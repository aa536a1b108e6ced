"""The form of a golden: a JSON list, one case per line; an array is its hash and a few samples."""
import hashlib
import json
import math
from pathlib import Path

import numpy as np

HERE = Path(__file__).resolve().parent


def plain(value):
    """A value as JSON holds it: numbers in shortest round-trip form, the non-finite ones as text."""
    value = value.item() if hasattr(value, "item") else value
    return value if not isinstance(value, float) or math.isfinite(value) else {"nan": "NaN", "inf": "Infinity", "-inf": "-Infinity"}[repr(value)]


def sha256(array) -> str:
    """Of the little-endian bytes in C order, every NaN as the one NaN of JavaScript."""
    array = np.ascontiguousarray(array)
    if array.dtype.kind == "f":
        array = np.where(np.isnan(array), array.dtype.type(np.nan), array)
    return hashlib.sha256(array.astype(array.dtype.newbyteorder("<"), copy=False).tobytes()).hexdigest()


def digest(array, samples: int = 3) -> dict:
    """The hash, and values at evenly spaced flat positions, the first and the last among them."""
    flat = np.asarray(array).ravel()
    at = sorted({round(i * (flat.size - 1) / (samples - 1)) for i in range(samples)}) if flat.size else []
    return {"sha256": sha256(array), "at": at, "samples": [plain(flat[i]) for i in at]}


def write(name: str, cases: list, compact: bool = False) -> None:
    separators = (",", ":") if compact else None
    lines = ",\n".join(json.dumps(case, ensure_ascii=False, allow_nan=False, separators=separators) for case in cases)
    (HERE / f"{name}.json").write_text(f"[\n{lines}\n]\n", encoding="utf-8")
    print(f"{name}.json: {len(cases)} cases")
