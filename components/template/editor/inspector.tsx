"use client";

import { Button } from "@/components/ui/button";
import type { Code, Trigger } from "@/lib/domain/template-leaves";
import type { AnyNode } from "@/lib/domain/template-path";
import { kindWord } from "../kind-words";
import { DocumentFields } from "./document-fields";
import { useEdit, useEditStore } from "./edit-provider";
import { ChoiceFields } from "./inspector-choice";
import { BlankFields, ContactFields, ReferenceFields } from "./inspector-entries";
import { ExpectationFields } from "./inspector-expectation";
import { FactFields } from "./inspector-fact";
import { ChoiceField, FieldPair, NumberField, TextField } from "./inspector-fields";
import { GateFields } from "./inspector-gate";
import { PartFields } from "./inspector-part";

const uses = (["command", "manifest", "message", "sample"] as const).map((value) => ({ value, label: value }));
const tiers = [
  { value: "rollback", label: "roll back" },
  { value: "timed", label: "roll back unless fixed in time" },
  { value: "investigate", label: "investigate" },
] as const;

/** What the selected node says besides its text; the document's own facts while nothing is selected. */
const channelOptions = [
  { value: "mail", label: "mail" },
  { value: "chat", label: "chat" },
  { value: "webhook", label: "webhook" },
  { value: "copy", label: "hand, copied" },
] as const;

export function Inspector() {
  const store = useEditStore();
  const row = useEdit((state) => state.rows.find(({ id }) => id === state.selected));
  if (!row) return <DocumentFields />;
  const set = (fields: object) => store.change(row.id, fields);
  return (
    // By its place: its name changes with its title, in the middle of a press on a button here.
    <div className="flex flex-col gap-4" key={row.path.join()}>
      <div className="flex items-center justify-between gap-2">
        <h2 className="eyebrow">{kindWord(row.node)}</h2>
        <Button size="sm" variant="ghost" onClick={() => store.select(null)}>
          Whole checklist
        </Button>
      </div>
      <NodeFields node={row.node} set={set} />
    </div>
  );
}

function NodeFields({ node, set }: { node: AnyNode; set: (fields: object) => void }) {
  switch (node.kind) {
    case "phase":
    case "section":
    case "item":
      return <PartFields node={node} set={set} />;
    case "gate":
      return <GateFields node={node} set={set} />;
    case "choice":
      return <ChoiceFields node={node} set={set} />;
    case "trigger":
      return <TriggerFields node={node} set={set} />;
    case "code":
      return <CodeFields node={node} set={set} />;
    case "contact":
      return <ContactFields node={node} set={set} />;
    case "criterion":
      return <ExpectationFields value={node.expectation} set={set} />;
    case "reference":
      return <ReferenceFields node={node} set={set} />;
    case "fact":
      return <FactFields fact={node} set={set} />;
    case "blank":
      return <BlankFields node={node} set={set} />;
    case "announcement":
      return (
        <>
          <TextField
            label="Moment"
            hint="e.g. T-24h"
            max={120}
            value={node.moment}
            onChange={(moment = "") => set({ moment })}
          />
          <TextField
            label="For whom"
            hint="Roles as @role, mail addresses, or just words"
            max={200}
            value={node.audience}
            onChange={(audience) => set({ audience })}
          />
          <ChoiceField
            label="Sent by"
            value={node.channel}
            options={channelOptions}
            none="whatever the lead chooses"
            onChange={(channel) => set({ channel })}
          />
          <TextField
            label="Only when"
            hint="e.g. environment=production; empty = always"
            value={node.when}
            onChange={(when) => set({ when })}
          />
          <TextField
            label="Message"
            hint="{{service}}, {{version}} and the like are filled in."
            rows={8}
            value={node.text}
            onChange={(text = "") => set({ text })}
          />
        </>
      );
    case "note":
      return (
        <TextField label="Markdown" rows={8} value={node.markdown} onChange={(markdown = "") => set({ markdown })} />
      );
  }
}

function TriggerFields({ node, set }: { node: Trigger; set: (fields: object) => void }) {
  return (
    <>
      <ChoiceField
        label="Once fired"
        value={node.tier}
        options={tiers}
        onChange={(tier) => set({ tier: tier ?? "rollback" })}
      />
      <NumberField
        label="Time to react"
        hint="Minutes"
        least={1}
        value={node.reaction}
        onChange={(reaction) => set({ reaction })}
      />
      <TextField
        label="Reaction"
        rows={2}
        value={node.reactionText}
        onChange={(reactionText) => set({ reactionText })}
      />
      <ExpectationFields value={node.expectation} set={set} />
    </>
  );
}

function CodeFields({ node, set }: { node: Code; set: (fields: object) => void }) {
  return (
    <>
      <FieldPair>
        <ChoiceField
          label="It is a"
          value={node.use}
          options={uses}
          onChange={(use) => set({ use: use ?? "command" })}
        />
        <TextField label="Language" max={60} value={node.language} onChange={(language) => set({ language })} />
      </FieldPair>
      <TextField
        label="What for"
        hint="e.g. verification"
        max={200}
        value={node.purpose}
        onChange={(purpose) => set({ purpose })}
      />
    </>
  );
}
