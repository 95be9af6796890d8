"use client";

import { ClipboardCopy, FileDown, FileText } from "lucide-react";
import { IconButton } from "@/components/ui/button";
import { copyText } from "@/components/ui/copy-button";
import { Menu, MenuItem } from "@/components/ui/menu";
import { notify } from "@/components/ui/toast";
import { useRun } from "./run-provider";

/** The run in the Markdown it came from, for the repository; or with its variables filled in, to read. */
export function RunMarkdownMenu() {
  const runId = useRun((state) => state.snapshot.run.id);
  const name = useRun((state) => state.snapshot.run.name);
  const icon = "size-4 text-ink-2";
  const copy = async () => {
    const text = await readMarkdown(runId);
    if (text !== null && (await copyText(text))) notify({ title: "Markdown copied", tone: "good" });
  };
  const download = async (filled: boolean) => {
    const text = await readMarkdown(runId, filled);
    if (text !== null) save(text, `${name}.md`);
  };
  return (
    <Menu
      trigger={
        <IconButton label="This run as Markdown">
          <FileText aria-hidden className="size-4" />
        </IconButton>
      }
    >
      <MenuItem icon={<ClipboardCopy aria-hidden className={icon} />} onSelect={() => void copy()}>
        Copy Markdown
      </MenuItem>
      <MenuItem icon={<FileDown aria-hidden className={icon} />} onSelect={() => void download(false)}>
        Download Markdown
      </MenuItem>
      <MenuItem icon={<FileDown aria-hidden className={icon} />} onSelect={() => void download(true)}>
        Download with variables filled in
      </MenuItem>
    </Menu>
  );
}

async function readMarkdown(runId: string, filled = false): Promise<string | null> {
  const headers = { accept: "text/markdown" };
  const answer = await fetch(`/api/v1/runs/${runId}${filled ? "?filled=1" : ""}`, { headers, cache: "no-store" }).catch(
    () => null,
  );
  if (answer?.ok) return answer.text();
  notify({ title: "The Markdown can’t be read now", description: "Try again.", tone: "bad" });
  return null;
}

function save(text: string, file: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: "text/markdown" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = file.replace(/[/\\:]+/g, " ");
  document.body.append(link);
  link.click();
  link.remove();
  // Taken back at once, the browser would find nothing to save.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
