"use client";

import { ArrowRight } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useMemo, useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/class-name";
import { ConfirmDialog } from "@/components/ui/dialog-confirm";
import { Select } from "@/components/ui/select";
import { FullTime, RelativeTime } from "@/components/ui/time";
import { notify } from "@/components/ui/toast";
import type { TemplateDocument } from "@/lib/domain/template";
import { diffTemplates } from "@/lib/domain/template-diff";
import { copyVersion } from "../template-copy";
import { DiffView } from "./diff-view";

type Version = { number: number; publishedAt: string; publishedBy: { name: string }; message: string | null };
type Side = { number: number; document: TemplateDocument };
type Props = {
  templateId: string;
  /** Newest first. */
  versions: readonly Version[];
  before: Side;
  after: Side;
  mayRestore: boolean;
};

/** Every version with who and when, and what changed between two of them. */
export function VersionsScreen({ templateId, versions, before, after, mayRestore }: Props) {
  const router = useRouter();
  const [restoring, setRestoring] = useState<number | null>(null);
  const diff = useMemo(() => diffTemplates(before.document, after.document), [before, after]);
  const compare = (from: number, to: number) =>
    router.replace(`/templates/${templateId}/versions?from=${from}&to=${to}`, { scroll: false });
  const newest = versions[0]?.number ?? 1;
  const options = versions.map(({ number, publishedBy }) => ({
    value: String(number),
    label: `Version ${number}`,
    hint: publishedBy.name,
  }));
  const restore = async () => {
    if (restoring === null) return undefined;
    const answer = await copyVersion(templateId, restoring, {
      templateId,
      baseVersion: newest,
      message: `Restores version ${restoring}`,
    });
    if (!answer.ok) return answer.message;
    notify({ title: `Version ${restoring} was restored as version ${newest + 1}`, tone: "good" });
    router.push(`/templates/${templateId}`);
    return undefined;
  };
  return (
    <div className="grid grid-cols-1 items-start gap-6 lg:grid-cols-[19rem_minmax(0,1fr)]">
      <ol aria-label="Versions" className="overflow-hidden rounded-lg border bg-panel shadow-card">
        {versions.map(({ number, publishedAt, publishedBy, message }) => {
          const shown = number === after.number;
          return (
            <li key={number} className={cn("border-b px-4 py-3 last:border-b-0", shown && "bg-accent-tint")}>
              <div className="flex items-center gap-2">
                <Link
                  prefetch={false}
                  href={`/templates/${templateId}/versions?from=${Math.max(1, number - 1)}&to=${number}`}
                  scroll={false}
                  aria-current={shown || undefined}
                  className="font-strong hover:underline"
                >
                  Version {number}
                </Link>
                {number === newest ? <Badge tone="go">newest</Badge> : null}
                {mayRestore && number !== newest ? (
                  <Button size="sm" className="ml-auto" onClick={() => setRestoring(number)}>
                    Restore
                  </Button>
                ) : null}
              </div>
              {message ? <p className="wrap-anywhere py-0.5 text-sm">{message}</p> : null}
              <p className="text-ink-2 text-xs">
                {publishedBy.name}, <RelativeTime at={publishedAt} />
              </p>
              <p className="text-ink-3 text-xs">
                <FullTime at={publishedAt} utc />
              </p>
            </li>
          );
        })}
      </ol>
      <section aria-label="What changed" className="min-w-0">
        <div className="mb-3 flex flex-wrap items-center gap-2">
          <div className="w-40">
            <Select
              label="From version"
              options={options}
              value={String(before.number)}
              onChange={(value) => compare(Number(value), after.number)}
            />
          </div>
          <ArrowRight aria-hidden className="size-4 text-ink-3" />
          <div className="w-40">
            <Select
              label="To version"
              options={options}
              value={String(after.number)}
              onChange={(value) => compare(before.number, Number(value))}
            />
          </div>
        </div>
        {before.number === after.number && versions.length === 1 ? (
          <p className="rounded-lg border bg-panel px-4 py-6 text-center text-ink-2">
            There is one version so far. Edit the checklist, and what changed stands here.
          </p>
        ) : (
          <DiffView diff={diff} />
        )}
      </section>
      <ConfirmDialog
        open={restoring !== null}
        onOpenChange={(open) => open || setRestoring(null)}
        tone="primary"
        title={`Restore version ${restoring ?? ""}?`}
        description={`Its text becomes version ${newest + 1}. Nothing is lost: version ${newest} stays, and runs keep the version they began with.`}
        action="Restore"
        onConfirm={restore}
      />
    </div>
  );
}
