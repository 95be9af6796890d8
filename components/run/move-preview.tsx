import type { ReactNode } from "react";
import { DiffWords } from "@/components/template/versions/diff-words";
import { Badge } from "@/components/ui/badge";
import { Checkbox } from "@/components/ui/checkbox";
import { count, list } from "@/lib/domain/plain-text";
import type { MovedItem, RunMoveView } from "@/lib/domain/run-move-schema";
import { verdictWord } from "@/lib/domain/verdict-word";
import { stateWords } from "./run-words";

type Props = { move: RunMoveView; keep: ReadonlySet<string>; onKeep: (key: string, kept: boolean) => void };

const groups: readonly { kind: MovedItem["kind"]; title: string; hint: string }[] = [
  { kind: "reset", title: "Asked anew", hint: "What was done was done for something else: these start open again." },
  { kind: "added", title: "Added", hint: "Open, and covered by the gates they stand before." },
  { kind: "dropped", title: "Dropped", hint: "No longer asked. State, evidence, comments and history stay on record." },
  { kind: "changed", title: "Changed", hint: "Their state stays as it is." },
];

/** What moving to the newer version does, worst first: what goes stale, then what is asked otherwise. */
export function MovePreview({ move, keep, onKeep }: Props) {
  const turned = move.gates.filter(({ before, after }) => before !== after);
  return (
    <div className="flex flex-col gap-4 text-sm">
      {turned.length > 0 ? (
        <Group title="Gates">
          {turned.map(({ key, title, before, after }) => (
            <li key={key}>
              <span className="font-strong">{title}</span> {before ? verdictWord[before] : "no gate so far"} now,{" "}
              <strong className="font-strong">{after ? verdictWord[after] : "no gate any more"}</strong> afterwards
            </li>
          ))}
        </Group>
      ) : null}
      {move.signatures.length > 0 ? (
        <Group title="Signatures that no longer count" hint="They stay on record; their signers sign again.">
          {move.signatures.map(({ id, name, role, gateTitle, changed }) => (
            <li key={id}>
              <strong className="font-strong">{name}</strong>, {role}, at {gateTitle}:{" "}
              <span className="text-ink-2">{list(changed.slice(0, 3).map(({ title, why }) => `${title} ${why}`))}</span>
              {changed.length > 3 ? `, and ${changed.length - 3} more` : null}
            </li>
          ))}
        </Group>
      ) : null}
      {move.waivers.length > 0 ? (
        <Group title="Waivers that end">
          {move.waivers.map(({ id, title, reason }) => (
            <li key={id}>
              {title}: <span className="text-ink-2">{reason}</span>
            </li>
          ))}
        </Group>
      ) : null}
      {groups.map(({ kind, title, hint }) => {
        const items = move.items.filter((item) => item.kind === kind);
        if (items.length === 0) return null;
        return (
          <Group key={kind} title={`${title}: ${count(items.length, "item")}`} hint={hint}>
            {items.map((item) => (
              <MovedLine key={item.key} item={item} kept={keep.has(item.key)} onKeep={onKeep} />
            ))}
          </Group>
        );
      })}
      {move.choices.length > 0 ? (
        <Group title="Choices to take again" hint="The option that was taken is gone.">
          {move.choices.map(({ key, title }) => (
            <li key={key}>{title}</li>
          ))}
        </Group>
      ) : null}
      {move.items.length === 0 && turned.length === 0 ? <p>No item changes, and no gate.</p> : null}
    </div>
  );
}

function Group({ title, hint, children }: { title: string; hint?: string; children: ReactNode }) {
  return (
    <section>
      <h3 className="font-strong">{title}</h3>
      {hint ? <p className="text-ink-2">{hint}</p> : null}
      <ul className="mt-1.5 flex flex-col gap-1.5 border-l pl-3">{children}</ul>
    </section>
  );
}

type LineProps = { item: MovedItem; kept: boolean; onKeep: Props["onKeep"] };

function MovedLine({ item, kept, onKeep }: LineProps) {
  const words = item.fields.find(({ field }) => field === "title");
  const others = item.fields.filter(({ field }) => field !== "title").map(({ field }) => field);
  const done = item.state === "passed" || item.state === "warned" || item.state === "not_applicable";
  return (
    <li className="wrap-anywhere">
      {words ? <DiffWords before={String(words.from)} after={String(words.to)} /> : item.title}{" "}
      {item.state && item.kind !== "added" ? <Badge>{stateWords[item.state].name}</Badge> : null}
      {item.why && item.kind === "reset" ? <span className="text-ink-2"> because {item.why}</span> : null}
      {others.length > 0 && item.kind === "changed" ? <span className="text-ink-2"> ({list(others)})</span> : null}
      {item.kind === "reset" && words && done ? (
        <Checkbox
          checked={kept}
          onChange={(next) => onKeep(item.key, next)}
          label="Only the words got better: what was done still holds"
        />
      ) : null}
    </li>
  );
}
