"""Saves what TorchInductor compiles, with the tensors that went in and came out, as case folders for `ireplay`.

    import ireplay_capture
    with ireplay_capture.capture("cases"):
        model = torch.compile(model)
        loss = model(x).sum()
        loss.backward()

or, around a whole script, `python ireplay_capture.py --out cases train.py ARGS...`. Then `ireplay cases` replays them all.

Every graph that is compiled inside (forward and backward alike) and called at least once becomes one folder:

    cases/<debug directory>/
        ir_post_fusion.txt, ir_pre_fusion.txt, output_code.py, ...   as PyTorch wrote them
        inputs.safetensors    one tensor per graph input, by its name in output_code.py
        outputs.safetensors   output0, output1, ... in return order; mutated.<input> for inputs that the graph changed
        pinned.safetensors    random seeds that the graph drew, by buffer name; absent where there are none
        case.json             dtype, size and stride of inputs and outputs, integer inputs, return expressions

What is saved is the first call of each graph. Tensors are stored dense and row-major; the strides that the graph saw are in
case.json. `max_bytes` bounds the tensors of one graph (inputs and outputs are copied to the host): a larger graph is saved
without them, and `ireplay` then fills its inputs at random.

Needs PyTorch 2.6 or newer and safetensors. Inductor's caches are off inside, for a graph that comes out of a cache leaves no
debug directory. Older releases: run with TORCH_COMPILE_DEBUG=1 and replay the debug directories without tensors.
"""

import argparse
import contextlib
import json
import os
import re
import runpy
import shutil
import sys
import tempfile

import torch
import torch._inductor.config
from safetensors.torch import save_file
from torch._inductor.output_code import CompiledFxGraph
from torch.utils._python_dispatch import TorchDispatchMode

KEPT = ("ir_pre_fusion.txt", "ir_post_fusion.txt", "output_code.py", "fx_graph_readable.py", "fx_graph_transformed.py")

_SEEDS = ("randint.low_out", "inductor_rand_eager_offsets")


class _SeedRecorder(TorchDispatchMode):
    """Keeps the seeds of every rand, randn and dropout of a graph: what the ops of `_SEEDS` gave."""

    def __init__(self):
        super().__init__()
        self.seeds = []

    def __torch_dispatch__(self, func, types, args=(), kwargs=None):
        out = func(*args, **(kwargs or {}))
        if any(name in str(func) for name in _SEEDS):
            self.seeds.append(out.detach().clone())
        return out


class _Call:
    """The first call of one compiled graph."""

    def __init__(self, graph, inputs, max_bytes):
        self.source = getattr(graph, "source_code", None) or ""
        self.inputs = list(inputs)
        tensors = [t for t in self.inputs if isinstance(t, torch.Tensor)]
        self.has_tensors = sum(t.numel() * t.element_size() for t in tensors) <= max_bytes
        self.layouts = [_layout(t) for t in self.inputs]
        self.before = [_snapshot(t) for t in self.inputs] if self.has_tensors else []
        self.seeds = []

    def finish(self, outputs, max_bytes):
        self.output_layouts = [_layout(t) for t in outputs]
        size = sum(t.numel() * t.element_size() for t in outputs if isinstance(t, torch.Tensor))
        self.has_tensors = self.has_tensors and size <= max_bytes
        self.outputs = [_snapshot(t) for t in outputs] if self.has_tensors else []
        self.after = [_snapshot(t) for t in self.inputs] if self.has_tensors else []
        self.inputs = None


def _snapshot(value):
    return value.detach().contiguous().cpu().clone() if isinstance(value, torch.Tensor) else value


def _layout(value):
    if isinstance(value, torch.Tensor):
        return {"dtype": str(value.dtype), "size": list(value.shape), "stride": list(value.stride()), "device": value.device.type}
    return {"value": value if isinstance(value, (int, float, bool)) else repr(value)}


def _same(a, b):
    """Bit for bit, so that a NaN that stays is no change."""
    return torch.equal(a.reshape(-1).view(torch.uint8), b.reshape(-1).view(torch.uint8))


def _split(text):
    """`a, f(b, c), ` -> ['a', 'f(b, c)']."""
    parts, depth, part = [], 0, ""
    for c in text:
        depth += (c in "([") - (c in ")]")
        if c == "," and depth == 0:
            parts.append(part.strip())
            part = ""
        else:
            part += c
    return [p for p in [*parts, part.strip()] if p]


def _input_names(code):
    match = re.search(r"^\s+(.*?)\s*=\s*args\s*$", code, re.M)
    return _split(match.group(1).strip("()")) if match else []


def _return_expressions(code):
    call = code.rfind("def call(")
    match = re.search(r"^\s+return \((.*?)\)\s*$", code[call:], re.M)
    return _split(match.group(1)) if match else []


