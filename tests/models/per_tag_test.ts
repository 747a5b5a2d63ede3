import { Rng } from "../../lib/core/rng.ts";
import { average } from "../../lib/models/blend.ts";
import { logistic } from "../../lib/models/logistic.ts";
import { majority } from "../../lib/models/majority.ts";
import { neighbours } from "../../lib/models/neighbours.ts";
import { perTag } from "../../lib/models/per_tag.ts";
import { decisionTree } from "../../lib/models/tree.ts";
import { assertAllClose, assertEquals } from "../assert.ts";
import { contract } from "./contract.ts";
import { tagged } from "./tag_contract.ts";

contract("logistic per tag", () => perTag(logistic()));
contract("decisionTree per tag", () => perTag(decisionTree()), { missing: true });
contract("average of tags", () => average([perTag(logistic()), neighbours({ k: 5 })]));

Deno.test("an average learns what all its members learn", () => {
  assertEquals(average([majority(), neighbours()]).learns, ["classes", "tags"]);
  assertEquals(average([majority(), logistic()]).learns, ["classes"]);
  assertEquals(average([majority(), perTag(logistic())]).learns, ["tags"]);
});

Deno.test("each tag is answered as its own classifier would, whatever the other tags are", async () => {
  const { x, y } = tagged(["sad", "slow", "live"], 60), fit = perTag(logistic());
  const all = await (await fit.fit(x, y, new Rng(1))).predictProba(x);
  const codes = Int32Array.from({ length: 60 }, (_, i) => y.tags[3 * i + 1]);
  const one = await logistic().fit(x, { codes, classes: ["no", "yes"] }, new Rng(1));
  const alone = (await one.predictProba(x)).data.filter((_, at) => at % 2 === 1);
  assertAllClose(all.data.filter((_, at) => at % 3 === 1), alone, { absolute: 1e-7 });
});
