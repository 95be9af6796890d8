"use client";

import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { count } from "@/lib/domain/plain-text";
import type { Proposal, partsOf } from "@/lib/domain/template-proposal";
import { SeverityBadge } from "../run/severity-badge";
import { proposalGroups, proposalWords } from "./proposal-words";

type Props = {
  proposals: readonly Proposal[];
  parts: ReturnType<typeof partsOf>;
  taken: ReadonlySet<string>;
  places: ReadonlyMap<string, string>;
  onTake: (id: string, take: boolean) => void;
  onPlace: (id: string, part: string) => void;
};

/** Each proposal with a box: what it does, and what it was learned from. */
export function ProposalList({ proposals, parts, taken, places, onTake, onPlace }: Props) {
  const groups = Map.groupBy(proposals, ({ what }) => what);
  return [...groups].map(([what, of]) => (
    <section key={what} aria-label={proposalGroups[what]}>
      <h3 className="flex gap-2 bg-sunk px-4 py-1.5 font-strong text-sm">
        {proposalGroups[what]}
        <span className="font-normal text-ink-2">{count(of.length, "proposal")}</span>
      </h3>
      <ul>
        {of.map((proposal) => {
          const { does, why } = proposalWords(proposal);
          return (
            <li key={proposal.id} className="wrap-anywhere border-t px-4 py-2 first:border-t-0">
              <Checkbox
                checked={taken.has(proposal.id)}
                onChange={(take) => onTake(proposal.id, take)}
                label={does}
                hint={why}
              />
              {proposal.what === "optional" ? (
                <p className="pl-6.5">
                  <SeverityBadge severity={proposal.severity} />
                </p>
              ) : null}
              {proposal.what === "item" && taken.has(proposal.id) ? (
                <Field label="Into" className="mt-1 pl-6.5">
                  <Select
                    label={`Part for ${proposal.text}`}
                    options={parts.map(({ key, title, depth }) => ({
                      value: key,
                      label: `${"\u2003".repeat(depth)}${title}`,
                    }))}
                    value={places.get(proposal.id) ?? proposal.key}
                    onChange={(part) => onPlace(proposal.id, part)}
                  />
                </Field>
              ) : null}
            </li>
          );
        })}
      </ul>
    </section>
  ));
}
