"use client";

import type { Item, Phase, Section } from "@/lib/domain/template";
import { stages } from "@/lib/domain/template";
import { stageWord } from "../node-badges";
import { EvidenceFields } from "./inspector-evidence";
import { ExpectationFields } from "./inspector-expectation";
import { ChoiceField, FieldPair, FlagField, NumberField, TextField } from "./inspector-fields";
import { KeysField } from "./inspector-needs";

type Props<T> = { node: T; set: (fields: object) => void };

const severities = (["critical", "high", "medium", "low"] as const).map((value) => ({ value, label: value }));

/** What phases, sections and items say about themselves. */
export function PartFields({ node, set }: Props<Phase | Section | Item>) {
  return (
    <>
      {node.kind === "item" ? null : (
        <ChoiceField
          label="Stage"
          value={node.stage}
          none="As what stands above it"
          options={stages.map((value) => ({ value, label: stageWord[value] }))}
          onChange={(stage) => set({ stage })}
        />
      )}
      <FieldPair>
        <ChoiceField
          label="Severity"
          value={node.severity}
          none="As above it"
          options={severities}
          onChange={(severity) => set({ severity })}
        />
        <TextField label="Owner role" max={120} value={node.owner} onChange={(owner) => set({ owner })} />
      </FieldPair>
      <FieldPair>
        <NumberField
          label="Estimate"
          hint={node.kind === "item" ? "Minutes" : "Minutes, shared out"}
          least={1}
          value={node.estimate}
          onChange={(estimate) => set({ estimate })}
        />
        <TextField
          label="Due"
          hint="From the target, e.g. T-24h"
          max={40}
          value={node.due}
          onChange={(due) => set({ due })}
        />
      </FieldPair>
      <KeysField
        label="Needs"
        hint="What must be satisfied first."
        self={node.key}
        value={node.needs}
        onChange={(needs) => set({ needs })}
      />
      <EvidenceFields node={node} set={set} />
      <div>
        <FlagField
          label="Second person"
          hint="One does it, somebody else confirms it."
          value={node.confirm !== undefined}
          onChange={(on) => set({ confirm: on ? "second" : undefined })}
        />
        <FlagField
          label="Automated checks only"
          hint="Nobody can tick it: a report does."
          value={node.reserved !== undefined}
          onChange={(on) => set({ reserved: on ? "checks" : undefined })}
        />
        <FlagField
          label="Optional"
          hint="Leaves the score."
          value={node.optional === true}
          onChange={(on) => set({ optional: on || undefined })}
        />
      </div>
      {node.kind === "item" ? <ItemFields node={node} set={set} /> : null}
      <TextField
        label="Only when"
        hint="e.g. environment=production; empty = always"
        value={node.when}
        onChange={(when) => set({ when })}
      />
    </>
  );
}

function ItemFields({ node, set }: Props<Item>) {
  const { hold, expectation, recurs } = node;
  return (
    <>
      <FieldPair>
        <NumberField
          label="Hold"
          hint="Minutes it must last"
          least={1}
          value={hold?.minutes}
          onChange={(minutes) => set({ hold: minutes === undefined ? undefined : { ...hold, minutes } })}
        />
        <NumberField
          label="Traffic"
          hint={hold ? "Per cent" : "Needs a hold"}
          most={100}
          value={hold?.traffic}
          onChange={(traffic) => {
            const { traffic: _, ...rest } = hold ?? { minutes: 5 };
            set({ hold: traffic === undefined ? rest : { ...rest, traffic } });
          }}
        />
      </FieldPair>
      <ExpectationFields value={expectation} set={set} />
      <FieldPair>
        <NumberField
          label="Comes back"
          hint="Every so many minutes after go-live"
          least={1}
          value={recurs?.everyMinutes}
          onChange={(everyMinutes) =>
            set({
              recurs:
                everyMinutes === undefined
                  ? undefined
                  : { everyMinutes, text: recurs?.text ?? `Every ${everyMinutes} min` },
            })
          }
        />
        {recurs ? (
          <TextField
            label="Said as"
            value={recurs.text}
            onChange={(text) => set({ recurs: { ...recurs, text: text ?? "" } })}
          />
        ) : null}
      </FieldPair>
    </>
  );
}
