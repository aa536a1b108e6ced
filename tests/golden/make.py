#!/usr/bin/python3
"""Writes the goldens beside this file from NumPy, SciPy, Pillow, scikit-image, matplotlib and Altair, all or those named: make.py [MODULE …].

It runs itself again without AVX-512 and FMA, whose exp, log1p and dot differ in last bits, so its output does not depend on the processor.
"""
import os
import sys

PLAIN = {
    "NPY_DISABLE_CPU_FEATURES": "AVX512F AVX512CD AVX512_SKX AVX512_CLX AVX512_CNL AVX512_ICL",
    "GLIBC_TUNABLES": "glibc.cpu.hwcaps=-FMA,-FMA4,-AVX2_Usable,-AVX2",
    "OPENBLAS_NUM_THREADS": "1",
    "OPENBLAS_CORETYPE": "PRESCOTT",
    "PYTHONWARNINGS": "ignore",
    "PYTHONDONTWRITEBYTECODE": "1",
}

if any(os.environ.get(name) != value for name, value in PLAIN.items()):
    os.execve(sys.executable, [sys.executable, *sys.argv], {**os.environ, **PLAIN})

from importlib import import_module

for name in sys.argv[1:] or ["streams", "filters", "random_filters", "blobs", "otsu", "dtypes", "npy", "npy_headers", "pictures", "python_code"]:
    import_module(name).make()
