"""Saves the kernels of wrappers as the capture helper does, on a machine without a GPU, and checks what it saved.

    python tests/capture_kernels.py OUTPUT_CODE.py FOLDER [OUTPUT_CODE.py FOLDER]...

Needs torch and triton of the release that wrote the file. Inductor's own autotuner compiles each kernel and makes its launcher; only the
driver below it is replaced, by one that loads nothing. Of several configurations the last one is taken for the one that autotuning chose.
FOLDER then has NAME.cubin, NAME.ptx and NAME.json of each, as `kernels/` of a case.
"""

import ast
import json
import os
import sys
import tempfile
import types

_cache = tempfile.TemporaryDirectory()
os.environ["TRITON_CACHE_DIR"] = os.path.join(_cache.name, "triton")
os.environ["TORCHINDUCTOR_CACHE_DIR"] = os.path.join(_cache.name, "inductor")
os.environ["TRITON_DISABLE_LINE_INFO"] = "1"
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "app", "capture"))

import torch
import torch._dynamo.device_interface
import torch._inductor.config
import torch.utils._triton
from triton.backends.compiler import GPUTarget
from triton.runtime import driver as triton_driver

PROPERTIES = types.SimpleNamespace(
    name="NVIDIA H100 80GB HBM3", major=9, minor=0, multi_processor_count=132, total_memory=80 << 30, warp_size=32,
    max_threads_per_multi_processor=2048, regs_per_multiprocessor=65536, max_threads_per_block=1024, shared_memory_per_block_optin=232448)


class _Guard:
    def __init__(self, *_):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *_):
        return False


class _Utils:
    def get_device_properties(self, *_):
        return {"max_shared_mem": 232448, "multiprocessor_count": 132, "warpSize": 32}

    def load_binary(self, *_):
        return (0, 0, 16, 0) if torch.__version__ < "2.6" else (0, 0, 16, 0, 1024)

    def unload_module(self, *_):
        pass


class _Driver:
    binary_ext = "cubin"
    utils = _Utils()

    def launcher_cls(self, *_):
        return lambda *args: None

    def get_current_target(self):
        return GPUTarget("cuda", 90, 32)

    def get_current_device(self):
        return 0

    def get_current_stream(self, *_):
        return 0

    def get_device_interface(self):
        return torch.cuda

    def get_active_torch_device(self):
        return torch.device("cuda", 0)


def _describe_a_device():
    cuda = torch.cuda
    cuda.get_device_properties = lambda *a, **k: PROPERTIES
    cuda.get_device_capability = lambda *a, **k: (9, 0)
    cuda.current_device = lambda: 0
    cuda.device_count = lambda: 1
    cuda._lazy_init = cuda.synchronize = lambda *a, **k: None
    cuda._exchange_device = cuda._maybe_exchange_device = lambda *a: 0
    cuda.device = _Guard
    active = getattr(triton_driver, "driver", triton_driver)
    try:
        active.set_active(_Driver())
    except Exception:
        active._obj = _Driver()
    for name in ("triton_hash_with_backend", "triton_backend_hash"):
        if hasattr(torch.utils._triton, name):
            setattr(torch.utils._triton, name, lambda *a, **k: "0" * 64)
    for name in ("has_triton", "has_triton_package"):
        setattr(torch.utils._triton, name, lambda *a, **k: True)
    interface = torch._dynamo.device_interface.CudaInterface
    for name, value in {"is_available": True, "current_device": 0, "device_count": 1, "synchronize": None, "exchange_device": 0}.items():
        setattr(interface, name, staticmethod(lambda *a, value=value, **k: value))
    interface.maybe_exchange_device = staticmethod(lambda *a, **k: 0)
    interface.device = _Guard
    if hasattr(torch._inductor.config, "use_static_cuda_launcher"):
        torch._inductor.config.use_static_cuda_launcher = False
    from torch._inductor.runtime import triton_helpers

    triton_helpers.set_driver_to_gpu = lambda: None


def _listings(text):
    """(variable, function, listing) of each async_compile.triton(..)."""

    def visit(body):
        for node in body:
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call) and ast.unparse(node.value.func) == "async_compile.triton":
                yield (node.targets[0].id, *(ast.literal_eval(a) for a in node.value.args[:2]))
            elif isinstance(node, (ast.FunctionDef, ast.If)):
                yield from visit(node.body)

    return list(visit(ast.parse(text).body))


def check(source, folder):
    from torch._inductor.codecache import PyCodeCache

    from ireplay_capture import _compiled_kernel, save_kernels

    module = types.ModuleType("wrapper")
    with open(source) as file:
        listings = _listings(file.read())
    for variable, function, listing in listings:
        tuner = getattr(PyCodeCache.load(listing), function)
        tuner.precompile()
        if not tuner.launchers:
            tuner._make_launchers()
        tuner.launchers = tuner.launchers[-1:]
        setattr(module, variable, tuner)
    saved = save_kernels(module, folder)
    assert saved == sorted(variable for variable, _, _ in listings), saved
    for variable in saved:
        tuner = getattr(module, variable)
        kernel = _compiled_kernel(tuner, tuner.launchers[0])
        with open(os.path.join(folder, variable + ".cubin"), "rb") as file:
            assert file.read() == kernel.asm["cubin"]
        with open(os.path.join(folder, variable + ".json")) as file:
            facts = json.load(file)
        assert facts["config"] == dict(tuner.launchers[0].config.kwargs), facts["config"]
        assert facts["num_warps"] == kernel.metadata.num_warps
        print(f"{source}: {variable}: {facts['entry']}, {facts['num_warps']} warps, {facts['config']}")


if __name__ == "__main__":
    _describe_a_device()
    paths = sys.argv[1:]
    for pair in zip(paths[::2], paths[1::2]):
        check(*pair)
