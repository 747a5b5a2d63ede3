"""PyTorch's side of tests/bench/plr.ts: an MLP with periodic embeddings (PLR) and 16 members that share their weights
(TabM), on as many rows and columns as the course has: seconds per epoch, best of 1 and 2 threads to be read from the
lines. pip install torch. Usage: python torch_plr.py [seconds per measurement]"""
import json, math, sys, time
import torch
from torch import nn

ROWS, COLUMNS, CLASSES, MEMBERS, FREQUENCIES, SIZE, LAYERS, BATCH = 17142, 14, 5, 16, 16, 16, (128, 64), 256

class Periodic(nn.Module):
    def __init__(self):
        super().__init__()
        self.c = nn.Parameter(torch.randn(COLUMNS, FREQUENCIES) * .1)
        bound = 1 / math.sqrt(2 * FREQUENCIES)
        self.w = nn.Parameter(torch.empty(COLUMNS, 2 * FREQUENCIES, SIZE).uniform_(-bound, bound))
        self.b = nn.Parameter(torch.empty(COLUMNS, SIZE).uniform_(-bound, bound))
    def forward(self, x):
        angle = 2 * math.pi * x[:, :, None] * self.c
        z = torch.cat([angle.sin(), angle.cos()], 2)
        return torch.relu(torch.baddbmm(self.b[:, None], z.transpose(0, 1), self.w)).transpose(0, 1).flatten(1)

class MemberLinear(nn.Module):
    def __init__(self, d_in, d_out, first):
        super().__init__()
        bound = 1 / math.sqrt(d_in)
        self.w = nn.Parameter(torch.empty(d_in, d_out).uniform_(-bound, bound))
        self.r = nn.Parameter(torch.randn(MEMBERS, d_in) if first else torch.ones(MEMBERS, d_in))
        self.s = nn.Parameter(torch.ones(MEMBERS, d_out))
        self.b = nn.Parameter(torch.empty(d_out).uniform_(-bound, bound).repeat(MEMBERS, 1))
    def forward(self, x): return (x * self.r) @ self.w * self.s + self.b

class TabM(nn.Module):
    def __init__(self):
        super().__init__()
        self.embedding, d, layers = Periodic(), COLUMNS * SIZE, []
        for i, h in enumerate(LAYERS): layers += [MemberLinear(d, h, i == 0), nn.ReLU()]; d = h
        self.trunk, bound = nn.Sequential(*layers), 1 / math.sqrt(d)
        self.head = nn.Parameter(torch.empty(MEMBERS, d, CLASSES).uniform_(-bound, bound))
        self.bias = nn.Parameter(torch.empty(MEMBERS, CLASSES).uniform_(-bound, bound))
    def forward(self, x):
        h = self.trunk(self.embedding(x)[:, None].expand(-1, MEMBERS, -1))
        return torch.baddbmm(self.bias[:, None], h.transpose(0, 1), self.head).transpose(0, 1)

def main(seconds):
    x, y = torch.randn(ROWS, COLUMNS), torch.randint(0, CLASSES, (ROWS,)); steps = math.ceil(ROWS / BATCH)
    for threads in [1, 2]:
        torch.set_num_threads(threads)
        model, loss_fn, n, start, cpu = TabM(), nn.CrossEntropyLoss(), 0, 0.0, 0.0
        optimiser, order = torch.optim.Adam(model.parameters(), 1e-3), torch.randperm(ROWS)
        for step in range(10**9):
            if step == 5: start, cpu = time.perf_counter(), time.process_time()
            if step > 5 and time.perf_counter() - start > seconds: break
            i = order[step % (steps - 1) * BATCH:][:BATCH]
            loss = loss_fn(model(x[i]).flatten(0, 1), y[i].repeat_interleave(MEMBERS))
            optimiser.zero_grad(); loss.backward(); optimiser.step(); n += step >= 5
        print(json.dumps(dict(embedding="periodic", members=MEMBERS, layers=[COLUMNS, *LAYERS, CLASSES], rows=ROWS, batchSize=BATCH, threads=threads, oneThreadCpuMs=(time.process_time() - cpu) / n * 1e3, secondsPerEpoch=(time.perf_counter() - start) / n * steps)), flush=True)

if __name__ == "__main__": main(float(sys.argv[1]) if len(sys.argv) > 1 else 5.0)
