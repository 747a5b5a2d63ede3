"""The peer of ngrams.ts: scikit-learn's TF-IDF and logistic regression, five folds of each text of train.csv.
pip install scikit-learn pandas.  Usage: python tests/bench/sklearn_ngrams.py path/to/train.csv [title|album|both ...]"""
import json, sys, time, unicodedata
import numpy as np, pandas as pd
from scipy.sparse import hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

COLUMNS = {"title": ["track_name"], "album": ["track_album_name"], "both": ["track_name", "track_album_name"]}
data = pd.read_csv(sys.argv[1], sep="\t", keep_default_na=False, quoting=3)
fold, genre = np.arange(len(data)) % 5, data.playlist_genre.values


def plain(text):
    return unicodedata.normalize("NFKC", text).lower()


def blocks():
    common = dict(min_df=2, sublinear_tf=True, preprocessor=plain)
    return [TfidfVectorizer(ngram_range=(1, 2), **common),
            TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), **common)]


for text in sys.argv[2:] or COLUMNS:
    start, before, hits = time.time(), time.process_time(), 0
    for f in range(5):
        parts = [(b, data[column]) for column in COLUMNS[text] for b in blocks()]
        x = hstack([b.fit_transform(t[fold != f]) for b, t in parts]).tocsr()
        model = LogisticRegression(C=1, max_iter=1000).fit(x, genre[fold != f])
        hits += (model.predict(hstack([b.transform(t[fold == f]) for b, t in parts]).tocsr()) == genre[fold == f]).sum()
    print(json.dumps(dict(bench="ngrams", text=text, labels="genre", c=1, folds=5, features=x.shape[1],
                          accuracy=round(hits / len(data), 4), seconds=round(time.time() - start, 2),
                          cpuSeconds=round(time.process_time() - before, 2))), flush=True)
