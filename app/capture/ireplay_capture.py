"""Saves what TorchInductor compiles, with the tensors that went in and came out, as case folders for `ireplay`.

    import ireplay_capture
    with ireplay_capture.capture("cases"):
        model = torch.compile(model)
        loss = model(x).sum()
        loss.backward()

or, around a whole script, `python ireplay_capture.py --out cases train.py ARGS...`. Then `ireplay cases` replays them all.

Every graph that is compiled inside (forward and backward alike) and called becomes one folder a call:

    cases/rank0/model__0_forward_1.0/
        ir_post_fusion.txt, output_code.py, fx_graph_runnable.py, ...   as PyTorch wrote them
        ir_post_fusion.true_graph_0.txt   the text of a subgraph (cond, while_loop), which PyTorch writes over the graph's own
        inputs.safetensors    one tensor per graph input, by its name in output_code.py; on disk before the graph is called
        outputs.safetensors   output0, output1, ... in return order; mutated.<input> for inputs that the graph changed
        pinned.safetensors    random seeds that the graph drew, by buffer name; absent where there are none
        kernels/              each Triton kernel as it ran: NAME.cubin, NAME.ptx, and NAME.json with what a launch needs, NAME being
                              what output_code.py launches
        case.json             the inputs' and outputs' dtype, size, stride, offset and what they share memory with, integer inputs,
                              return expressions, versions, GPU and the flags that decide how precise products are

`calls` is how many calls of each graph are saved, `filter` a pattern of names (`"*backward*"`) or a function of the name that says
which graphs are. `reference` is what outputs.safetensors holds: "compiled" what the graph returned, "eager" what its ATen ops give
one by one; "both" adds these as outputs_eager.safetensors, and "f64" adds what they give in float64, rounded to the outputs' types at
the end, as outputs_f64.safetensors (`--reference` takes either file). Tensors are stored dense and row-major. `max_bytes` bounds the tensors of one call (they are copied to the host): a larger one is
saved without them, and `ireplay` then fills its inputs at random. A folder that is there already is never written over.

Kernels are what autotuning chose, as it ran; for them PyTorch's static launcher is off inside.

What goes wrong in here is a line on standard error and never ends the program that is captured. Needs PyTorch 2.5 or newer and
safetensors ("eager" and its kin PyTorch 2.7). Inductor's caches are off inside, for a graph that comes out of a cache leaves no
debug directory. Older releases: run with TORCH_COMPILE_DEBUG=1 and replay the debug directories without tensors.
"""

import argparse
import contextlib
import copy
import fnmatch
import glob
import json
import os
import re
import runpy
import shutil
import sys
import tempfile
import threading

import torch
import torch._inductor.config
import torch._inductor.debug
from safetensors.torch import save_file
from torch._inductor.codecache import PyCodeCache

try:
    from torch._inductor.output_code import CompiledFxGraph
except ImportError:  # PyTorch 2.5
    from torch._inductor.codecache import CompiledFxGraph
from torch.utils._python_dispatch import TorchDispatchMode

KEPT = ("ir_pre_fusion*.txt", "ir_post_fusion*.txt", "output_code.*", "fx_graph_*.py", "inductor_*.json")
REFERENCES = ("compiled", "eager", "both", "f64")

_SEEDS = ("randint.low_out", "inductor_rand_eager_offsets")


def _complain(what, error):
    print(f"ireplay_capture: {what}: {type(error).__name__}: {error}", file=sys.stderr)


@contextlib.contextmanager
def _harmless(what):
    """An exception inside is a line on standard error."""
    try:
        yield
    except Exception as error:
        _complain(what, error)


# ---- tensors


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


def _snapshot(value):
    return value.detach().contiguous().cpu().clone() if isinstance(value, torch.Tensor) else value


def _same(a, b):
    """Bit for bit, so that a NaN that stays is no change."""
    return torch.equal(a.reshape(-1).view(torch.uint8), b.reshape(-1).view(torch.uint8))


def _bytes(values):
    return sum(t.numel() * t.element_size() for t in values if isinstance(t, torch.Tensor))


def _layout(value):
    if isinstance(value, torch.Tensor):
        return {
            "dtype": str(value.dtype),
            "size": list(value.shape),
            "stride": list(value.stride()),
            "offset": value.storage_offset(),
            "device": value.device.type,
        }
    return {"value": value if isinstance(value, (int, float, bool)) else repr(value)}


