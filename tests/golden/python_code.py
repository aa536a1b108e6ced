"""python-code.json: what the Python code that ndpeek writes gives when it is run, and the hash of the code.

Needs Node and Altair beside the others: npm ci; pip install altair.
"""
import hashlib
import json
import subprocess
import warnings
from importlib.util import find_spec

import numpy as np

from record import HERE, sha256, write
from seeds import written

NAMES = ['say "a"', "back\\slash", "two\nlines", "constructor", "{n_rows}", "'''", "# no comment", "\u202eback\u200b", "🦊 é", "NUL\0"]
SETTINGS = [
    ({"rows": 200, "seed": "altair"}, {"chart": "repeat"}),
    ({"rows": 40, "seed": 0, "width": 64}, {"chart": "scatter"}),
    ({"rows": 25, "seed": 2**63 - 1, "width": 33, "threshold": 0.25, "groups": ["x", "y"]}, {"chart": "histogram", "metric": "image2"}),
    ({"rows": 25, "seed": 2**127 + 9, "width": 50, "threshold": 0}, {"chart": "dropdown"}),
    ({"rows": 20, "seed": [1, 2, 3], "width": 41, "groups": ["only"], "square": {"mean": 1.5}}, {"chart": "strip"}),
    ({"rows": 20, "seed": [2**70, 5, 2**33 + 1], "width": 48, "groups": ["p", "q", "r", "s"]}, {"chart": "strip", "metric": "image2"}),
    ({"rows": 20, "seed": 8, "width": 37, "circle": {"sizes": [0, 0.004, 2.5]}, "square": {"sizes": [0, 0.03, 0.04, 2]}}, {"chart": "scatter"}),
    ({"rows": 30, "seed": 10, "width": 2, "circle": {"sizes": [1e-7, 1, 5]}, "square": {"sizes": [0.5, 1, 3]}}, {"chart": "repeat"}),
    ({"rows": 20, "seed": 14, "width": 16, "threshold": -0.5, "square": {"sizes": [2], "mean": -60}}, {"chart": "histogram"}),
    ({"rows": 10, "seed": 13, "width": 24, "threshold": 1e-7, "square": {"mean": 1e21}}, {"chart": "dropdown"}),
    ({"rows": 12, "seed": 'naïve 🦊 "quoted"\\\n', "width": 20, "groups": NAMES}, {"chart": "repeat"}),
    ({"rows": 5, "seed": 1, "width": 24, "dims": 3}, {"chart": "scatter"}),
    ({"rows": 30, "seed": "altair", "width": 40, "stream": "spawn"}, {"chart": "histogram"}),
    ({"rows": 12, "seed": 2**200 + 3, "width": 31, "stream": "spawn", "groups": NAMES}, {"chart": "strip"}),
    ({"rows": 4, "seed": [5], "width": 12, "dims": 3, "stream": "spawn"}, {"chart": "dropdown"}),
    ({"rows": 1, "seed": 3, "width": 17, "stream": "spawn"}, {"chart": "repeat"}),
    ({"rows": 5001, "seed": 4, "width": 3}, {"chart": "scatter"}),
]


def codes(cases: list) -> list[str]:
    given = json.dumps(cases)
    return json.loads(subprocess.run(["node", HERE / "python-code.mjs"], input=given, capture_output=True, check=True, text=True).stdout)


def without_data(spec: dict) -> dict:
    """The chart as Altair writes it, its rows left out; they are tested as the table."""
    (name,) = spec.pop("datasets")
    return json.loads(json.dumps(spec).replace(name, "table"))


def digests(case: dict, code: str) -> dict:
    made = {}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # 0 / 0, where a square has no positive pixel
        exec(compile(code, "blobs.py", "exec"), made)
    df = made["df"]
    return {
        **case,
        "code": hashlib.sha256(code.encode()).hexdigest(),
        "groups": hashlib.sha256(json.dumps([str(name) for name in df["group"]], ensure_ascii=False, separators=(",", ":")).encode()).hexdigest(),
        "image1_area": sha256(df["image1_area"].to_numpy()),
        "image2_area": sha256(df["image2_area"].to_numpy()),
        "pictures": [sha256(np.array(made[name])) for name in ("circle_pictures", "square_pictures")],
        "spec": without_data(made["chart"].to_dict()),
    }


def make() -> None:
    if find_spec("altair") is None:
        print("python-code.json: left as it is, for Altair is not installed")
        return
    cases = [{"options": {**options, "seed": written(options["seed"])}, "about": about} for options, about in SETTINGS]
    write("python-code", [digests(case, code) for case, code in zip(cases, codes(cases))])
