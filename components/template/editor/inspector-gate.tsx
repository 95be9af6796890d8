"use client";

import { Plus, Trash2 } from "lucide-react";
import { Button, IconButton } from "@/components/ui/button";
import { freshKey, takenKeys } from "@/lib/domain/node-key";
import type { Gate, Signoff } from "@/lib/domain/template-gate";
import { useEditStore } from "./edit-provider";
import { ChoiceField, NumberField, TextField } from "./inspector-fields";
import { KeysField } from "./inspector-needs";
import { SignoffPolicyFields } from "./inspector-signoff-policy";

const asks = [
  { value: "deploy", label: "May we deploy?" },
  { value: "live", label: "Is it live?" },
  { value: "close", label: "May we close?" },
  { value: "approve", label: "Is this part approved?" },
] as const;

/** What a gate asks and takes, and who signs what at it. */
export function GateFields({ node, set }: { node: Gate; set: (fields: object) => void }) {
  const store = useEditStore();
  const change = (at: number, fields: Partial<Signoff>) =>
    set({ signoffs: node.signoffs.map((each, index) => (index === at ? { ...each, ...fields } : each)) });
  const add = () => {
    const key = freshKey(takenKeys(store.getState().document), "sign-off", "sign-off");
    set({ signoffs: [...node.signoffs, { key, title: "Lead", roles: ["Lead"], count: 1, wording: "" }] });
  };
  return (
    <>
      <ChoiceField
        label="Asks"
        value={node.asks}
        options={asks}
        onChange={(value) => set({ asks: value ?? "approve" })}
      />
      <NumberField
        label="Required score"
        hint="Out of 100; empty = 100"
        most={100}
        value={node.required}
        onChange={(required) => set({ required })}
      />
      <KeysField
        label="Covers"
        hint="Empty = everything since the gate before it."
        self={node.key}
        value={node.covers}
        onChange={(covers) => set({ covers })}
      />
      <h3 className="font-strong text-sm">Sign-offs</h3>
      {node.signoffs.map((signoff, at) => (
        <fieldset key={signoff.key} className="flex flex-col gap-3 rounded-md border p-3">
          <legend className="sr-only">Sign-off {at + 1}</legend>
          <div className="flex items-start gap-2">
            <div className="min-w-0 flex-1">
              <TextField
                label="Roles"
                hint="Any of them may sign: “CTO or Head of engineering”"
                value={signoff.roles.join(" or ")}
                onChange={(text = "") => {
                  const roles = text.split(/\s+or\s+/).filter((role) => role !== "");
                  if (roles.length > 0) change(at, { roles, title: text });
                }}
              />
            </div>
            <IconButton
              label={`Remove sign-off of ${signoff.title}`}
              className="mt-[1.625rem]"
              onClick={() => set({ signoffs: withoutSignoff(node.signoffs, signoff.key) })}
            >
              <Trash2 aria-hidden className="size-4" />
            </IconButton>
          </div>
          <TextField
            label="What they sign"
            rows={2}
            value={signoff.wording}
            onChange={(wording = "") => change(at, { wording })}
          />
          <NumberField
            label="How many people"
            least={1}
            most={20}
            value={signoff.count}
            onChange={(count = 1) => change(at, { count: Math.round(count) })}
          />
          <SignoffPolicyFields gate={node} signoff={signoff} change={(fields) => change(at, fields)} />
        </fieldset>
      ))}
      <Button size="sm" icon={<Plus aria-hidden className="size-3.5" />} onClick={add}>
        Add a sign-off
      </Button>
    </>
  );
}

/** The others, none of which comes after it any more. */
function withoutSignoff(signoffs: readonly Signoff[], key: string): Signoff[] {
  return signoffs
    .filter((each) => each.key !== key)
    .map((each) => {
      const after = each.after?.filter((other) => other !== key);
      return after ? { ...each, after: after.length > 0 ? after : undefined } : each;
    });
}