def _memory(value):
    return value.untyped_storage().data_ptr() if isinstance(value, torch.Tensor) else 0


def _name_aliases(entries, values, owners):
    """Adds `shares_memory_with` to the entries of tensors that lie in the memory of an earlier one."""
    for entry, value in zip(entries, values):
        memory = _memory(value)
        if not memory:
            continue
        if memory in owners:
            entry["shares_memory_with"] = owners[memory]
        else:
            owners[memory] = entry["name"]


def _with_strides(tensor):
    """A copy that lies as the tensor does."""
    try:
        return torch.empty_strided(tensor.size(), tensor.stride(), dtype=tensor.dtype, device=tensor.device).copy_(tensor)
    except RuntimeError:  # elements that share memory
        return tensor.clone()


# ---- the wrapper's text


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


def _call_text(code):
    """From the last `def call(` on: partitions and subgraphs stand before it."""
    return code[max(code.rfind("def call("), 0) :]


def _input_names(code):
    match = re.search(r"^\s+(.*?)\s*=\s*args\s*$", _call_text(code), re.M)
    return _split(match.group(1).strip("()")) if match else []


def _return_expressions(code):
    match = re.search(r"^\s+return \((.*?)\)\s*$", _call_text(code), re.M)
    return _split(match.group(1)) if match else []


def _seed_buffers(code):
    """Names of the buffers that hold seeds, in the order in which they are drawn."""
    drawn = r"randint\.low_out\(.*?out=(\w+)\)|(\w+) = .*inductor_rand_eager_offsets.*\n\s*(\w+) = \2\n"
    return [match[0] or match[2] for match in re.findall(drawn, code)]


# ---- references op by op


class _InDouble(torch.fx.Interpreter):
    """Runs the graph's ops in float64: whatever names a narrower floating type names that instead."""

    _NARROW = (torch.float32, torch.float16, torch.bfloat16)

    def _wide(self, value):
        if isinstance(value, torch.Tensor):
            return value.double() if value.dtype in self._NARROW else value
        return torch.float64 if value in self._NARROW else value

    def run_node(self, node):
        return torch.utils._pytree.tree_map(self._wide, super().run_node(node))

    def call_function(self, target, args, kwargs):
        wide = lambda values: torch.utils._pytree.tree_map(self._wide, values)
        return super().call_function(target, wide(args), wide(kwargs))


def _run_op_by_op(module, inputs, in_double):
    given = [_with_strides(t) if isinstance(t, torch.Tensor) else t for t in inputs]
    if in_double:
        given = [t.double() if isinstance(t, torch.Tensor) and t.dtype in _InDouble._NARROW else t for t in given]
    interpreter = (_InDouble if in_double else torch.fx.Interpreter)(module)
    with torch.no_grad():
        outputs = interpreter.run(*given)
    return list(outputs) if isinstance(outputs, (list, tuple)) else [outputs], given


# ---- facts


def _flags():
    cuda, cudnn = torch.backends.cuda.matmul, torch.backends.cudnn
    read = {
        "float32_matmul_precision": torch.get_float32_matmul_precision,
        "allow_tf32_matmul": lambda: cuda.allow_tf32,
        "allow_tf32_convolution": lambda: cudnn.allow_tf32,
        "allow_fp16_reduced_precision_reduction": lambda: cuda.allow_fp16_reduced_precision_reduction,
        "allow_bf16_reduced_precision_reduction": lambda: cuda.allow_bf16_reduced_precision_reduction,
        "deterministic_algorithms": torch.are_deterministic_algorithms_enabled,
        "emulate_precision_casts": lambda: torch._inductor.config.emulate_precision_casts,
        "fallback_random": lambda: torch._inductor.config.fallback_random,
    }
    flags = {}
    for name, value in read.items():
        with contextlib.suppress(Exception):
            flags[name] = value()
    return flags


def _versions():
    has_gpu = torch.cuda.is_available()
    versions = {"torch": torch.__version__, "python": sys.version.split()[0], "cuda": torch.version.cuda}
    with contextlib.suppress(Exception):
        import triton

        versions["triton"] = triton.__version__
    return {**versions, "gpu": torch.cuda.get_device_name() if has_gpu else None}


