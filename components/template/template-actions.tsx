"use client";

import {
  Archive,
  ArchiveRestore,
  Copy,
  Download,
  History,
  MoreHorizontal,
  Pencil,
  Rocket,
  TextCursorInput,
  Upload,
} from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { api } from "@/components/client/api";
import { Button, ButtonLink, IconButton } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/dialog-confirm";
import { Menu, MenuItem, MenuLink, MenuRadio, MenuSeparator } from "@/components/ui/menu";
import { notify } from "@/components/ui/toast";
import { RenameDialog } from "./rename-dialog";
import { copyVersion } from "./template-copy";

type Props = {
  template: { id: string; title: string; version: number };
  /** Newest first. */
  versions: readonly { number: number; label: string }[];
  may: { startRun: boolean; write: boolean; putBack: boolean };
};

export function TemplateActions({ template, versions, may }: Props) {
  const router = useRouter();
  const [retiring, setRetiring] = useState(false);
  const [renaming, setRenaming] = useState(false);
  const { id, title, version } = template;
  const retire = async () => {
    const answer = await api("DELETE", `/templates/${id}`);
    if (!answer.ok) return answer.message;
    notify({ title: `${title} was retired`, tone: "good" });
    router.push("/templates");
    return undefined;
  };
  const putBack = async () => {
    const answer = await api("POST", `/templates/${id}/unretire`);
    if (answer.ok) router.refresh();
    else notify({ title: "It could not be put back", description: answer.message, tone: "bad" });
  };
  const clone = async () => {
    const answer = await copyVersion(id, version, { title: `Copy of ${title}`.slice(0, 300) });
    if (!answer.ok) {
      notify({ title: "The copy failed", description: answer.message, tone: "bad" });
      return;
    }
    notify({ title: "Copied", description: "This is the copy; the original stays as it is.", tone: "good" });
    router.push(`/templates/${answer.value.id}`);
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
      {may.putBack ? (
        <Button icon={<ArchiveRestore aria-hidden className="size-4" />} onClick={() => void putBack()}>
          Put back
        </Button>
      ) : null}
      {may.write ? (
        <ButtonLink href={`/templates/${id}/edit`} icon={<Pencil aria-hidden className="size-4" />}>
          Edit
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
        <MenuLink href={`/templates/${id}/versions`} icon={<History aria-hidden className="size-4 text-ink-2" />}>
          Versions and what changed
        </MenuLink>
        {may.write ? (
          <>
            <MenuLink href={`/templates/new?of=${id}`} icon={<Upload aria-hidden className="size-4 text-ink-2" />}>
              Update from a file
            </MenuLink>
            {version === versions[0]?.number ? (
              <MenuItem
                icon={<TextCursorInput aria-hidden className="size-4 text-ink-2" />}
                onSelect={() => setRenaming(true)}
              >
                Rename
              </MenuItem>
            ) : null}
            <MenuItem icon={<Copy aria-hidden className="size-4 text-ink-2" />} onSelect={() => void clone()}>
              Make a copy
            </MenuItem>
          </>
        ) : null}
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
      {renaming ? <RenameDialog template={template} onClose={() => setRenaming(false)} /> : null}
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
