"use client";

import { type FormEvent, useEffect, useId, useState } from "react";
import { api } from "@/components/client/api";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { copyText } from "@/components/ui/copy-button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input, Textarea } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { Refused } from "@/components/ui/refused";
import { formatDate, formatIsoDay } from "@/components/ui/time-format";
import { notify } from "@/components/ui/toast";
import type { AnnouncementChannel, AnnouncementDraft } from "@/lib/domain/announcement";
import { audienceOf } from "@/lib/domain/announcement-audience";
import { placeholdersIn } from "@/lib/domain/announcement-text";
import { addressesIn } from "@/lib/domain/email";
import type { Messaging } from "@/lib/domain/message";
import { otherDays, subjectOf } from "@/lib/domain/message-words";
import { list, plainText } from "@/lib/domain/plain-text";
import { useMay, useRun, useRunStore } from "../run/run-provider";
import { sendToRun } from "../run/run-send";
import { ChannelPicker } from "./channel-picker";
import { chosenChannels } from "./chosen-channels";
import { type KeptWords, keepWords, readWords, type WordsPlace } from "./kept-words";
import { RecipientPicker } from "./recipient-picker";

export type Draft = Pick<AnnouncementDraft, "key" | "share" | "title" | "text" | "audience" | "channel">;

/** The words of an announcement as the lead settles on them, whom they go to, and how. */
export function AnnouncementDialog({ draft, onClose }: { draft: Draft; onClose: () => void }) {
  const form = useId();
  const store = useRunStore();
  const may = useMay("announcement.send");
  const rehearsal = useRun(({ snapshot }) => snapshot.run.rehearsal);
  const [ways, setWays] = useState<Messaging>();
  const [place] = useState((): WordsPlace => {
    const { snapshot, you } = store.getState();
    const { id: runId, attempt } = snapshot.run;
    return { runId, attempt, key: draft.key, share: draft.share, personId: you.personId ?? "" };
  });
  const [kept, setKept] = useState(() => (may ? readWords(place) : null));
  const [own] = useState(() => subjectOf(draft.text));
  const subject = own.subject ?? plainText(draft.title);
  const [title, setTitle] = useState(kept?.title ?? subject);
  const [text, setText] = useState(kept?.text ?? own.text);
  /** Null: as proposed. */
  const [chosen, setChosen] = useState(kept?.channels ?? null);
  const channels = chosenChannels(chosen, draft.channel, ways);
  const [proposed] = useState(() => audienceOf(draft.audience, store.getState().snapshot));
  const [people, setPeople] = useState<readonly string[]>(() => {
    const known = store.getState().snapshot.people;
    return kept ? kept.people.filter((id) => id in known) : proposed.people;
  });
  const [others, setOthers] = useState(() => kept?.others ?? proposed.addresses.join(", "));
  const [withBlanks, setWithBlanks] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  useEffect(() => {
    void api<Messaging>("GET", "/messaging").then((answer) => {
      if (answer.ok) setWays(answer.value);
      else setError(answer.message);
    });
  }, []);
  /** Whatever closes the dialog, a reload included, what was written is there again. */
  const keep = (words: Partial<KeptWords>) =>
    keepWords(place, { title, text, others, people, channels: chosen, ...words });
  const beginAnew = () => {
    keepWords(place, null);
    setKept(null);
    setTitle(subject);
    setText(own.text);
    setPeople(proposed.people);
    setOthers(proposed.addresses.join(", "));
    setChosen(null);
  };
  const blanks = placeholdersIn(text);
  const targetAt = useRun(({ snapshot: { run } }) => run.targetAt);
  const zone = useRun(({ snapshot: { run } }) => run.timeZone);
  const target = targetAt && formatIsoDay(targetAt, zone);
  const days = otherDays(`${title}\n${text}`, target);
  const send = async (by: readonly AnnouncementChannel[]) => {
    setBusy(true);
    const addresses = addressesIn(others);
    const mail = by.includes("mail");
    const refused = await sendToRun(store, "/announcements", {
      body: {
        key: draft.key,
        share: draft.share,
        title: title.trim() || "Announcement",
        text,
        channels: by,
        people: mail ? people : [],
        addresses: mail ? addresses : [],
        incomplete: withBlanks,
      },
    });
    setBusy(false);
    setError(refused);
    if (refused) return;
    keepWords(place, null);
    notify({ title: by.includes("copy") ? "Copied and recorded" : "On its way", tone: "good" });
    onClose();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void send(channels);
  };
  const copy = async () => {
    if (await copyText(text)) await send(["copy"]);
  };
  const ready = text.trim() !== "" && (blanks.length === 0 || withBlanks);
  const none = ways !== undefined && !ways.mail && !ways.chat && !ways.webhook;
  return (
    <Dialog
      open
      onOpenChange={(next) => !next && onClose()}
      size="lg"
      title={draft.title === "" ? "Write an announcement" : plainText(draft.title)}
      description={
        rehearsal
          ? "A rehearsal tells nobody: what would have been sent is recorded."
          : "Goes on record with its words."
      }
      footer={
        may ? (
          <>
            <Button disabled={!ready || busy} onClick={() => void copy()}>
              Copy, and record it
            </Button>
            <Button type="submit" form={form} variant="primary" busy={busy} disabled={!ready || channels.length === 0}>
              Send
            </Button>
          </>
        ) : undefined
      }
    >
      <form id={form} onSubmit={submit} className="flex flex-col gap-4">
        <Refused>{error}</Refused>
        {kept ? (
          <Notice
            tone="accent"
            title="What you wrote is still here"
            actions={
              <Button size="sm" onClick={beginAnew}>
                Begin anew
              </Button>
            }
          >
            Facts in it are as of then. Beginning anew fills them in as they are now.
          </Notice>
        ) : null}
        <Field label="Subject">
          <Input
            value={title}
            maxLength={200}
            readOnly={!may}
            onValueChange={(next) => {
              setTitle(next);
              keep({ title: next });
            }}
          />
        </Field>
        <Field
          label="Text"
          hint={may && !kept ? "Filled in as of when you opened this. Change what you like." : undefined}
        >
          <Textarea
            value={text}
            rows={9}
            maxLength={20_000}
            readOnly={!may}
            onChange={({ target: { value } }) => {
              setText(value);
              keep({ text: value });
            }}
          />
        </Field>
        {days.length > 0 ? (
          <Notice tone="hold" title={`Is the day still right? It says ${list(days)}`}>
            {targetAt ? `This run’s target is ${formatDate(targetAt, zone)}.` : "This run has no target."}
          </Notice>
        ) : null}
        {blanks.length > 0 ? (
          <Notice tone="hold" title={`Still to fill in: ${blanks.join(", ")}`}>
            {may ? <Checkbox checked={withBlanks} onChange={setWithBlanks} label="Send it with these blanks" /> : null}
          </Notice>
        ) : null}
        {may ? (
          <>
            {none ? (
              <Notice>
                This server sends no mail, and no chat is set up: copy the text and send it yourself. Admins set up more
                under Settings, Messages.
              </Notice>
            ) : (
              <ChannelPicker
                ways={ways}
                chosen={channels}
                onChange={(next) => {
                  setChosen(next);
                  keep({ channels: next });
                }}
              />
            )}
            {channels.includes("mail") ? (
              <RecipientPicker
                people={people}
                others={others}
                onPeople={(next) => {
                  setPeople(next);
                  keep({ people: next });
                }}
                onOthers={(next) => {
                  setOthers(next);
                  keep({ others: next });
                }}
              />
            ) : null}
          </>
        ) : null}
      </form>
    </Dialog>
  );
}
