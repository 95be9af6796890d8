import { accept, type Result } from "@/lib/domain/refusal";
import { readBuiltIns } from "./built-in.read";
import type { Context } from "./context";
import { importTemplate } from "./template.write";

/** Imports every built-in checklist the workspace doesn't have yet; gives the ids of all of them by file name. */
export async function importBuiltIns(ctx: Context): Promise<Result<Map<string, string>>> {
  const ids = new Map<string, string>();
  for (const { name, markdown } of await readBuiltIns()) {
    const known = await ctx.db.templateVersion.findFirst({
      where: { source: markdown, template: { workspaceId: ctx.actor.workspaceId, retiredAt: null } },
      select: { templateId: true },
    });
    if (known) {
      ids.set(name, known.templateId);
      continue;
    }
    const imported = await importTemplate(ctx, { markdown });
    if (!imported.ok) return imported;
    if (imported.value.id) ids.set(name, imported.value.id);
  }
  return accept(ids);
}
