import type { Section } from "@/lib/domain/template";
import { splitGroup } from "./attribute-group";
import type { Heading } from "./block";
import type { Draft } from "./draft";
import { severityOfHeading } from "./facts";
import { readAttributes, readStage, unreadValues } from "./group-attributes";
import { bareTitle, plainTitle } from "./inline";
import { readWords, saysOptional } from "./item-words";
import { boxOf } from "./lead-ins";

type Titled = Pick<Section, "key" | "title" | "severity" | "stage" | "optional" | "estimate" | "lines"> & {
  content: [];
};

/** Where a time in the heading says how long to look, or from when on, and not how long the work takes. */
const lasting =
  /monitor|observ|shadow|canary|pilot|\bramp|\bbeta\b|\btrial\b|\(0\s?[-–]|\bwatch|\bsoak|\bbake|\bhold\b|\bwait|\bafter\b|\bbefore\b|\bpost\b|\bfirst\b|hyper-?care|stabili[sz]|window|downtime|\bevery\b|\brto\b|\brpo\b|\bsla\b|überwach|beobacht|warte|nach |vor |surveill|attente|après|avant|vigil|espera|después|depois|após|antes|dopo|prima|attesa|монитор|наблюд|ожидан|после|до |观察|监控|等待|監視|観察|待機|모니터링|관찰/iu;

/** A phase or section as its heading gives it: bare title, attributes of the trailing group, severity by its words. */
export function readTitle(draft: Draft, text: string, lines: Heading["lines"]): Titled {
  const { text: written, group } = splitGroup(text);
  const box = draft.strict ? undefined : boxOf(written);
  const title = box && !box.checked ? box.text : written;
  const node: Titled = { key: "", title: draft.strict ? title : bareTitle(title, "heading"), lines, content: [] };
  if (!draft.strict) {
    const severity = severityOfHeading(node.title);
    const said = severity ? { severity, why: "severity_title" as const } : signOf(text);
    if (said) {
      node.severity = said.severity;
      draft.guess(lines, said.why);
    }
    const estimate = lasting.test(node.title) ? undefined : readWords(title).estimate;
    if (estimate !== undefined && estimate >= 1 && estimate <= 240) {
      node.estimate = estimate;
      draft.guess(lines, "estimate_words");
    }
    if (/\(optional\b/i.test(node.title) || readWords(title).optional || saysOptional(node.title)) {
      node.optional = true;
      draft.guess(lines, "optional_words");
    }
  }
  if (group) {
    Object.assign(node, readAttributes(group), readStage(group));
    if (group.flags.has("optional")) node.optional = true;
  }
  return node;
}

/** A coloured sign over a part says how severe it is. */
function signOf(text: string) {
  const { severity, reasons } = readWords(text);
  const why = reasons.find((each) => each === "severity_sign" || each === "severity_words");
  return severity && why ? { severity, why } : undefined;
}

/** What the report says of a title line: how it was written when it lost numbering or emoji, and values nobody can read. */
export function titleNote(text: string, title: string): string | undefined {
  const { text: written, group } = splitGroup(text);
  const said = plainTitle(written) === plainTitle(title) ? undefined : `written as "${written.trim()}"`;
  const notes = [said, group && unreadValues(group)].filter((note) => note !== undefined);
  return notes.length === 0 ? undefined : notes.join("; ");
}
