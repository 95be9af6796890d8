"use client";

import { Archive, Download, History, MoreHorizontal, Rocket, Upload } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { api } from "@/components/client/api";
import { ButtonLink, IconButton } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/dialog-confirm";
import { Menu, MenuItem, MenuRadio, MenuSeparator } from "@/components/ui/menu";
import { notify } from "@/components/ui/toast";

type Props = {
  template: { id: string; title: string; version: number };
  /** Newest first. */
  versions: readonly { number: number; label: string }[];
  may: { startRun: boolean; write: boolean };
};

export function TemplateActions({ template, versions, may }: Props) {
  const router = useRouter();
  const [retiring, setRetiring] = useState(false);
  const { id, title, version } = template;
  const retire = async () => {
    const answer = await api("DELETE", `/templates/${id}`);
    if (!answer.ok) return answer.message;
    notify({ title: `${title} was retired`, tone: "good" });
    router.push("/templates");
    return undefined;
  };
  return (
    <>
      {may.startRun ? (
        <ButtonLink
          href={`/runs/new?template=${id}&version=${version}`}
          variant="primary"
          icon={<Rocket aria-hidden className="size-4" />}
        >
          Start a run
        </ButtonLink>
      ) : null}
      {may.write ? (
        <ButtonLink href={`/templates/new?of=${id}`} icon={<Upload aria-hidden className="size-4" />}>
          New version
        </ButtonLink>
      ) : null}
      <Menu
        trigger={
          <IconButton label="More for this template" variant="secondary">
            <MoreHorizontal aria-hidden className="size-4" />
          </IconButton>
        }
      >
        <MenuItem
          icon={<Download aria-hidden className="size-4 text-ink-2" />}
          onSelect={() => void exportMarkdown(id, version, title)}
        >
          Export Markdown
        </MenuItem>
        <MenuSeparator />
        <MenuRadio
          label="Version"
          value={String(version)}
          options={versions.map(({ number, label }) => ({
            value: String(number),
            label,
            icon: <History aria-hidden className="size-4 text-ink-2" />,
          }))}
          onChange={(number) => router.push(`/templates/${id}?version=${number}`)}
        />
        {may.write ? (
          <>
            <MenuSeparator />
            <MenuItem
              tone="danger"
              icon={<Archive aria-hidden className="size-4" />}
              onSelect={() => setRetiring(true)}
            >
              Retire
            </MenuItem>
          </>
        ) : null}
      </Menu>
      <ConfirmDialog
        open={retiring}
        onOpenChange={setRetiring}
        title={`Retire ${title}?`}
        description="It leaves the list and can’t be started any more. Its versions and its runs stay."
        action="Retire template"
        onConfirm={retire}
      />
    </>
  );
}

/** Saves a version as the Markdown file it is; the browser asks for it as such, which a plain link can't. */
async function exportMarkdown(id: string, version: number, title: string): Promise<void> {
  const response = await fetch(`/api/v1/templates/${id}?version=${version}`, { headers: { accept: "text/markdown" } });
  if (!response.ok) {
    notify({ title: "The export failed", description: `The server answered ${response.status}.`, tone: "bad" });
    return;
  }
  const link = document.createElement("a");
  link.href = URL.createObjectURL(await response.blob());
  link.download = `${title.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "") || "checklist"}.md`;
  link.click();
  URL.revokeObjectURL(link.href);
}
