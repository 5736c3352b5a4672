"""Writes testdata/externs/samples: calls that PyTorch's own operator samples make, two of the smallest for each row.

    python record_extern_cases.py <testdata/externs> [--all <folder>]

Needs PyTorch 2.15 or later and the package `expecttest`. Samples are called, and differentiated, while every ATen call that
names a row of externs.def is noted with its operands; later each is evaluated again as make_extern_cases.py does it. With
--all every noted call is written into <folder>, a file for a hundred operators: a longer check, for a test of its own.
"""
import itertools
import json
import math
import re
import sys
import warnings
from pathlib import Path

import torch
import torch.testing._internal.common_methods_invocations as samples
from torch.utils._python_dispatch import TorchDispatchMode
from torch.utils._pytree import tree_flatten, tree_map

from extern_cases.case import widened
from make_extern_cases import TAGS, save_tensors

DTYPES = (torch.float32, torch.int64, torch.bool, torch.bfloat16, torch.float16, torch.complex64, torch.float64, torch.int32, torch.uint8)
DIFFERENTIATED = (torch.float32, torch.complex64)
MOST_OF_A_ROW, MOST_ELEMENTS = 40, 3000
IGNORED = ("layout", "device", "pin_memory", "memory_format", "generator", "non_blocking")  # keywords that no result depends on
# PyTorch's own digits are wrong where these cancel, and their results are judged by the published tables
INACCURATE = ("airy", "bessel", "polynomial", "zeta", "linspace", "logspace")
# rows of which nothing determines these results: signs of vectors, positions of equal values, what nobody reads
FREE = {"_linalg_svd": (0, 2), "_linalg_eigh": (1,), "topk": (1,), "kthvalue": (1,), "mode": (1,), "median.dim": (1,), "nanmedian.dim": (1,),
        "sort": (1,), "_embedding_bag": (1, 2, 3), "_embedding_bag_forward_only": (1, 2, 3), "nll_loss_forward": (1,), "nll_loss2d_forward": (1,),
        "_linalg_det": (1, 2), "_linalg_slogdet": (2, 3)}


class Unfit(Exception):
    pass


def read_rows():
    text = (Path(__file__).parent.parent / "replay/externs/externs.def").read_text()
    return {name: facts for name, facts in re.findall(r'^(?:EXTERN|SORTED|CONSTANT)\("([^"]+)", "[^"]*", (.*)\)$', text, re.M)}


ROWS = read_rows()


def row_of(func):
    if func.namespace not in ("aten", "prims"):
        return None
    op = func._schema.name.split("::")[1]
    for name in (f"{op}.{func._overloadname}", op):
        if name in ROWS:
            return None if ".draws" in ROWS[name] or any(word in name for word in INACCURATE) else name
    return None


def text_of(value, operands):
    """As Inductor prints it; tensors become operands."""
    if torch.is_tensor(value):
        if value.layout != torch.strided or value.dtype not in TAGS or value.numel() > MOST_ELEMENTS:
            raise Unfit
        for name, operand in operands.items():
            if operand is value:
                return name
        name = f"a{len(operands)}"
        operands[name] = value
        return name
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(text_of(each, operands) for each in value) + "]"
    if isinstance(value, str):
        return f"'{value}'"
    if value is None or isinstance(value, (bool, int, float, torch.dtype)):
        return repr(value)
    raise Unfit


def shape_of(value):
    """What makes a call another one."""
    if torch.is_tensor(value):
        return str(value.dtype), value.dim(), 0 in value.shape, 1 in value.shape, value.is_contiguous()
    if isinstance(value, (list, tuple)):
        return tuple(shape_of(each) for each in value)
    return round(value, 1) if isinstance(value, float) and math.isfinite(value) else repr(value)


def copied(tree):
    return tree_map(lambda value: value.detach().clone() if torch.is_tensor(value) else value, tree)


class Recorder(TorchDispatchMode):
    def __init__(self):
        super().__init__()
        self.seen, self.count, self.noted = set(), {}, []

    def __torch_dispatch__(self, func, types, args=(), kwargs=None):
        kwargs = kwargs or {}
        row = row_of(func)
        if row is not None and self.count.get(row, 0) < MOST_OF_A_ROW:
            key = (row, shape_of(args), shape_of(sorted(kwargs.items())))
            if key not in self.seen:
                self.seen.add(key)
                self.count[row] = self.count.get(row, 0) + 1
                self.noted.append((row, func, *copied((args, {k: v for k, v in kwargs.items() if k not in IGNORED}))))
        return func(*args, **kwargs)


def results_of(func, mutated, args, kwargs):
    result = func(*args, **kwargs)
    if mutated:
        return (args[0],)
    return tuple(result) if isinstance(result, (tuple, list)) else (result,)


def evaluate(row, func, mutated, args, kwargs):
    """Results, computed in float64 and rounded, where the row rounds."""
    narrow = results_of(func, mutated, *copied((args, kwargs)))
    if ".exact = true" in ROWS[row] and "accumulate" not in str(func._schema):
        return narrow
    torch.set_default_dtype(torch.float64)  # what integers are divided in
    try:
        wide = results_of(func, mutated, *tree_map(lambda v: widened(v.clone()) if torch.is_tensor(v) else v, (args, kwargs)))
    finally:
        torch.set_default_dtype(torch.float32)
    return tuple(w.to(n.dtype) if torch.is_tensor(w) else w for w, n in zip(wide, narrow))


