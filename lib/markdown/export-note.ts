import type { Code, Note } from "@/lib/domain/template-leaves";
import { formatGroup } from "./attribute-group";
import { parseBlocks } from "./block-parser";
import { listStart } from "./block-starts";
import { codeUse } from "./code-kind";
import { Draft, type Holder } from "./draft";
import { boxOf, hasBox, leadIn } from "./lead-ins";
import { addBlocks } from "./outline";

/** A note as it stands, or in a fence of its own where its Markdown would be read as something else. */
export function renderNote(note: Note, before: Note | undefined, beforeCode: boolean, inIntro = false): string {
  const merges =
    before !== undefined &&
    listKind(before.markdown) !== undefined &&
    listKind(before.markdown) === listKind(note.markdown);
  const introduces = beforeCode && /^\*\*.*(?:\*\*:|\})$/.test(note.markdown);
  const asks = inIntro && note.markdown.startsWith(">") && note.markdown.includes("{variables}");
  if (!merges && !introduces && !asks && standsAlone(note.markdown)) return note.markdown;
  return fence(note.markdown, formatGroup({ flags: ["note"] }), "markdown");
}

/** The kind of marker when the text begins with a list. */
function listKind(markdown: string): string | undefined {
  return listStart(markdown.split("\n", 1)[0] ?? "")?.kind;
}

/** True when the dialect reads the text back as one note, whatever stands around it; a leading tab depends on its column. */
function standsAlone(markdown: string): boolean {
  if (/^ *\t/m.test(markdown)) return false;
  const parsed = parseBlocks(["one", "", ...markdown.split("\n"), "", "two"]);
  if ("tooDeep" in parsed || parsed.blocks.some((block) => hasBox([block]))) return false;
  const node: Holder["node"] = { kind: "phase", key: "", title: "", content: [] };
  addBlocks(new Draft(parsed, true), parsed.blocks, [{ node, level: 1 }]);
  const found = node.content.map((each) => (each.kind === "note" ? each.markdown : undefined));
  return found.length === 3 && found[0] === "one" && found[1] === markdown && found[2] === "two";
}

/** True when `- text` is one entry with that text and nothing else. */
export function isPlainRow(text: string): boolean {
  if (text === "" || text.includes("\n") || text !== text.trim()) return false;
  const parsed = parseBlocks([`- ${text}`]);
  const list = "tooDeep" in parsed ? undefined : parsed.blocks[0];
  const only = list?.type === "list" ? list.entries[0]?.blocks : undefined;
  return only?.length === 1 && only[0]?.type === "paragraph" && only[0].rows[0] === text && !boxOf(text);
}

/** A block of code: its purpose as a bold line above it where that can be read back (`lead`), else in the info string. */
export function renderCode(code: Code, lead: boolean): string {
  const title = code.purpose === "verification" ? "Verification" : code.purpose;
  const line = `**${title}**:`;
  const read = leadIn({ type: "paragraph", rows: [line], lines: [1, 1], depth: 0 })?.title;
  const above =
    lead &&
    title !== undefined &&
    read === title &&
    !/^verification$/i.test(code.purpose === "verification" ? "" : title);
  const plain = code.language !== undefined && /^[^\s`{}]+$/.test(code.language);
  const group = formatGroup({
    values: [
      ["language", plain ? undefined : code.language],
      ["use", code.use === codeUse(code.language, code.text) ? undefined : code.use],
      ["purpose", above ? undefined : code.purpose],
    ],
  });
  const block = fence(code.text, group, plain ? code.language : undefined);
  return above ? `${line}\n${block}` : block;
}

export function fence(text: string, group: string, language = ""): string {
  const info = [language, group].filter((part) => part !== "").join(" ");
  const char = info.includes("`") ? "~" : "`";
  let run = 0;
  let longest = 2;
  for (const each of text) {
    run = each === char ? run + 1 : 0;
    longest = Math.max(longest, run);
  }
  const mark = char.repeat(longest + 1);
  return text === "" ? `${mark}${info}\n${mark}` : `${mark}${info}\n${text}\n${mark}`;
}
