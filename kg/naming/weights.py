"""Reads the parameter files of jieba's own small tagger (`lac_small`), which its wheel carries.

A file is: u32 version, u64 number of LoD levels, each with u64 length and data, u32 tensor version,
i32 length of a protobuf TensorDesc {1: data type, 2: dimensions}, raw little-endian float32.
"""

from __future__ import annotations

import ctypes
import struct
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
_FLOAT32 = 5


def folder() -> Path:
    """Where jieba keeps the network, found without importing jieba.

    Raises FileNotFoundError when jieba is not installed or carries no network.
    """
    spec = find_spec("jieba")
    path = Path(spec.origin).parent / "lac_small" if spec and spec.origin else Path("lac_small")
    if not (path / "model_baseline").is_dir():
        raise FileNotFoundError("jieba's lac_small network is not installed")
    return path


def one_thread() -> None:
    """Keep numpy's OpenBLAS to one thread: the products here are small, and threads that wait for the
    next one cost ten times the work. Other libraries than the one numpy's wheels carry are left alone."""
    beside = Path(np.__file__).parent.parent / "numpy.libs"
    for library in sorted(beside.glob("*openblas*")):
        loaded = ctypes.CDLL(str(library))
        for name in ("scipy_openblas_set_num_threads64_", "openblas_set_num_threads64_"):
            if hasattr(loaded, name):
                getattr(loaded, name)(1)


def entries(name: str) -> Iterator[tuple[int, str]]:
    """The (id, word) lines of one of the network's dictionaries."""
    for line in (folder() / name).read_text(encoding="utf-8").split("\n"):
        number, tab, word = line.partition("\t")
        if tab and "\t" not in word:
            yield int(number), word


def parameter(name: str) -> Floats:
    """One parameter, in the shape its file declares. Raises ValueError for an unknown format."""
    data = (folder() / "model_baseline" / name).read_bytes()
    version, levels = struct.unpack_from("<IQ", data, 0)
    at = 12
    for _ in range(levels):
        (size,) = struct.unpack_from("<Q", data, at)
        at += 8 + size
    tensor, length = struct.unpack_from("<Ii", data, at)
    kind, shape = _describe(data[at + 8 : at + 8 + length])
    values = np.frombuffer(data, "<f4", offset=at + 8 + length)
    if version or tensor or kind != _FLOAT32 or values.size != int(np.prod(shape)):
        raise ValueError(f"{name}: not a float32 parameter file of version 0")
    return values.reshape(shape)


def _describe(desc: bytes) -> tuple[int, list[int]]:
    """Data type and dimensions of a protobuf TensorDesc (dimensions packed or one by one)."""
    kind, shape, at = 0, [], 0
    while at < len(desc):
        key, at = _varint(desc, at)
        value, at = _varint(desc, at)
        if key & 7 == 2:
            end = at + value
            while at < end:
                value, at = _varint(desc, at)
                shape.append(value)
        elif key >> 3 == 1:
            kind = value
        else:
            shape.append(value)
    return kind, shape


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            return value, at
