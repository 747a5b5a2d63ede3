"""PyTorch on the CPU, the peer of our MLP training: milliseconds per optimiser step, and a small grid search.
pip install torch numpy.  Usage: python torch_mlp.py [steps|grid|grid192] [seconds]   prints JSON lines."""
import itertools, json, sys, time
import torch
from torch import nn

THREADS = [1, 2]

def mlp(d_in, hidden, d_out, batch_norm=False, dropout=0.0):
    layers = []
    for h in hidden:
        layers.append(nn.Linear(d_in, h))
        if batch_norm: layers.append(nn.BatchNorm1d(h))
        layers.append(nn.ReLU())
        if dropout: layers.append(nn.Dropout(dropout))
        d_in = h
    return nn.Sequential(*layers, nn.Linear(d_in, d_out))

def epoch(model, opt, x, y, bs, limit=None):
    loss_fn, order, n = nn.CrossEntropyLoss(), torch.randperm(len(x)), 0
    for i in range(0, len(x) - bs + 1, bs):
        b = order[i:i + bs]
        loss = loss_fn(model(x[b]), y[b]); opt.zero_grad(); loss.backward(); opt.step(); n += 1
        if limit and time.perf_counter() > limit: break
    return n

def one_round(model, opt, x, y, bs, loss_fn, seconds):
    order, n, at = torch.randperm(len(x)), 0, 0
    t, c = time.perf_counter(), time.process_time()
    while time.perf_counter() - t < seconds or n < 3:
        if at + bs > len(x): order, at = torch.randperm(len(x)), 0
        b = order[at:at + bs]; at += bs
        loss = loss_fn(model(x[b]), y[b]); opt.zero_grad(); loss.backward(); opt.step(); n += 1
    return (time.perf_counter() - t) / n * 1e3, (time.process_time() - c) / n * 1e3

def steps(seconds):
    """Best of 8 short rounds: the machine may be busy. oneThreadCpuMs is processor time, of the lines with one thread."""
    x, y = torch.randn(26000, 20), torch.randint(0, 6, (26000,))
    cases = [(x, y, h, 6, heur, bs, nn.CrossEntropyLoss()) for h, heur, bs in itertools.product([(128, 64), (256, 128)], [False, True], [32, 128, 256, 1024])]
    cases.append((torch.randn(26000, 290), (torch.rand(26000, 248) < .036).float(), (512,), 248, False, 256, nn.BCEWithLogitsLoss()))
    for x, y, hidden, k, heur, bs, loss_fn in cases:
        for threads in THREADS:
            torch.set_num_threads(threads)
            m = mlp(x.shape[1], hidden, k, heur, .3 if heur else 0); o = torch.optim.Adam(m.parameters(), 1e-3)
            one_round(m, o, x, y, bs, loss_fn, seconds / 5)
            rounds = [one_round(m, o, x, y, bs, loss_fn, seconds / 8) for _ in range(8)]
            ms, cpu = (min(r[i] for r in rounds) for i in (0, 1))
            print(json.dumps(dict(layers=[x.shape[1], *hidden, k], batchNorm=heur, dropout=.3 if heur else 0, batchSize=bs, threads=threads, msPerStep=ms, oneThreadCpuMs=cpu)), flush=True)

def grid():
    """24 settings x 5 epochs on 20,000 rows: the same work as ours, one after the other, best of 1 and 2 threads."""
    x, y = torch.randn(20000, 14), torch.randint(0, 5, (20000,))
    settings = list(itertools.product([64, 256], [(64,), (128, 64), (256, 128)], ["adam", "sgd"], [0.0, 0.3]))
    for threads in THREADS:
        torch.set_num_threads(threads); t = time.perf_counter()
        for bs, hidden, name, drop in settings:
            m = mlp(14, hidden, 5, dropout=drop)
            o = torch.optim.Adam(m.parameters(), 1e-3) if name == "adam" else torch.optim.SGD(m.parameters(), 1e-2, momentum=.9)
            for _ in range(5): epoch(m, o, x, y, bs)
        print(json.dumps(dict(grid=len(settings), epochs=5, rows=20000, threads=threads, seconds=time.perf_counter() - t)), flush=True)

def grid192():
    """The 192 settings x 20 epochs of a published study of this data: each setting is timed for 100 steps, and the whole is extrapolated from that."""
    x, y, total = torch.randn(17142, 14), torch.randint(0, 5, (17142,)), 0.0
    torch.set_num_threads(1); loss_fn = nn.CrossEntropyLoss()
    for hidden, bn, drop, lr, bs, name, clip in itertools.product([[64, 32], [16, 16, 16], [128, 16]], [True, False], [.3, .7], [1e-3, 1e-4], [16, 32], ["adam", "sgd"], [.5, 1.5]):
        m = mlp(14, hidden, 5, bn, drop); o = torch.optim.Adam(m.parameters(), lr) if name == "adam" else torch.optim.SGD(m.parameters(), lr)
        order = torch.randperm(len(x)); t = time.perf_counter()
        for i in range(100):
            b = order[i * bs:(i + 1) * bs]; loss = loss_fn(m(x[b]), y[b]); o.zero_grad(); loss.backward(); nn.utils.clip_grad_norm_(m.parameters(), clip); o.step()
        total += (time.perf_counter() - t) / 100 * 20 * (len(x) // bs)
    print(json.dumps(dict(grid=192, epochs=20, rows=17142, threads=1, seconds=total, extrapolated=True)), flush=True)

if __name__ == "__main__":
    what = sys.argv[1] if len(sys.argv) > 1 else "steps"
    dict(grid=grid, grid192=grid192)[what]() if what != "steps" else steps(float(sys.argv[2]) if len(sys.argv) > 2 else 2.0)
