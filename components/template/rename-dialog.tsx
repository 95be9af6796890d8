"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useId, useState } from "react";
import { api } from "@/components/client/api";
import { useSubmit } from "@/components/client/use-submit";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { RefusalNotice } from "./refusal-notice";

type Props = { template: { id: string; title: string }; onClose: () => void };

/** Another name in the list. What is published and signed keeps the title it has. */
export function RenameDialog({ template, onClose }: Props) {
  const router = useRouter();
  const form = useId();
  const [title, setTitle] = useState(template.title);
  const { busy, refusal, submit } = useSubmit<{ title: string }>();
  const rename = (event: FormEvent) => {
    event.preventDefault();
    void submit(
      () => api("PATCH", `/templates/${template.id}`, { body: { title: title.trim(), was: template.title } }),
      () => {
        onClose();
        router.refresh();
        return undefined;
      },
    );
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => open || onClose()}
      title="Rename the template"
      description="In the list and when a run is started. Published versions never change: they and their runs keep the title in their text."
      footer={
        <>
          <DialogClose render={<Button>Cancel</Button>} />
          <Button variant="primary" type="submit" form={form} busy={busy} disabled={title.trim() === ""}>
            Rename
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={rename} className="flex flex-col gap-4">
        <RefusalNotice refusal={refusal} />
        <Field label="Title">
          <Input autoFocus maxLength={300} value={title} onValueChange={setTitle} />
        </Field>
      </form>
    </Dialog>
  );
}
