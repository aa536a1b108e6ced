"""Seeds and their JSON form: {"text": …}, a decimal string, or a list of decimal strings."""

SEEDS = [
    "altair", "naïve 🦊", 0, 1, 42, 2**32 - 1, 2**32, 2**53 - 1, 2**63 - 1, 2**64, 2**127 + 9, 2**200 + 3,
    [0], [1, 2, 3], [0, 0, 1], [2**40, 7], [2**70, 5, 2**33 + 1], list(range(9)),
]  # fmt: skip


def entropy(seed):
    return [ord(c) for c in seed] if isinstance(seed, str) else seed


def written(seed):
    if isinstance(seed, str):
        return {"text": seed}
    return [str(item) for item in seed] if isinstance(seed, list) else str(seed)
