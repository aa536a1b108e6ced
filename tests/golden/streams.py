"""streams.json: what NumPy's default_rng draws."""
import hashlib

import numpy as np
from numpy.random import PCG64, Generator, SeedSequence, default_rng

from record import digest, write
from seeds import SEEDS, entropy, written

N = 100_000
SAFE = 2**53 - 1
RANGES = [(0, 3), (-5, 5), (0, 2**32 - 1), (0, 2**32), (0, 2**32 + 1), (0, SAFE), (-SAFE, SAFE), (7, 8)]
NORMALS = [(4, 1), (-2.5, 0.3)]
LISTS = [3, 5]


def state(rng) -> dict:
    held = rng.bit_generator.state
    return {
        "state": str(held["state"]["state"]),
        "inc": str(held["state"]["inc"]),
        "hasUint32": bool(held["has_uint32"]),
        "uinteger": held["uinteger"],
    }


def draws():
    """(name, arguments, function of a generator), each run on a fresh one."""
    yield "random", [], lambda g: g.random(N)
    for low, high in RANGES:
        yield "integers", [low, high], lambda g: g.integers(low, high, N).astype("f8")
    yield "standardNormal", [], lambda g: g.standard_normal(N)
    for loc, scale in NORMALS:
        yield "normal", [loc, scale], lambda g: g.normal(loc, scale, N)
    for length in LISTS:
        yield "choice", [length], lambda g: g.choice(length, N).astype("f8")
    yield "mixed", [], mixed


def mixed(g):
    """Scalar draws in turn, so that the buffered half of a word is carried across other draws."""
    turn = [
        g.random,
        lambda: g.integers(0, 3),
        g.standard_normal,
        lambda: g.choice(5),
        lambda: g.integers(0, 2**32),
        lambda: g.normal(4, 1),
        lambda: g.integers(0, SAFE),
    ]
    return np.array([turn[i % 7]() for i in range(N)], "f8")


def spawned(seed):
    """(path, child): three children, two grandchildren of the second, then two children more."""
    root = SeedSequence(entropy(seed))
    children = root.spawn(3)
    grandchildren = children[1].spawn(2)
    family = [*children, *grandchildren, *root.spawn(2)]
    return [(list(child.spawn_key), Generator(PCG64(child))) for child in family]


def many_normals(seed: int, n: int) -> dict:
    rng, total = default_rng(seed), hashlib.sha256()
    for _ in range(n // 10**6):
        chunk = rng.standard_normal(10**6)
        total.update(chunk.astype("<f8", copy=False).tobytes())
    return {"draw": "manyNormals", "seed": written(seed), "n": n, "sha256": total.hexdigest(), "last": chunk[-1].item(), "end": state(rng)}


def make() -> None:
    cases = []
    for seed in SEEDS:
        for name, args, draw in draws():
            rng = default_rng(entropy(seed))
            values = draw(rng)
            cases.append({"draw": name, "args": args, "seed": written(seed), "n": N, **digest(values), "end": state(rng)})
        for path, rng in spawned(seed):
            values = np.concatenate([rng.random(1000), rng.integers(0, 3, 1000), rng.standard_normal(1000)])
            cases.append({"draw": "spawn", "args": path, "seed": written(seed), "n": 3000, **digest(values), "end": state(rng)})
    cases.append(many_normals(12345, 10**8))
    write("streams", cases)
