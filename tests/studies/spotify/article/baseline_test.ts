import { bodyOf, readWords } from "../../../../lib/publish/article/article.ts";
import { documentOf } from "../../../../lib/publish/article/document.ts";
import { sayIn } from "../../../../lib/publish/article/say.ts";
import { type Facts, readFacts } from "../../../../lib/studies/spotify/article/facts.ts";
import { judgedSteps } from "../../../../lib/studies/spotify/article/facts/steps.ts";
import { judgedTexts } from "../../../../lib/studies/spotify/article/facts/text.ts";
import { article, contentOf } from "../../../../lib/studies/spotify/article/mod.ts";
import { assertEquals } from "../../../assert.ts";
import { courseRuns } from "./course_records.ts";
import { baselineFile } from "../../../needs.ts";
import { courseCards, differenceIn, gainsOf } from "./course_study.ts";

const RECORDS = baselineFile("course_runs.tar.gz");

/** The facts of the course's study; what its kept predictions told is read off its English article. */
async function courseFacts(english: string): Promise<Facts> {
  const runs = await courseRuns(RECORDS!), { study } = runs.find(({ study }) => study)!;
  const none = { synthetic: false, skipped: [], others: 0, folder: "/nowhere" };
  const facts = await readFacts({ ...none, ...study!, runs, cards: courseCards(runs) });
  const steps = gainsOf(english, "tab:steps"), texts = gainsOf(english, "tab:text");
  const { trees, networks } = facts.steps!, { alone, fused, encoder } = facts.text!;
  const gaining = <T>(rows: readonly T[], gains: readonly (typeof steps)[number][]) =>
    rows.map((row, i) => ({ ...row, gain: gains[i] }));
  return {
    ...facts,
    steps: judgedSteps({
      trees: gaining(trees, steps),
      networks: gaining(networks, steps.slice(trees.length)),
      networkLead: differenceIn(english, "The plain network is"),
    }),
    text: judgedTexts({
      ...{
        alone: gaining(alone, texts),
        fused: gaining(fused, texts.slice(alone.length)),
        encoder,
      },
      albums: differenceIn(english, "On albums never met, a network with texts is"),
    }),
  };
}

/** Sentences by paragraph, without what another machine changes: white space and durations. */
const paragraphsOf = (tex: string): string[] =>
  tex.replace(/^%.*\n/gm, "").replace(/[\d.,]+~(s|min|h)\b/g, "…").split(/\n\s*\n/)
    .map((text) => text.replace(/\s+/g, " ").trim()).filter(Boolean);

for (const language of ["en", "fr"] as const) {
  Deno.test({
    name: `the records of the course make the article in ${language} that they made before`,
    ignore: !RECORDS,
    async fn() {
      const [made, english] = await Promise.all(
        [language, "en"].map((name) => Deno.readTextFile(baselineFile(`article.${name}.tex`)!)),
      );
      const say = sayIn(language, await readWords(article));
      const content = contentOf(await courseFacts(english));
      const author = { name: "A. Exemple", affiliation: "Université" };
      const body = await bodyOf(article, content, say, author);
      const text = documentOf(body, { language, boxes: true });
      assertEquals(paragraphsOf(text), paragraphsOf(made));
    },
  });
}
