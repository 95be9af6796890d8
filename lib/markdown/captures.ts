import type { Blank } from "@/lib/domain/template-leaves";
import type { Fence } from "./block";
import { codeStart } from "./block-starts";
import type { Draft, Holder } from "./draft";

const assignment = /^\s{0,8}(?:export\s)?([A-Z][A-Z0-9_]{2,60})=(.{1,380})$/;
const secret = /KEY|TOKEN|SECRET|PASS|CREDENTIAL|^(?:PATH|HOME|DOCKER_HOST|KUBECONFIG|PGPASSWORD|NODE_ENV)$/;

/** Variables a block of commands sets and goes on using (`IMAGE_TAG="…"`): captured once, for later commands. */
export function addCaptured(draft: Draft, holder: Holder, block: Fence): void {
  const rows = block.text.split("\n");
  const seen = new Set<string>();
  for (const [at, row] of rows.entries()) {
    const match = assignment.exec(row);
    const name = match?.[1];
    if (name === undefined || seen.has(name) || secret.test(name)) continue;
    const later = rows.slice(at + 1).some((each) => each.includes(`$${name}`) || each.includes(`\${${name}}`));
    if (!later) continue;
    seen.add(name);
    const line = codeStart(block) + at;
    const title = `${name[0]}${name.slice(1).toLowerCase().replaceAll("_", " ")}`;
    const example = (match?.[2] ?? "").trim().replace(/^(["'])(.*)\1$/, "$2");
    const blank: Blank = { kind: "blank", key: "", title, ask: "text", name, example, lines: [line, line] };
    holder.node.content.push(blank);
    draft.guess(blank, "blank_variable");
  }
}