def _rank():
    if torch.distributed.is_available() and torch.distributed.is_initialized():
        return torch.distributed.get_rank()
    return int(os.environ.get("RANK", "0"))


# ---- kernels


def _compiled_kernel(tuner, launcher):
    """Triton's own object of a launcher's kernel, which has its binary and its metadata."""
    scope = getattr(launcher, "__globals__", {})
    for result in getattr(tuner, "compile_results", []):
        if result.config is launcher.config and hasattr(result.kernel, "asm"):
            return result.kernel
    return getattr(launcher, "bin", None) or scope.get("bin")


def _named(tuner, facts):
    """Up to 2.6 the facts of parameters are by position."""
    names = list(tuner.fn.arg_names)

    def name(key):
        key = key[0] if isinstance(key, tuple) else key
        return names[key] if isinstance(key, int) else key

    return {name(key): value for key, value in (facts or {}).items()}


def _plain(value):
    return value if isinstance(value, (int, float, str, bool)) or value is None else repr(value)


def _launch_facts(tuner, launcher, kernel):
    """What a launch needs beside the binary and the wrapper's call."""
    metadata, inductor = kernel.metadata, tuner.inductor_meta or {}
    facts = {"entry": metadata.name}
    for name in ("num_warps", "num_ctas", "cluster_dims", "shared", "global_scratch_size", "global_scratch_align"):
        facts[name] = getattr(metadata, name, None)
    for name in ("profile_scratch_size", "profile_scratch_align", "launch_pdl", "launch_cooperative_grid", "tensordesc_meta"):
        facts[name] = getattr(metadata, name, None)
    facts["signature"] = _named(tuner, tuner.triton_meta.get("signature"))
    facts["constants"] = {name: _plain(value) for name, value in _named(tuner, tuner.triton_meta.get("constants")).items()}
    facts["config"] = {name: _plain(value) for name, value in launcher.config.kwargs.items()}
    for name in ("grid_type", "fixed_grid", "precomputed_grids", "extra_launcher_args"):
        facts[name] = inductor.get(name)
    target = getattr(metadata, "target", None)
    facts["compute_capability"] = getattr(target, "arch", None)
    facts.update({name: value for name, value in _versions().items() if name in ("torch", "triton")})
    return {name: value for name, value in facts.items() if value is not None}


def save_kernels(module, folder):
    """The Triton kernels of a wrapper's module, once they were launched: those of the configuration that autotuning chose.

    Returns the names of those that are saved."""
    saved = []
    for name, tuner in sorted(vars(module).items()):
        launchers = getattr(tuner, "launchers", None)
        if not launchers or not hasattr(tuner, "triton_meta"):
            continue
        with _harmless(f"{folder}: the kernel {name} is not saved"):
            kernel = _compiled_kernel(tuner, launchers[0])
            if kernel is None:
                raise RuntimeError("its launcher does not have the compiled kernel")
            os.makedirs(folder, exist_ok=True)
            path = os.path.join(folder, name)
            with open(path + ".cubin", "wb") as file:
                file.write(kernel.asm["cubin"])
            if kernel.asm.get("ptx"):
                with open(path + ".ptx", "w") as file:
                    file.write(kernel.asm["ptx"])
            with open(path + ".json", "w") as file:
                json.dump(_launch_facts(tuner, launchers[0], kernel), file, indent=1, default=str)
            saved.append(name)
    return saved


# ---- one call


