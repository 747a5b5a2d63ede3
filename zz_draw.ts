import { toPng, toSvg } from "./lib/show/static.ts";
import { plotlyWindow } from "./lib/show/drawing/window.ts";
const nb=JSON.parse(Deno.readTextFileSync("/tmp/i1_out/notebooks/01_stats.ipynb"));
const specs:any[]=[]; for (const c of nb.cells) for (const o of c.outputs??[]) { const s=o.data?.["application/vnd.plotly.v1+json"]; if (s) specs.push(s); }
const cpu=()=>{const f=Deno.readTextFileSync("/proc/self/stat").split(") ").at(-1)!.split(" "); return (Number(f[11])+Number(f[12]))/100};
let t=cpu(); await plotlyWindow(); console.log("window",(cpu()-t).toFixed(2)); const t0=cpu();
const svgOnly = Deno.args[0]==="svg"; let n=0;
const hash=async (b:Uint8Array)=>new Uint8Array(await crypto.subtle.digest("SHA-256",b as any)).toHex().slice(0,12); const hs=[];
for (const s of specs){ if (svgOnly) { const v=await toSvg(s); hs.push(await hash(new TextEncoder().encode(v))); } else { const p=await toPng(s,{scale:1.5}); hs.push(await hash(p)); } }
console.log("all",specs.length,(cpu()-t0).toFixed(2)); Deno.writeTextFileSync("/tmp/i1_hash_"+(svgOnly?"svg":"png")+(Deno.args[1]??""), hs.join("\n"));
