import type { AnyNode } from "@/lib/domain/template-path";

/** The one text of a node that is typed in place; the rest stands in the inspector. */
export type RowText = {
  field: string;
  text: string /** Enter makes a new line rather than a new item. */;
  block: boolean;
  hint: string;
};

export function rowText(node: AnyNode): RowText {
  switch (node.kind) {
    case "note":
    case "reference":
      return { field: "markdown", text: node.markdown, block: true, hint: "Markdown" };
    case "code":
      return { field: "text", text: node.text, block: true, hint: "Command" };
    case "contact":
    case "fact":
      return { field: "name", text: node.name, block: false, hint: "Name" };
    default:
      return { field: "title", text: node.title, block: false, hint: "Title" };
  }
}