class _Call:
    """One call of a compiled graph, saved in two steps: what it is given, and what it gives."""

    def __init__(self, case, code, options, module):
        self.case, self.code, self.options, self.module = case, code, options, module
        self.seeds = []

    def begin(self, inputs):
        self.inputs = list(inputs)
        self.names = _input_names(self.code)
        self.has_tensors = _bytes(self.inputs) <= self.options["max_bytes"]
        self.facts = {
            "name": os.path.basename(self.case),
            "rank": _rank(),
            **_versions(),
            "flags": _flags(),
            "inputs": [{"name": name, **_layout(value)} for name, value in zip(self.names, self.inputs)],
            "outputs": [],
            "mutated": [],
            "returns": _return_expressions(self.code),
            "pinned": [],
            "has_tensors": False,
            "state": "called, and has not returned",
        }
        self.owners = {}
        _name_aliases(self.facts["inputs"], self.inputs, self.owners)
        self._write_facts()
        if not self.has_tensors:
            return
        self.before = [_snapshot(t) for t in self.inputs]
        tensors = {n: t for n, t in zip(self.names, self.before) if isinstance(t, torch.Tensor)}
        self._save(tensors, "inputs.safetensors")
        self.references = {}
        if self.options["reference"] != "compiled":
            with _harmless(f"{self.case}: no reference op by op"):
                self._run_references()

    def _run_references(self):
        if self.module is None:
            raise RuntimeError("this release keeps the graph's ops out of reach")
        if any(name in self.code for name in _SEEDS):
            raise RuntimeError("the graph draws random numbers, which its ops one by one draw otherwise")
        for name in ["f64"] if self.options["reference"] == "f64" else ["eager"]:
            outputs, after = _run_op_by_op(self.module, self.inputs, name == "f64")
            self.references[name] = self._named(outputs, self.before, [_snapshot(t) for t in after], name == "f64")

    def _named(self, outputs, before, after, in_double=False):
        """output0 ..., and mutated.<input> for inputs that changed."""
        tensors = {f"output{i}": _snapshot(t) for i, t in enumerate(outputs) if isinstance(t, torch.Tensor)}
        for name, old, new in zip(self.names, before, after):
            if isinstance(old, torch.Tensor) and not _same(old.to(new.dtype) if in_double else old, new):
                tensors["mutated." + name] = new
        return tensors

    def finish(self, outputs):
        outputs = list(outputs)
        entries = [{"name": f"output{i}", **_layout(value)} for i, value in enumerate(outputs)]
        _name_aliases(entries, outputs, self.owners)
        self.facts["outputs"] = entries
        self.facts["state"] = "returned"
        self.has_tensors = self.has_tensors and _bytes(outputs) <= self.options["max_bytes"]
        self.facts["has_tensors"] = self.has_tensors
        if self.has_tensors:
            self._save_results(outputs)
        else:
            for file in glob.glob(os.path.join(glob.escape(self.case), "*.safetensors")):
                os.remove(file)  # inputs alone say nothing
        self._write_facts()
        self.inputs = None

    def _save_results(self, outputs):
        compiled = self._named(outputs, self.before, [_snapshot(t) for t in self.inputs])
        self.facts["mutated"] = [name[len("mutated.") :] for name in compiled if name.startswith("mutated.")]
        wanted, eager = self.options["reference"], self.references.get("eager")
        if wanted == "eager" and eager:
            self.facts["reference"], self.facts["reference_rounding"] = "eager", "per_op"
            compiled = eager
        else:
            self.facts["reference"], self.facts["reference_rounding"] = "compiled", "fused"
        self._save(compiled, "outputs.safetensors")
        if wanted == "both" and eager:
            self._save(eager, "outputs_eager.safetensors")
        if exact := self.references.get("f64"):
            self._save({n: t.to(compiled[n].dtype) for n, t in exact.items() if n in compiled}, "outputs_f64.safetensors")
        if self.seeds:
            seeded = _seed_buffers(self.code)
            self.facts["pinned"] = sorted(seeded)
            self._save(dict(zip(seeded, [t.cpu() for t in self.seeds])), "pinned.safetensors")

    def fail(self, error):
        self.facts["state"] = f"raised {type(error).__name__}: {error}"
        self._write_facts()

    def _save(self, tensors, name):
        save_file({n: t.detach().cpu().contiguous() for n, t in tensors.items()}, os.path.join(self.case, name))

    def _write_facts(self):
        path = os.path.join(self.case, "case.json")
        with open(path + ".new", "w") as file:
            json.dump(self.facts, file, indent=1)
        os.replace(path + ".new", path)