def _seed_buffers(code):
    """Names of the buffers that hold seeds, in the order in which they are drawn."""
    drawn = r"randint\.low_out\(.*?out=(\w+)\)|(\w+) = .*inductor_rand_eager_offsets.*\n\s*(\w+) = \2\n"
    return [match[0] or match[2] for match in re.findall(drawn, code)]


def _save(call, debug_dir, case):
    with open(os.path.join(debug_dir, "output_code.py")) as file:
        code = file.read()
    os.makedirs(case)
    for name in KEPT:
        if os.path.exists(os.path.join(debug_dir, name)):
            shutil.copy(os.path.join(debug_dir, name), case)

    names = _input_names(code)
    seeded = _seed_buffers(code)
    facts = {
        "name": os.path.basename(case),
        "torch": torch.__version__,
        "gpu": torch.cuda.get_device_name() if torch.cuda.is_available() else None,
        "inputs": [{"name": n, **layout} for n, layout in zip(names, call.layouts)],
        "outputs": [{"name": f"output{i}", **layout} for i, layout in enumerate(call.output_layouts)],
        "mutated": [],
        "returns": _return_expressions(code),
        "pinned": sorted(seeded) if call.seeds else [],
        "has_tensors": call.has_tensors,
    }
    if call.has_tensors:
        inputs, outputs = {}, {}
        for name, before, after in zip(names, call.before, call.after):
            if isinstance(before, torch.Tensor):
                inputs[name] = before
                if not _same(before, after):
                    facts["mutated"].append(name)
                    outputs["mutated." + name] = after
        for i, tensor in enumerate(call.outputs):
            if isinstance(tensor, torch.Tensor):
                outputs[f"output{i}"] = tensor
        save_file(inputs, os.path.join(case, "inputs.safetensors"))
        save_file(outputs, os.path.join(case, "outputs.safetensors"))
        if call.seeds:
            save_file(dict(zip(seeded, [t.cpu() for t in call.seeds])), os.path.join(case, "pinned.safetensors"))
    with open(os.path.join(case, "case.json"), "w") as file:
        json.dump(facts, file, indent=1)


def _debug_dirs(root):
    found = {}
    for folder, _, files in os.walk(root):
        if "output_code.py" in files and "ir_post_fusion.txt" in files:
            with open(os.path.join(folder, "output_code.py")) as file:
                found[folder] = file.read().strip()
    return found


@contextlib.contextmanager
def capture(out, max_bytes=1 << 30):
    """Saves the graphs compiled and called inside to folders under `out`, which are listed at the end."""
    calls, seen = [], set()
    original = CompiledFxGraph.__call__

    def recording(graph, inputs):
        if id(graph) in seen:
            return original(graph, inputs)
        seen.add(id(graph))
        call = _Call(graph, inputs, max_bytes)
        recorder = _SeedRecorder() if any(name in call.source for name in _SEEDS) else None
        with recorder or contextlib.nullcontext():
            outputs = original(graph, inputs)
        if torch.cuda.is_available():
            torch.cuda.synchronize()
        call.seeds = recorder.seeds if recorder else []
        call.finish(list(outputs), max_bytes)
        call.graph = graph  # kept alive, so that its id stays its own
        calls.append(call)
        return outputs

    debug_root = tempfile.mkdtemp(prefix="ireplay_capture_")
    torch._dynamo.reset()
    CompiledFxGraph.__call__ = recording
    try:
        with torch._inductor.config.patch(
            {"trace.enabled": True, "trace.debug_dir": debug_root, "force_disable_caches": True}
        ):
            yield
    finally:
        CompiledFxGraph.__call__ = original
        dirs = _debug_dirs(debug_root)
        for call in calls:
            source = call.source.strip()
            match = next((d for d, code in dirs.items() if code == source), None)
            if match is None or not source:
                print("ireplay_capture: a graph left no debug directory and is not saved", file=sys.stderr)
                continue
            del dirs[match]
            case = os.path.join(out, os.path.basename(match))
            shutil.rmtree(case, ignore_errors=True)
            _save(call, match, case)
            print(case + ("" if call.has_tensors else "  (without tensors: more than max_bytes)"))
        shutil.rmtree(debug_root, ignore_errors=True)


def main():
    parser = argparse.ArgumentParser(description="Run a script and save the graphs that it compiles as cases for ireplay.")
    parser.add_argument("--out", default="cases", help="folder for the cases (default: cases)")
    parser.add_argument("--max-bytes", type=int, default=1 << 30, help="tensors of a graph above this are not saved")
    parser.add_argument("script")
    parser.add_argument("arguments", nargs=argparse.REMAINDER)
    options = parser.parse_args()
    sys.argv = [options.script, *options.arguments]
    sys.path.insert(0, os.path.dirname(os.path.abspath(options.script)))
    with capture(options.out, options.max_bytes):
        runpy.run_path(options.script, run_name="__main__")


if __name__ == "__main__":
    main()
