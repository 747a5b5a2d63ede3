/** From a study's notebooks to what is shown and handed in. A {@linkcode Study} says what is one study's own; all else
 * here knows of no study.
 *
 * ```text
 *   article/article.ts            the article's files, and a PDF where there is a TeX
 *   article/compile.ts            TeX to PDF
 *   article/compose.ts            an article's text, from a study's template and facts
 *   article/difference.ts         what may be said of a difference, by its interval
 *   article/document.ts           the article's frame, and the author's own file
 *   article/evidence.ts           the records and cards that an article is made of
 *   article/figures/confusion.ts  a confusion matrix as a table of shaded cells
 *   article/figures/plots.ts      figures as pgfplots source
 *   article/how_to_compile.ts     what it takes to make a PDF
 *   article/language.ts           the languages of an article
 *   article/numbers.ts            numbers as an article prints them
 *   article/say.ts                what templates can call: numbers, comparisons, names
 *   article/tabular.ts            tables as LaTeX
 *   article/template.ts           templates, in which nothing can be missing unseen
 *   article/tex.ts                texts from anywhere as LaTeX
 *   cards/card.ts                 a model card: what a predictor is, in words and numbers
 *   cards/markdown.ts             texts from anywhere as Markdown
 *   commands/bring.ts             brings the sentence model before notebooks start
 *   commands/command.ts           how a command ends
 *   commands/command_line.ts      a command for a person to type next
 *   commands/doctor.ts            `deno task doctor`
 *   commands/features.ts          `deno task features`
 *   commands/find_lab.ts          where JupyterLab is on this machine
 *   commands/hand_in.ts           `deno task hand-in`
 *   commands/install.ts           `deno task kernel`
 *   commands/lab.ts               `deno task lab`
 *   commands/model.ts             `deno task model`
 *   commands/options.ts           the options of all commands, and their help
 *   commands/out_folder.ts        the out folder, which one run has to itself
 *   commands/permissions.ts       what each command may do
 *   commands/present.ts           `deno task present`
 *   commands/queue.ts             `deno task queue`
 *   commands/queue_options.ts     the queue that a command line names
 *   commands/report.ts            `deno task report`
 *   commands/slim.ts              a folder with what a worker needs, and no more
 *   commands/start.ts             starts a command with its permissions
 *   commands/studies.ts           loads the study that a command line names
 *   commands/study.ts             `deno task study`
 *   commands/study_command.ts     how a command of one study starts
 *   commands/worker.ts            `deno task worker`
 *   data_folder.ts                where a study's files are on this machine
 *   hand_in/archive.ts            the archive, the same bytes from the same files
 *   hand_in/article.ts            whether the article can be handed in
 *   hand_in/contents.ts           what lies where in the archive, and how to run it again
 *   hand_in/hand_in.ts            checks everything, and packs it
 *   hand_in/notebooks.ts          whether the executed notebooks can be handed in
 *   hand_in/predictions.ts        whether a prediction file is what is asked for
 *   hand_in/project.ts            the project itself, without the user's data
 *   hand_in/provenance.ts         whether records, data and code belong together
 *   kernel/arguments.ts           how our kernel is started
 *   kernel/cell_errors.ts         errors of a cell as a person needs them
 *   kernel/cell_output.ts         whose output it is, and when all of it has come
 *   kernel/cell_runner.ts         executes one cell after the other, and starts Deno again when it has ended
 *   kernel/client.ts              a Deno kernel, talked to as Jupyter does
 *   kernel/confinement.ts         what a study's notebooks may touch
 *   kernel/deno_kernel.ts         Deno's own kernel, behind ours
 *   kernel/drain.ts               waits until the kernel's output has been sent
 *   kernel/envelope.ts            Jupyter's messages on their way through us
 *   kernel/guard.ts               confines another Deno process
 *   kernel/history.ts             what was executed, for consoles that ask
 *   kernel/interruptible.ts       makes a cell's awaits end when the reader interrupts
 *   kernel/kernel.ts              mends a kernel of Deno's that is not behind ours
 *   kernel/kernel_process.ts      the kernel's process, which never outlives us
 *   kernel/kernel_streams.ts      shows what is written to the process's streams
 *   kernel/lasting_kernel.ts      Deno's kernel, started again whenever it has ended
 *   kernel/likely_import.ts       what a person likely meant by an import
 *   kernel/mend.ts                mends Deno's kernel from within
 *   kernel/messages.ts            Jupyter's messages
 *   kernel/picture_size.ts        how large a picture is to be shown
 *   kernel/planted.ts             what our kernel plants in Deno's
 *   kernel/policy.ts              what a confined program may touch
 *   kernel/proxy.ts               our Jupyter kernel
 *   kernel/services/cell_types.ts  what types tell of cells: warnings, completion, documentation
 *   kernel/services/cells_module.ts  the cells that ran, as one module
 *   kernel/services/changed_modules.ts  says which loaded files have changed
 *   kernel/services/completeness.ts  whether a console waits for more
 *   kernel/services/completion.ts  proposals as Jupyter asks for them
 *   kernel/services/inspection.ts  documentation as Jupyter asks for it
 *   kernel/services/language.ts   what TypeScript knows of a kernel's cells
 *   kernel/services/language_server.ts  `deno lsp`, talked to over its pipes
 *   kernel/services/loaded_modules.ts  which files a kernel has loaded
 *   kernel/services/notice.ts    what a service has to say below a cell
 *   kernel/services/places.ts     offsets, and lines and columns
 *   kernel/services/plugged.ts    calls the services of our kernel, all as one
 *   kernel/services/project.ts    to which project a notebook belongs
 *   kernel/services/scan.ts       TypeScript read for its brackets alone
 *   kernel/services/service.ts    what can be plugged into our kernel
 *   kernel/services/services.ts   the services of our kernel
 *   kernel/services/warnings.ts   type errors as a warning below a cell
 *   kernel/side_line.ts           a line into Deno's kernel, for interrupts
 *   kernel/stream_text.ts         printed text as it stands on a screen
 *   kernel/transpiled.ts          which line of a cell a stack trace means
 *   kernel/waits.ts               waits that the reader can end
 *   kernel/zmtp.ts                ZeroMQ's wire protocol
 *   kernel/zmtp_server.ts         the sockets that a kernel binds
 *   notebook/check.ts             the form, format, lint and types of notebooks
 *   notebook/check_all.ts         `deno task check`
 *   notebook/check_code.ts        format, lint and types of cells, by Deno's own tools
 *   notebook/cut.ts               how much of what a cell shows is kept
 *   notebook/document.ts          a notebook's file
 *   notebook/explain.ts           a kernel's error as a person needs it
 *   notebook/needs.ts             files and other notebooks that a notebook needs
 *   notebook/notebooks.ts         which notebooks a study has
 *   notebook/outputs.ts           from a kernel's messages to a notebook's outputs
 *   notebook/pictures.ts          figures of executed notebooks as the README's pictures
 *   notebook/ready_kernel.ts      a kernel with the library loaded, before the first cell
 *   notebook/run.ts               runs a notebook on the real kernel
 *   notebook/run_study.ts         runs a study's notebooks
 *   notebook/side_by_side.ts      some of them at a time
 *   notebook/still_pictures.ts    pictures of figures, drawn beside the cells
 *   notebook/timing.ts            when a cell began and ended
 *   notebook/unchanged.ts         which notebooks need not be executed again
 *   session.ts                    what a study's notebook works with
 *   session_variables.ts          how commands hand their options to notebooks
 *   site/assets.ts                the files that all pages share
 *   site/board.ts                 the leaderboard over all parts of a study
 *   site/build.ts                 the site's folder
 *   site/chapter.ts               an executed notebook, as pages and slides need it
 *   site/code.ts                  code in colour
 *   site/collect.ts               what an out folder holds to be shown
 *   site/figures.ts               figures of notebooks as files of the site
 *   site/highlights.ts            the leaderboard as a figure, the pictures that matter
 *   site/html.ts                  HTML with everything escaped
 *   site/live.ts                  what the live pages of all studies have in common
 *   site/markdown.ts              a notebook's texts as HTML
 *   site/media.ts                 sounds and pictures of cells as files of the site
 *   site/notebook_page.ts         a notebook's page
 *   site/outputs.ts               what cells produced, as HTML
 *   site/overview.ts              the whole study on a few slides
 *   site/page.ts                  what all pages have in common
 *   site/sanitised.ts             a cell's HTML without what could act
 *   site/serve.ts                 a server for the site, on this machine alone
 *   site/slides.ts                from a notebook's cells to slides
 *   site/slides_page.ts           slides as a page of reveal.js
 *   site/standings.ts             where the models stand, for the start page
 *   site/start_page.ts            the page that a visitor sees first
 *   site/studies_page.ts          the page over the sites of all studies
 *   study.ts                      what the engine is told of a study
 * ```
 *
 * It is large because it holds a third of everything: a kernel for notebooks, what runs them, the site, the
 * article, the commands, the hand-in; each has a folder of its own.
 */

/** What the engine is told of a study. */
export type {
  DataPlace,
  LiveOptions,
  Mark,
  OpenedData,
  Prediction,
  SiteWords,
  Study,
} from "./study.ts";
/** Where a study's files are, and the paragraph that tells them. */
export { described, type Located, locateData, openTables, type TableFile } from "./data_folder.ts";
/** What a notebook works with. */
export {
  openSession,
  type PredictionCard,
  type SessionOptions,
  type SessionTools,
} from "./session.ts";
/** What a predictor is, in words and numbers. */
export type { AnyLine, JudgedUnder, ModelCard, TagsJudged, TagsJudgedUnder } from "./cards/card.ts";
/** What a study's article is written from. */
export type { ArticleContent, Figure, StudyArticle } from "./article/compose.ts";
export type { Evidence } from "./article/evidence.ts";
export type { Verdict } from "./article/difference.ts";
export type { Language } from "./article/language.ts";
export type { Estimate, Interval, Spread } from "./article/numbers.ts";
export type { Say, Share } from "./article/say.ts";