def case_of(number, row, func, args, kwargs):
    """The row of the text file, and its tensors."""
    mutated = [argument.name for argument in func._schema.arguments if argument.alias_info is not None and argument.alias_info.is_write]
    if len(mutated) > 1 or (mutated and not torch.is_tensor(args[0])):
        raise Unfit
    operands = {}
    texts = [text_of(value, operands) for value in args] + [f"{key}={text_of(value, operands)}" for key, value in kwargs.items()]
    values = evaluate(row, func, bool(mutated), args, kwargs)
    name, keys, tensors = f"{row.replace('.', '-')}_{number}", [], {}
    for i, value in enumerate(values):
        known = torch.is_tensor(value) and value.layout == torch.strided and value.dtype in TAGS and i not in FREE.get(row, ())
        keys.append(f"{name}/result{i}" if known else None)
        if known:
            tensors[keys[-1]] = value.detach()
    if not tensors or sum(tensor.numel() for tensor in tensors.values()) > 2 * MOST_ELEMENTS:
        raise Unfit
    tensors.update({f"{name}/{key}": value for key, value in operands.items()})
    op = func._schema.name.split("::")[1]
    line = {"name": name, "call": f"{func.namespace}.{op}.{func._overloadname}({', '.join(texts)})", "results": keys}
    if mutated:
        line["mutates"] = "a0"
    if "as_strided" in row:
        line["dense_only"] = True
    return line, tensors


def inputs_of(op, dtype, differentiable):
    try:
        yield from op.sample_inputs("cpu", dtype, requires_grad=differentiable)
        if not differentiable:
            yield from op.reference_inputs("cpu", dtype)
    except Exception:  # a sample that this build cannot make
        return


def call(op, sample, differentiable):
    out = op(sample.input, *sample.args, **sample.kwargs)
    if not differentiable:
        return
    needing = [[each for each in tree_flatten(tree)[0] if torch.is_tensor(each) and each.requires_grad]
               for tree in (out, (sample.input, sample.args, sample.kwargs))]
    torch.autograd.grad(needing[0], needing[1], [torch.randn_like(each) for each in needing[0]], allow_unused=True)


def record(ops):
    recorder = Recorder()
    for op in ops:
        for dtype, differentiable in itertools.product(DTYPES, (False, True)):
            if dtype not in op.dtypes or (differentiable and (dtype not in DIFFERENTIATED or not op.supports_autograd)):
                continue
            for sample in itertools.islice(inputs_of(op, dtype, differentiable), 12 if differentiable else 60):
                try:
                    with recorder:
                        call(op, sample, differentiable)
                except Exception:  # a sample of an error, or of what this build cannot do
                    continue
    cases = []
    for number, noted in enumerate(recorder.noted):
        try:
            cases.append((noted[0], *case_of(number, *noted)))
        except Exception:  # nothing that this build evaluates again
            continue
    return cases


def write(cases, file):
    save_tensors({key: tensor for _, _, tensors in cases for key, tensor in sorted(tensors.items())}, file.with_suffix(".safetensors"))
    file.with_suffix(".json").write_text("[\n" + ",\n".join(" " + json.dumps(line) for _, line, _ in cases) + "\n]\n")


def bytes_of(tensors):
    return sum(tensor.numel() * tensor.element_size() for tensor in tensors.values())


def kind_of(line, tensors):
    """What operands are, in their order."""
    operands = [key for key in sorted(tensors) if key not in line["results"]]
    return tuple((tensors[key].dtype, tensors[key].dim()) for key in operands)


def smallest(cases):
    """The smallest two of each row, of operands of other types or ranks."""
    chosen, kinds = [], {}
    for case in sorted(cases, key=lambda case: (bytes_of(case[2]), case[1]["call"])):
        row, line, tensors = case
        taken, size = kinds.setdefault(row, []), bytes_of(tensors)
        if len(taken) < 2 and 16 * len(tensors) <= size <= (600 if taken else 2000) and kind_of(line, tensors) not in taken:
            taken.append(kind_of(line, tensors))
            chosen.append(case)
    return sorted(chosen, key=lambda case: case[1]["name"])


def main(folder, everything=None):
    warnings.filterwarnings("ignore")
    torch.manual_seed(0)
    ops = list(samples.op_db) + [op for name in ("unary", "binary", "pointwise", "reduce", "other")
                                 for op in getattr(samples, f"foreach_{name}_op_db")]
    cases = []
    for first in range(0, len(ops), 100):
        part = record(ops[first:first + 100])
        if everything is not None:
            write(part, everything / f"samples{first}")
        cases += smallest(part)
        print(f"{first}: {len(part)} calls", flush=True)
    cases = smallest(cases)
    for number, (_, line, tensors) in enumerate(cases):  # names of different parts may be the same
        old, new = line["name"], f"{line['name'].rsplit('_', 1)[0]}_{number}"
        line["name"], line["results"] = new, [key and key.replace(old, new, 1) for key in line["results"]]
        for key in list(tensors):
            tensors[key.replace(old, new, 1)] = tensors.pop(key)
    write(cases, folder / "samples")
    print(f"samples: {len(cases)} cases")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[3]) if sys.argv[2:3] == ["--all"] else None)
