"use client";

import { FileText } from "lucide-react";
import { useRef } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/input";
import { type BuiltInCard, BuiltInGallery } from "./built-in-gallery";

type Props = { builtIns: readonly BuiltInCard[]; onText: (text: string) => void; onFile: (file: File) => void };

/** Where the Markdown comes from: pasted, chosen, dropped, or one of those that come with Gonogo. */
export function ImportStart({ builtIns, onText, onFile }: Props) {
  const chooser = useRef<HTMLInputElement>(null);
  return (
    <div className="flex flex-col gap-8">
      <Card className="flex flex-col gap-3">
        <Field
          label="Markdown"
          hint="Headings become phases and sections, task boxes items, fenced blocks commands. Nothing is dropped."
        >
          <Textarea
            rows={12}
            autoFocus
            spellCheck={false}
            placeholder={"# Checkout 4.2 go-live\n\n## Before deploying\n\n- [ ] Backup restored on a staging copy"}
            className="font-mono"
            onChange={(event) => onText(event.currentTarget.value)}
          />
        </Field>
        <div className="flex flex-wrap items-center gap-3 text-ink-2 text-sm">
          <Button icon={<FileText aria-hidden className="size-4" />} onClick={() => chooser.current?.click()}>
            Choose a file
          </Button>
          <span>or drop one anywhere on this page.</span>
          <input
            ref={chooser}
            type="file"
            accept=".md,.markdown,.txt,text/markdown,text/plain"
            aria-label="Markdown file"
            className="sr-only"
            tabIndex={-1}
            onChange={(event) => {
              const file = event.currentTarget.files?.[0];
              if (file) onFile(file);
            }}
          />
        </div>
      </Card>
      {builtIns.length > 0 ? (
        <section aria-labelledby="built-in">
          <h2 id="built-in" className="mb-3 font-heavy text-lg">
            Or begin with one of ours
          </h2>
          <BuiltInGallery builtIns={builtIns} onPick={onText} />
        </section>
      ) : null}
    </div>
  );
}
