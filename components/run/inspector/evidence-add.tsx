"use client";

import { FileUp } from "lucide-react";
import { type FormEvent, useRef, useState } from "react";
import type { ApiRefusal } from "@/components/client/api";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/class-name";
import { Field } from "@/components/ui/field";
import { Input, Textarea } from "@/components/ui/input";
import { Progress } from "@/components/ui/progress";
import type { Problem } from "@/lib/domain/refusal";
import { useRunStore } from "../run-provider";
import { sendForRefusal } from "../run-send";
import { uploadEvidence } from "./evidence-upload";
import { type SecretChoice, SecretQuestion } from "./secret-choice";

type Upload = {
  id: number;
  file: File;
  name: string;
  share: number;
  stop: AbortController;
  error?: string;
  asked?: { file: File; found: readonly Problem[] };
};

/** So many files travel at once; the others wait for their turn. */
const abreast = 3;
let uploadsMade = 0;

/** Drop, paste or choose a file; or a link, a note, command output. */
export function EvidenceAdd({ itemKey }: { itemKey: string }) {
  const store = useRunStore();
  const picker = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [uploads, setUploads] = useState<readonly Upload[]>([]);
  const path = `/items/${encodeURIComponent(itemKey)}/evidence`;

  const put = (id: number, part: Partial<Upload> | null) =>
    setUploads((list) =>
      part === null
        ? list.filter((one) => one.id !== id)
        : list.map((one) => (one.id === id ? { ...one, ...part } : one)),
    );
  const send = async (files: readonly File[], secrets: SecretChoice = "ask") => {
    const waiting = files.map((file): Upload => {
      uploadsMade += 1;
      return { id: uploadsMade, file, name: file.name, share: 0, stop: new AbortController() };
    });
    setUploads((list) => [...list, ...waiting]);
    const queue = [...waiting];
    const lane = async () => {
      for (let next = queue.shift(); next; next = queue.shift()) await sendOne(next, secrets);
    };
    await Promise.all(Array.from({ length: abreast }, lane));
  };
  const sendOne = async ({ id, file, stop }: Upload, secrets: SecretChoice) => {
    if (stop.signal.aborted) return;
    const onProgress = (share: number) => put(id, { share });
    const refused = await uploadEvidence(`/runs/${store.runId}${path}`, file, secrets, onProgress, stop.signal);
    if (stop.signal.aborted && refused) return;
    if (refused?.code === "secrets_found") put(id, { asked: { file, found: refused.problems ?? [] } });
    else put(id, refused ? { error: refused.message } : null);
    if (!refused) void store.refetch();
  };
  const leave = ({ id, stop }: Upload) => {
    stop.abort();
    put(id, null);
  };
  const again = (upload: Upload, secrets: SecretChoice = "ask") => {
    put(upload.id, null);
    void send([upload.file], secrets);
  };

  return (
    <section
      aria-label="Add evidence"
      className={cn(
        "mt-2 rounded-md border border-line-strong border-dashed p-2.5",
        over && "border-accent bg-accent-tint",
      )}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        void send([...event.dataTransfer.files]);
      }}
      onPaste={(event) => {
        const files = [...event.clipboardData.files];
        if (files.length === 0) return;
        event.preventDefault();
        void send(files);
      }}
    >
      <input
        ref={picker}
        type="file"
        multiple
        className="sr-only"
        tabIndex={-1}
        aria-label="Files to attach"
        onChange={(event) => {
          void send([...(event.target.files ?? [])]);
          event.target.value = "";
        }}
      />
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <Button size="sm" icon={<FileUp aria-hidden className="size-3.5" />} onClick={() => picker.current?.click()}>
          Attach a file
        </Button>
        <span className="text-ink-2 text-xs">or drop several here; paste a picture below</span>
      </div>
      {uploads.map((upload) => (
        <div key={upload.id} className="mt-2 text-xs">
          <p className="wrap-anywhere">{upload.name}</p>
          {upload.asked ? (
            <SecretQuestion
              found={upload.asked.found}
              name={upload.name}
              onChoose={(choice) => {
                if (choice) again(upload, choice);
                else put(upload.id, null);
              }}
            />
          ) : upload.error ? (
            <>
              <p role="alert" className="text-no">
                {upload.error}
              </p>
              <div className="mt-1 flex gap-2">
                <Button size="sm" onClick={() => again(upload)}>
                  Try again<span className="sr-only"> with {upload.name}</span>
                </Button>
                <Button size="sm" variant="ghost" onClick={() => put(upload.id, null)}>
                  Leave it<span className="sr-only">, {upload.name}</span>
                </Button>
              </div>
            </>
          ) : (
            <div className="flex items-center gap-2">
              <Progress
                className="flex-1"
                label={`${upload.name}: ${Math.round(upload.share * 100)} % sent`}
                total={1}
                segments={[{ share: upload.share, tone: "wait" }]}
              />
              <Button size="sm" variant="ghost" onClick={() => leave(upload)}>
                Cancel<span className="sr-only"> {upload.name}</span>
              </Button>
            </div>
          )}
        </div>
      ))}
      <TextEvidence onAdd={(body) => sendForRefusal(store, path, { body })} />
    </section>
  );
}

/** A link when it is one, command output when it has several lines, else a note. */
function TextEvidence({
  onAdd,
}: {
  onAdd: (body: { [part: string]: string | boolean | undefined }) => Promise<ApiRefusal | undefined>;
}) {
  const [text, setText] = useState("");
  const [title, setTitle] = useState("");
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<ApiRefusal>();
  const asked = refusal?.code === "secrets_found";
  const trimmed = text.trim();
  const kind = /^https?:\/\/\S+$/.test(trimmed) ? "link" : trimmed.includes("\n") ? "output" : "note";
  const submit = async (secrets: SecretChoice) => {
    setBusy(true);
    const named = title.trim() === "" ? {} : { title: title.trim() };
    const choice = secrets === "keep" ? {} : { [`${secrets}Secrets`]: true };
    const refused = await onAdd(
      kind === "link" ? { kind, url: trimmed, ...named } : { kind, text: trimmed, ...choice, ...named },
    );
    setBusy(false);
    setRefusal(refused);
    if (refused) return;
    // Whoever types on while it is sent keeps what they typed.
    setText((now) => (now === text ? "" : now));
    setTitle((now) => (now === title ? "" : now));
  };
  return (
    <form
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        void submit("ask");
      }}
      className="mt-2.5 flex flex-col gap-2"
    >
      <Field label="Link, note or command output" hideLabel error={asked ? undefined : refusal?.message}>
        <Textarea
          value={text}
          rows={trimmed.includes("\n") ? 5 : 1}
          className="min-h-9"
          placeholder="Paste a link, output, or write a note"
          onChange={(event) => {
            setText(event.target.value);
            setRefusal(undefined);
          }}
        />
      </Field>
      {asked ? (
        <SecretQuestion
          found={refusal.problems}
          busy={busy}
          onChoose={(choice) => (choice ? void submit(choice) : setRefusal(undefined))}
        />
      ) : null}
      {trimmed === "" ? null : (
        <div className="flex flex-wrap gap-2">
          <Field label="Title" hideLabel className="min-w-32 flex-1">
            <Input
              value={title}
              maxLength={200}
              placeholder="Title, optional"
              onChange={(event) => setTitle(event.target.value)}
            />
          </Field>
          <Button type="submit" busy={busy}>
            {kind === "link" ? "Add link" : kind === "output" ? "Add output" : "Add note"}
          </Button>
        </div>
      )}
    </form>
  );
}
