"use client";

import { Plus, Trash2 } from "lucide-react";
import { Button, IconButton } from "@/components/ui/button";
import type { TemplateDocument } from "@/lib/domain/template";
import { TextField } from "./inspector-fields";

type Intro = TemplateDocument["intro"];

/** What stands before the first phase. */
export function IntroFields({ intro, set }: { intro: Intro; set: (intro: Intro) => void }) {
  const change = (at: number, text: string) =>
    set(
      intro.map((each, index) => {
        if (index !== at) return each;
        return each.kind === "note" ? { ...each, markdown: text } : { ...each, text };
      }),
    );
  const parts = intro.map((part, at) => ({ part, at, id: `intro-${at}` }));
  return (
    <section aria-labelledby="introduction" className="flex flex-col gap-3">
      <h3 id="introduction" className="font-strong text-sm">
        Introduction
      </h3>
      {parts.map(({ part, at, id }) => (
        <div key={id} className="flex items-start gap-2">
          <div className="min-w-0 flex-1">
            <TextField
              label={part.kind === "note" ? `Paragraph ${at + 1}` : `Code ${at + 1}`}
              rows={3}
              value={part.kind === "note" ? part.markdown : part.text}
              onChange={(text = "") => change(at, text)}
            />
          </div>
          <IconButton
            label={`Remove part ${at + 1} of the introduction`}
            onClick={() => set(intro.filter((_, index) => index !== at))}
          >
            <Trash2 aria-hidden className="size-4" />
          </IconButton>
        </div>
      ))}
      <Button
        size="sm"
        icon={<Plus aria-hidden className="size-3.5" />}
        onClick={() => set([...intro, { kind: "note", markdown: "" }])}
      >
        Add a paragraph
      </Button>
    </section>
  );
}