class _Recorder:
    """The graphs of one `capture`."""

    def __init__(self, out, options):
        self.out, self.options = out, options
        self.debug_root = tempfile.mkdtemp(prefix="ireplay_capture_")
        self.lock = threading.Lock()
        self.graphs = {}  # id -> (the graph, kept alive so that its id stays its own; its folder; calls so far)
        self.wrappers = {}  # text of an output_code.py -> the module that was made of it
        self.modules = {}  # id of a graph -> (the graph, its ATen ops)
        self.claimed = set()
        self.cases = []

    def begin(self, graph, inputs):
        """The call to save, or None."""
        with self.lock:
            if id(graph) not in self.graphs:
                self.graphs[id(graph)] = [graph, self._find_folder(graph), 0]
            entry = self.graphs[id(graph)]
            folder, number = entry[1], entry[2]
            entry[2] += 1
            if folder is None or number >= self.options["calls"]:
                return None
            case = self._make_case(folder, number)
        with open(os.path.join(case, "output_code.py")) as file:
            code = file.read()
        call = _Call(case, code, self.options, self.modules.get(id(graph), (None, None))[1])
        call.begin(inputs)
        self.cases.append(call)
        return call

    def save_kernels(self, call):
        module = self.wrappers.get(call.code.strip())
        if module is not None:
            save_kernels(module, os.path.join(call.case, "kernels"))

    def _find_folder(self, graph):
        source = (getattr(graph, "source_code", None) or "").strip()
        for folder, _, files in sorted(os.walk(self.debug_root)):
            if folder in self.claimed or "output_code.py" not in files or not source:
                continue
            with open(os.path.join(folder, "output_code.py")) as file:
                if file.read().strip() != source:
                    continue
            self.claimed.add(folder)
            return folder if self._is_wanted(self._model(folder)) else None
        print("ireplay_capture: a graph left no debug directory and is not saved", file=sys.stderr)
        return None

    @staticmethod
    def _model(folder):
        return re.sub(r"\.\d+$", "", os.path.basename(folder))

    def _is_wanted(self, name):
        wanted = self.options["filter"]
        if wanted is None:
            return True
        return bool(wanted(name)) if callable(wanted) else fnmatch.fnmatch(name, wanted)

    def _make_case(self, folder, number):
        """A new folder `rank<N>/<model>.<call>`, with the texts."""
        base = os.path.join(self.out, f"rank{_rank()}", f"{self._model(folder)}.{number}")
        os.makedirs(os.path.dirname(base), exist_ok=True)
        case, tries = base, 1
        while True:
            try:
                os.mkdir(case)
                break
            except FileExistsError:
                tries += 1
                case = f"{base}_{tries}"
        for pattern in KEPT:
            for file in glob.glob(os.path.join(glob.escape(folder), pattern)):
                shutil.copy(file, case)
        return case

    # ---- what of PyTorch is replaced meanwhile

    def calling(self, original):
        def call(graph, inputs):
            saved = recorder = None
            with _harmless("a call is not saved"):
                saved = self.begin(graph, inputs)
                if saved and any(name in saved.code for name in _SEEDS):
                    recorder = _SeedRecorder()
            if saved is None:
                return original(graph, inputs)
            try:
                with recorder or contextlib.nullcontext():
                    outputs = original(graph, inputs)
                if torch.cuda.is_available():
                    torch.cuda.synchronize()
            except BaseException as error:
                with _harmless(f"{saved.case} is not complete"):
                    saved.fail(error)
                raise
            with _harmless(f"{saved.case} is not complete"):
                saved.seeds = recorder.seeds if recorder else []
                saved.finish(outputs)
            with _harmless(f"{saved.case} has no kernels"):
                self.save_kernels(saved)
            return outputs

        return call

    def compiling(self, original):
        """Keeps the ATen ops of a graph, which compiling changes."""

        def compile_graph(compiler, module, *args, **kwargs):
            kept = None
            with _harmless("the ops of a graph are not kept"):
                kept = copy.deepcopy(module)
            result = original(compiler, module, *args, **kwargs)
            self.modules[id(result)] = (result, kept)
            return result

        return compile_graph

    def loading(self, original):
        """Keeps the modules of wrappers, which have the kernels."""

        def load(*args, **kwargs):
            module = original(*args, **kwargs)
            with _harmless("a wrapper's module is not kept"):
                with open(module.__file__) as file:
                    text = file.read()
                if "def call(" in text:
                    self.wrappers[text.strip()] = module
            return module

        return staticmethod(load)

    @staticmethod
    def writing(original, file_name):
        """A subgraph's text goes to a file of its own, where PyTorch writes it over the graph's."""

        def write(formatter, nodes):
            import torch._inductor.graph
            from torch._inductor.virtualized import V

            own, path, before = None, None, None
            with _harmless("the text of a graph"):
                path = formatter.filename(file_name) if hasattr(formatter, "filename") else V.debug.filename(file_name)
                if isinstance(V.graph, getattr(torch._inductor.graph, "SubgraphLowering", ())):  # none in 2.5
                    stem, extension = os.path.splitext(path)
                    own = f"{stem}.{V.graph.name or 'subgraph'}{extension}"
                    if os.path.exists(path):
                        with open(path) as file:
                            before = file.read()
            original(formatter, nodes)
            with _harmless("the text of a subgraph"):
                if own is None:
                    return
                os.replace(path, own)
                if before is not None:
                    with open(path, "w") as file:
                        file.write(before)

        return write


