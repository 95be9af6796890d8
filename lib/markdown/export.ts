import type { Content, Phase, TemplateDocument } from "@/lib/domain/template";
import type { Note } from "@/lib/domain/template-leaves";
import { renderVariables } from "./dialect-variables";
import { renderBlank, renderCriterion, renderFact, renderMetadata, renderReference } from "./export-entries";
import {
  indented,
  type Marks,
  renderAnnouncement,
  renderChoice,
  renderContact,
  renderGate,
  renderHeading,
  renderItem,
  renderTrigger,
  row,
} from "./export-nodes";
import { renderCode, renderNote } from "./export-note";
import { underivedKeys } from "./keys";

/** First lines of every text in our dialect. */
const frontMatter = "---\ngonogo: 1\n---";

/**
 * Writes a document as Markdown in our dialect (docs/dialect.md). Importing it gives the same document but for `lines`,
 * and exporting that the same text.
 */
export function exportTemplate(document: TemplateDocument): string {
  return exportDocument(document, { written: underivedKeys(document) });
}

/** As `exportTemplate`, with marks on items and sign-offs and lines to stand right below the title. */
export function exportDocument(document: TemplateDocument, marks: Marks, summary?: string): string {
  const title = row(document.title);
  const blocks = [frontMatter, /[#}]$/.test(title) ? `# ${title} {#document}` : `# ${title}`];
  if (document.metadata.length > 0) blocks.push(document.metadata.map(renderMetadata).join("\n"));
  if (document.variables?.length) blocks.push(renderVariables(document.variables));
  if (summary !== undefined) blocks.push(summary);
  blocks.push(...intro(document));
  for (const [at, part] of document.phases.entries()) {
    if (part.kind === "gate") {
      if (document.phases[at - 1]?.kind === "phase") blocks.push("<!-- /phase -->");
      blocks.push(renderGate(part, marks));
    } else blocks.push(...phase(part, marks));
  }
  return `${blocks.join("\n\n")}\n`;
}

/** Before the first phase purposes stand in the fence, and a first list that looks like metadata in a fence of its own. */
function intro(document: TemplateDocument): string[] {
  return document.intro.map((each, at) => {
    if (each.kind === "code") return renderCode(each, false);
    const before = document.intro[at - 1];
    const metadata: Note = { kind: "note", markdown: "- **Metadata**: above" };
    const above = before?.kind === "note" ? before : at === 0 ? metadata : undefined;
    return renderNote(each, above, document.intro[at + 1]?.kind === "code", true);
  });
}

function phase(part: Phase, marks: Marks): string[] {
  const body = renderContent(part.content, 3, marks);
  return [renderHeading(part, 2, marks), ...(body === "" ? [] : [body])];
}

/** Content of a part whose sections are headings of `level`. */
function renderContent(content: Content[], level: number, marks: Marks): string {
  let text = "";
  for (const [at, each] of content.entries()) {
    const before = content[at - 1];
    if (before?.kind === "section" && each.kind !== "section") text += `\n\n${closing(openSections(before))}`;
    if (text !== "") text += isEntry(before) && isEntry(each) ? "\n" : "\n\n";
    text += renderNode(each, before, content[at + 1], level, marks);
  }
  return text;
}

const entries = new Set<string | undefined>(["item", "trigger", "contact", "criterion", "reference", "fact", "blank"]);

function isEntry(node: Content | undefined): boolean {
  return entries.has(node?.kind);
}

function renderNode(
  node: Content,
  before: Content | undefined,
  after: Content | undefined,
  level: number,
  marks: Marks,
): string {
  switch (node.kind) {
    case "note":
      return renderNote(node, before?.kind === "note" ? before : undefined, after?.kind === "code");
    case "code":
      return renderCode(node, true);
    case "gate":
      return renderGate(node, marks);
    case "trigger":
      return renderTrigger(node, marks);
    case "contact":
      return renderContact(node);
    case "announcement":
      return renderAnnouncement(node, marks);
    case "criterion":
      return renderCriterion(node);
    case "reference":
      return renderReference(node);
    case "fact":
      return renderFact(node);
    case "blank":
      return renderBlank(node, marks.written.has(node) ? node.key : undefined);
    case "choice":
      return renderChoice(node, marks);
    case "item": {
      const body = renderContent(node.content, level, marks);
      const gap = followsClosely(node.content[0]) ? "\n" : "\n\n";
      return body === "" ? renderItem(node, marks) : `${renderItem(node, marks)}${gap}${indented(body)}`;
    }
    case "section": {
      const body = renderContent(node.content, level + 1, marks);
      return body === "" ? renderHeading(node, level, marks) : `${renderHeading(node, level, marks)}\n\n${body}`;
    }
  }
}

/** What may stand right below its item without a blank line. */
function followsClosely(node: Content | undefined): boolean {
  if (node?.kind === "note") return /^[-+*][ \t]+\S/.test(node.markdown);
  return isEntry(node) || (node?.kind === "code" && node.purpose === undefined);
}

/** How many sections are still open where a section has ended: itself and the last one in it, and so on. */
function openSections(section: { content: Content[] }): number {
  const last = section.content.at(-1);
  return 1 + (last?.kind === "section" ? openSections(last) : 0);
}

function closing(count: number): string {
  return count === 1 ? "<!-- /section -->" : `<!-- /section ${count} -->`;
}
