import { matrix } from "/work/main/lib/core/matrix.ts";
import { Rng } from "/work/main/lib/core/rng.ts";
import { mlp } from "/work/main/lib/nn/mlp.ts";
import { ready } from "/work/main/lib/nn/tf.ts";
import { train } from "/work/main/lib/nn/train.ts";
await ready();
const ROWS=26000,COLUMNS=20,CLASSES=6; const rng=new Rng(1);
const x = matrix(ROWS, Array.from({ length: COLUMNS }, (_, j) => `x${j}`));
for (let i = 0; i < x.data.length; i++) x.data[i] = rng.normal();
const y = { codes: Int32Array.from({ length: ROWS }, () => rng.int(CLASSES)), classes: Array.from({ length: CLASSES }, (_, c) => `class${c}`) };
console.error("start"); const seconds=Number(Deno.args[0]), ths=(Deno.args[1]??"1,2").split(",").map(Number);
for (const layers of [[128,64],[256,128]]) for (const heur of [false,true]) for (const batchSize of [32,128,256,1024]) for (const threads of ths) {
  const model = mlp({ inputs: COLUMNS, classes: CLASSES, layers, batchNorm: heur, dropout: heur ? 0.3 : 0 }, rng);
  const stop=new AbortController(); let t0=performance.now(), n=0, best=1e9; const begin=t0;
  await train(model,x,y,{batchSize,threads,epochs:1e6,rng,signal:stop.signal,onStep(){ n++; const t=performance.now(); if (t-t0>30) { if (t-begin>300) best=Math.min(best,(t-t0)/n); t0=performance.now(); n=0; } if (t-begin>seconds*1e3+300) stop.abort(); }} as any);
  model.dispose();
  console.log(JSON.stringify({layers:[20,...layers,6],batchNorm:heur,dropout:0,batchSize,threads,msPerStep:best}));
}