@contextlib.contextmanager
def _replaced(owner, name, make):
    """The attribute is `make(original)` meanwhile; where there is none nothing happens."""
    original = getattr(owner, name, None) if owner is not None else None
    if original is None:
        yield
        return
    setattr(owner, name, make(original))
    try:
        yield
    finally:
        setattr(owner, name, original)


@contextlib.contextmanager
def capture(out, max_bytes=1 << 30, calls=1, filter=None, reference="compiled"):
    """Saves the graphs compiled and called inside to folders under `out`, which are listed at the end."""
    if reference not in REFERENCES:
        raise ValueError(f"reference must be one of {', '.join(REFERENCES)}, not {reference!r}")
    options = {"max_bytes": max_bytes, "calls": calls, "filter": filter, "reference": reference}
    recorder = _Recorder(os.path.abspath(out), options)
    import torch._inductor.compile_fx as compile_fx

    compiler = getattr(compile_fx, "_InProcessFxCompile", None) if reference != "compiled" else None
    formatter = torch._inductor.debug.DebugFormatter
    settings = {"trace.enabled": True, "trace.debug_dir": recorder.debug_root, "force_disable_caches": True}
    if hasattr(torch._inductor.config, "use_static_cuda_launcher"):
        settings["use_static_cuda_launcher"] = False  # PyTorch's own launcher does not keep what Triton's has
    torch._dynamo.reset()
    try:
        with contextlib.ExitStack() as stack:
            stack.enter_context(_replaced(CompiledFxGraph, "__call__", recorder.calling))
            stack.enter_context(_replaced(compiler, "codegen_and_compile", recorder.compiling))
            stack.enter_context(_replaced(PyCodeCache, "load_by_key_path", recorder.loading))
            for method, file in (("ir_pre_fusion", "ir_pre_fusion.txt"), ("ir_post_fusion", "ir_post_fusion.txt")):
                stack.enter_context(_replaced(formatter, method, lambda original, f=file: recorder.writing(original, f)))
            stack.enter_context(torch._inductor.config.patch(settings))
            yield
    finally:
        shutil.rmtree(recorder.debug_root, ignore_errors=True)
        for call in recorder.cases:
            complete = call.facts["state"] == "returned"
            note = "" if complete and call.has_tensors else "  (without tensors: more than max_bytes)"
            print(call.case + (note if complete else f"  ({call.facts['state']})"))


def main():
    parser = argparse.ArgumentParser(description="Run a script and save the graphs that it compiles as cases for ireplay.")
    parser.add_argument("--out", default="cases", help="folder for the cases (default: cases)")
    parser.add_argument("--max-bytes", type=int, default=1 << 30, help="tensors of a call above this are not saved")
    parser.add_argument("--calls", type=int, default=1, help="how many calls of each graph are saved (default: 1)")
    parser.add_argument("--filter", help="pattern of the graphs' names, such as '*backward*'")
    parser.add_argument("--reference", choices=REFERENCES, default="compiled", help="what outputs.safetensors holds")
    parser.add_argument("script")
    parser.add_argument("arguments", nargs=argparse.REMAINDER)
    options = parser.parse_args()
    sys.argv = [options.script, *options.arguments]
    sys.path.insert(0, os.path.dirname(os.path.abspath(options.script)))
    with capture(options.out, options.max_bytes, options.calls, options.filter, options.reference):
        runpy.run_path(options.script, run_name="__main__")


if __name__ == "__main__":
    main()
