import { type Answer, api } from "@/components/client/api";

type Into = { templateId: string; baseVersion: number; message: string } | { title: string };

/** Publishes the text of a version once more: as the next version of its template, or as a template of its own. */
export async function copyVersion(templateId: string, version: number, into: Into): Promise<Answer<{ id: string }>> {
  const response = await fetch(`/api/v1/templates/${templateId}?version=${version}`, {
    headers: { accept: "text/markdown" },
  }).catch(() => null);
  if (!response?.ok)
    return { ok: false, code: "network", message: "The version could not be read. Try again.", problems: [] };
  return api<{ id: string }>("POST", "/templates", { body: { markdown: await response.text(), ...into } });
}
