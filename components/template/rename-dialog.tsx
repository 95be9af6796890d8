"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { api } from "@/components/client/api";
import { useSubmit } from "@/components/client/use-submit";
import { Field } from "@/components/ui/field";
import { FormDialog } from "@/components/ui/form-dialog";
import { Input } from "@/components/ui/input";
import { RefusalNotice } from "./refusal-notice";

type Props = { template: { id: string; title: string }; onClose: () => void };

/** Another name in the list. What is published and signed keeps the title it has. */
export function RenameDialog({ template, onClose }: Props) {
  const router = useRouter();
  const [title, setTitle] = useState(template.title);
  const { busy, refusal, submit } = useSubmit<{ title: string }>();
  const rename = () =>
    void submit(
      () => api("PATCH", `/templates/${template.id}`, { body: { title: title.trim(), was: template.title } }),
      () => {
        onClose();
        router.refresh();
        return undefined;
      },
    );
  return (
    <FormDialog
      title="Rename the template"
      description="In the list and when a run is started. Published versions never change: they and their runs keep the title in their text."
      action="Rename"
      busy={busy}
      disabled={title.trim() === ""}
      onSubmit={rename}
      onClose={onClose}
    >
      <RefusalNotice refusal={refusal} />
      <Field label="Title">
        <Input autoFocus maxLength={300} value={title} onValueChange={setTitle} />
      </Field>
    </FormDialog>
  );
}
