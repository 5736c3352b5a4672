"""One call: its text as TorchInductor prints it, operands, and what PyTorch's CPU kernels return.

A call's text is evaluated as it stands, on operands of float64 where the real ones are narrower floats, and the results
are rounded to the dtype that PyTorch gives them; ops that exist only on CUDA are given by what they are defined as. The
names in a call are its operands; `results` are keys of the tensor file, null for results that nobody reads; `mutates`
names the operand that an in-place call changes.
"""
import math

import torch

aten = torch.ops.aten
inf = math.inf
CASES = []
TENSORS = {}
FLOATS = (torch.float32, torch.float16, torch.bfloat16)


class ExternKernels:
    mm = staticmethod(torch.mm)
    bmm = staticmethod(torch.bmm)
    addmm = staticmethod(torch.addmm)
    bias_addmm = staticmethod(torch.addmm)
    baddbmm = staticmethod(torch.baddbmm)
    convolution = staticmethod(aten.convolution)

    @staticmethod
    def _int_mm(a, b):
        return (a.long() @ b.long()).int()

    @staticmethod
    def _mm_plus_mm(a, b, c, d):
        return a @ b + c @ d

    @staticmethod
    def conv1x1_via_mm(x, w):
        return torch.nn.functional.conv2d(x, w)


extern_kernels = ExternKernels()


def rand(*size, dtype=torch.float32, scale=1.0):
    return (torch.randn(size, dtype=torch.float64) * scale).to(dtype)


def ints(low, high, *size, dtype=torch.int64):
    return torch.randint(low, high, size, dtype=dtype)


def evaluate(text, operands):
    namespace = dict(globals(), **{k: v.clone() if v is not None else None for k, v in operands.items()})
    result = eval(text, namespace)
    return result, namespace


def as_tuple(result):
    return tuple(result) if isinstance(result, (tuple, list)) else (result,)


def widened(tensor):
    if tensor.dtype in FLOATS:
        return tensor.double()
    return tensor.to(torch.complex128) if tensor.dtype == torch.complex64 else tensor


def reference(text, operands, mutates, exact):
    """Results (or the mutated operand), computed in float64 and rounded."""
    result, namespace = evaluate(text, operands)
    narrow = as_tuple(namespace[mutates] if mutates else result)
    if exact:
        return narrow
    result, namespace = evaluate(text, {k: widened(v) for k, v in operands.items()})
    wide = as_tuple(namespace[mutates] if mutates else result)
    return tuple(w.to(n.dtype) if torch.is_tensor(w) else w for w, n in zip(wide, narrow))


def case(name, text, mutates=None, expected=None, results=None, exact=False, dense_only=False, **operands):
    """`expected` replaces the evaluation; `results` says which results are read; `exact` evaluates in the dtypes given;
    `dense_only`: results depend on how the operands lie in memory."""
    values = as_tuple(expected) if expected is not None else reference(text, operands, mutates, exact)
    if results is not None:
        values = tuple(v if i in results else None for i, v in enumerate(values))
    keys = []
    for i, value in enumerate(values):
        key = f"{name}/result{i}"
        keys.append(key if torch.is_tensor(value) else None)
        if torch.is_tensor(value):
            TENSORS[key] = value.detach().contiguous().clone()
    for operand, value in operands.items():
        TENSORS[f"{name}/{operand}"] = value.contiguous().clone()
    row = {"name": name, "call": text, "results": keys}
    if mutates:
        row["mutates"] = mutates
    if dense_only:
        row["dense_only"] = True
    CASES.append(row)
