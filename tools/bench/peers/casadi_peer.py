"""The workloads in CasADi, in its virtual machine; with a folder as argument, the C code it writes, compiled there by gcc.

Answers as Peer.java does. Float64 alone: CasADi has nothing else.
"""
import ctypes
import os
import subprocess
import sys
import time

import casadi as ca
import numpy as np

FOLDER = sys.argv[1] if len(sys.argv) > 1 else None
BUSY = "PEERS_BUSY" in os.environ
SAMPLES = 21


class Numbers:
    def __init__(self, seed):
        self.state = seed

    def next(self, scale):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) & (2**64 - 1)
        return ((self.state >> 33) / 2**31 - 0.5) * scale

    def array(self, count, scale):
        return np.array([self.next(scale) for _ in range(count)])


def mark(gradient):
    g = np.asarray(gradient, dtype=float).ravel()
    return float(np.sum(np.abs(g) * (1 + np.arange(g.size) % 13 / 13) * np.where(g > 0, 2, 1)))


def median(run, seconds):
    now = time.thread_time if BUSY else time.perf_counter
    start = now()
    count = 0
    while count == 0 or now() - start < seconds * 0.5:
        run()
        count += 1
    each = (now() - start) / count
    batch = max(1, int(seconds * 0.5 / SAMPLES / each))
    times = []
    for _ in range(min(SAMPLES, max(1, int(seconds * 2 / each)))):
        begin = now()
        for _ in range(batch):
            run()
        times.append((now() - begin) / batch)
    times.sort()
    return times[0 if BUSY else len(times) // 2]


def machine(function, inputs):
    """A run on arrays in place, and the arrays of results."""
    buffer, run = function.buffer()
    arrays = [np.asfortranarray(value) for value in inputs]
    results = []
    for i, value in enumerate(arrays):
        buffer.set_arg(i, memoryview(value))
    for i in range(function.n_out()):
        results.append(np.zeros(function.size_out(i), order="F"))
        buffer.set_res(i, memoryview(results[i]))
    run()
    KEPT[:] = [buffer, arrays, results]
    return run, results


# What is known elsewhere by its address alone.
KEPT = []

LOOP = """
void repeat(long n, const double **arg, double **res, long long *iw, double *w) {
  for (long i = 0; i < n; i++) f(arg, res, iw, w, 0);
}
"""


def compiled(function, inputs):
    """The same from C code, repeated in C so that a call from here costs nothing."""
    source = os.path.join(FOLDER, "casadi.c")
    library = os.path.join(FOLDER, f"casadi-{time.time_ns()}.so")
    generator = ca.CodeGenerator("casadi.c")
    generator.add(function)
    generator.generate(FOLDER + "/")
    with open(source, "a") as file:
        file.write(LOOP)
    subprocess.run(["gcc", "-O3", "-march=native", "-fPIC", "-shared", source, "-o", library, "-lm"], check=True)
    repeat = ctypes.CDLL(library).repeat
    os.remove(library)
    inputs = [np.asfortranarray(value, dtype=float) for value in inputs]
    results = [np.zeros(function.size_out(i), order="F") for i in range(function.n_out())]
    address = lambda arrays, room: (ctypes.c_void_p * room)(*[a.ctypes.data for a in arrays])
    arg, res = address(inputs, function.sz_arg()), address(results, function.sz_res())
    iw, w = np.zeros(function.sz_iw() + 1, dtype=np.int64), np.zeros(function.sz_w() + 1)

    def run(count=1):
        repeat(ctypes.c_long(count), arg, res, ctypes.c_void_p(iw.ctypes.data), ctypes.c_void_p(w.ctypes.data))

    run()
    KEPT[:] = [inputs, results, arg, res, iw, w]
    run.many = run
    return run, results


def ready(function, inputs, loss=True):
    run, results = (compiled if FOLDER else machine)(function, inputs)
    marks = [float(results[0][0, 0])] if loss else []
    return marks + [mark(g) for g in results[1 if loss else 0 :]], run


def scalars():
    numbers = Numbers(2)
    values = numbers.array(2, 1), numbers.array(337, 1)
    x, p = ca.SX.sym("x", 2), ca.SX.sym("p", 337)
    layer, used = [x[0], x[1]], 0
    for size in 16, 16, 1:
        following = []
        for _ in range(size):
            z = 0
            for a in layer:
                z += p[used] * a
                used += 1
            z += p[used]
            used += 1
            following.append(z if size == 1 else ca.tanh(z))
        layer = following
    loss = (layer[0] - 0.5) ** 2
    return ready(ca.Function("f", [x, p], [loss, ca.gradient(loss, p)]), values)


def loop(count):
    numbers = Numbers(3)
    values = [numbers.array(count, 4) for _ in range(4)]
    a, b, c, d = (ca.MX.sym(name, count) for name in "abcd")
    loss = ca.sum1(1 / (1 + ca.exp(-(a * b + c))) * ca.tanh(d))
    gradients = [ca.gradient(loss, x) for x in (a, b, c, d)]
    return ready(ca.Function("f", [a, b, c, d], [loss, *gradients]), values)


def chain(values):
    # The steps are laid out by CasADi itself: a loop here would take ten times as long.
    x, w = ca.SX.sym("x"), ca.SX.sym("w")
    step = ca.Function("step", [x, w], [ca.sin(x) * w + x])
    p = ca.SX.sym("p", len(values))
    x = step.mapaccum(len(values) - 1).expand()(p[0], p[1:].T)[-1]
    return ready(ca.Function("f", [p], [x, ca.gradient(x, p)]), [values])


def curvature(whole):
    numbers = Numbers(6)
    x, w, v = numbers.array(50000, 1).reshape(1000, 50), numbers.array(50, 1), numbers.array(50, 1)
    X, W, V = ca.MX.sym("X", 1000, 50), ca.MX.sym("w", 50), ca.MX.sym("v", 50)
    z = X @ W
    # The labels drop out of second derivatives.
    loss = ca.sum1(ca.log(1 + ca.exp(z))) / 1000
    if whole:
        return ready(ca.Function("f", [X, W], [ca.hessian(loss, W)[0]]), [x, w], loss=False)
    return ready(ca.Function("f", [X, W, V], [ca.jtimes(ca.gradient(loss, W), W, V)]), [x, w, v], loss=False)


def prepare(key):
    name, kind = key.rsplit(" ", 1)
    words = name.split(" ")
    if kind != "f64" or FOLDER and words[0] not in ("P2", "P3", "P6"):
        return None
    if words[0] == "P2":
        return scalars()
    if words[0] == "P3" and (not FOLDER or words[1] != "1e7"):
        return loop(int(float(words[1])))
    if words[0] == "P4":
        values = Numbers(4).array(int(float(words[1])) + 1, 0.02)
        marks, run = chain(values)
        return (marks, lambda: chain(values)) if "total" in name else (marks, run)
    if words[0] == "P6":
        return curvature(words[1] == "hessian")
    return None


def timed(run, seconds):
    if not hasattr(run, "many"):
        return median(run, seconds)
    count = 1
    while True:
        begin = time.perf_counter()
        run.many(count)
        if time.perf_counter() - begin > 1e-3:
            return median(lambda: run.many(count), seconds) / count
        count *= 2


def main():
    out = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)

    def answer(text):
        print("peer\t" + text, file=out, flush=True)

    answer("ready")
    run = None
    for line in sys.stdin:
        word, _, rest = line.rstrip("\n").partition(" ")
        try:
            if word == "prepare":
                run = None
                made = prepare(rest)
                if made:
                    run = made[1]
                    answer("marks\t" + " ".join(f"{m:.12g}" for m in made[0]))
                else:
                    answer("none")
            elif word == "time":
                answer(f"seconds\t{timed(run, float(rest)):.9g}")
            else:
                run = None
                KEPT.clear()
                answer("ended")
        except Exception as e:
            answer("failed\t" + repr(e).replace("\n", " ")[:300])


main()
