"""Writes testdata/externs: every case of extern_cases/, a file for each family.

    python make_extern_cases.py <testdata/externs> [family ...]

Needs PyTorch 2.15 or later. Families are written one after another from one seed: naming some gives these other numbers,
but for those that begin with a seed of their own.
"""
import json
import sys
from pathlib import Path

import torch

from extern_cases.attention import attention, cells
from extern_cases.case import CASES, TENSORS
from extern_cases.elementwise import formulas, lists, losses, tensors
from extern_cases.matrices import distances, matrices, spectra, transforms
from extern_cases.positions import embeddings, indexing, scans, searching, sorting
from extern_cases.products import convolutions, fused_linear, products
from extern_cases.seldom import draws, edges, seldom
from extern_cases.views import complexes, spellings, views
from extern_cases.windows import pooling, resampling

TAGS = {torch.float64: "F64", torch.float32: "F32", torch.float16: "F16", torch.bfloat16: "BF16", torch.int64: "I64",
        torch.int32: "I32", torch.int16: "I16", torch.int8: "I8", torch.uint8: "U8", torch.bool: "BOOL",
        torch.float8_e4m3fn: "F8_E4M3", torch.complex64: "C64", torch.complex128: "C128"}


def save_tensors(tensors, file):
    header, data = {}, b""
    for key, tensor in tensors.items():
        plain = tensor.resolve_conj().resolve_neg()
        raw = torch.view_as_real(plain) if plain.is_complex() else plain
        bytes_ = torch.empty(raw.shape, dtype=raw.dtype).copy_(raw).reshape(-1).view(torch.uint8).numpy().tobytes()
        header[key] = {"dtype": TAGS[tensor.dtype], "shape": list(tensor.shape), "data_offsets": [len(data), len(data) + len(bytes_)]}
        data += bytes_
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    file.write_bytes(len(text).to_bytes(8, "little") + text + data)


def main(folder, names):
    torch.manual_seed(1)
    for family in (products, convolutions, attention, sorting, scans, indexing, searching, embeddings, pooling, resampling,
                   transforms, cells, distances, matrices, tensors, fused_linear, lists, losses, views, formulas, spectra,
                   complexes, spellings, seldom, draws, edges):
        if names and family.__name__ not in names:
            continue
        CASES.clear()
        TENSORS.clear()
        family()
        used = {key for row in CASES for key in TENSORS if key.startswith(row["name"] + "/")}
        save_tensors({key: TENSORS[key] for key in sorted(used)}, folder / f"{family.__name__}.safetensors")
        rows = ",\n".join(" " + json.dumps(row) for row in CASES)
        (folder / f"{family.__name__}.json").write_text(f"[\n{rows}\n]\n")
        print(f"{family.__name__}: {len(CASES)} cases")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
