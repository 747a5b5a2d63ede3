/** Normalises texts as Python's BERT tokenizers do before they cut them into tokens. */

/** The `normalizer` of a tokenizer.json, where its type is BertNormalizer. */
interface BertNormaliser {
  readonly clean_text?: boolean;
  readonly handle_chinese_chars?: boolean;
  /** Null: where letters are made small. */
  readonly strip_accents?: boolean | null;
  readonly lowercase?: boolean;
}

/** Without control characters, ideographs apart, accents off, in small letters, as far as the settings say; to the
 * letter as in Python. transformers.js takes off Latin accents alone (and finds no token for a Japanese ジ, which is シ
 * with a mark), leaves ideographs beyond 16 bits together, and makes letters small by the word: a capital sigma at its
 * end becomes ς, where Rust, going letter by letter, always writes σ.
 *
 * @see https://github.com/huggingface/tokenizers/blob/main/tokenizers/src/normalizers/bert.rs
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * assertEquals(bertNormalise("ΑΓΆΠΗΣ, été", { lowercase: true }), "αγαπησ, ete");
 * ```
 */
export function bertNormalise(
  text: string,
  { clean_text = true, handle_chinese_chars = true, strip_accents, lowercase = true }:
    BertNormaliser,
): string {
  let plain = text;
  if (clean_text) {
    plain = plain.replace(/(?![\t\n\r])[\0\ufffd\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu, "").replace(
      /\s/g,
      " ",
    );
  }
  if (handle_chinese_chars) plain = plain.replace(IDEOGRAPH, " $& ");
  if (strip_accents ?? lowercase) plain = plain.normalize("NFD").replace(/\p{Mn}/gu, "");
  if (lowercase) plain = Array.from(plain, (letter) => letter.toLowerCase()).join("");
  return plain;
}

/** What BERT takes for Chinese; Korean and Japanese letters are not among them. */
const IDEOGRAPH =
  /[\u4e00-\u9fff\u3400-\u4dbf\u{20000}-\u{2a6df}\u{2a700}-\u{2b73f}\u{2b740}-\u{2b81f}\u{2b920}-\u{2ceaf}\uf900-\ufaff\u{2f800}-\u{2fa1f}]/gu;
