"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { DayTime, FullTime } from "@/components/ui/time";
import type { SignoffStanding } from "@/lib/domain/assessment";
import { count } from "@/lib/domain/plain-text";
import { signedForWords } from "@/lib/domain/signed-for";
import type { ConditionRow, SignatureRow } from "@/lib/domain/signing-rows";
import { indexDocument } from "@/lib/domain/template-tree";
import { ItemLink } from "../run/item-link";
import { ReasonDialog } from "../run/reason-dialog";
import { useRun, useRunStore } from "../run/run-provider";
import { sendToRun } from "../run/run-send";
import { decisionWords } from "./station-signal";

const methodWords = {
  password: "password",
  totp: "authenticator app",
  passkey: "passkey",
  oidc: "single sign-on",
} as const;

type Props = { row: SignatureRow; standing: SignoffStanding["signatures"][number]; decided: boolean };

/** One person's act: printed name, role, meaning and UTC time, and what became of what it covers. */
export function SignatureLine({ row, standing, decided }: Props) {
  const store = useRunStore();
  const mine = useRun((state) => state.you.personId === row.personId && state.snapshot.run.closedAt === null);
  const [withdrawing, setWithdrawing] = useState(false);
  return (
    <div className="border-t pt-2 first:border-t-0 first:pt-0">
      <p>
        <b className="font-strong">{row.printedName}</b>, {row.role}
        {row.delegation ? ` (for ${signedForWords(row.delegation)})` : ""}, {decisionWords[row.decision]}{" "}
        <FullTime at={row.signedAt} utc className="text-ink-2" />
        {", "}
        <span className="text-ink-2">with {methodWords[row.method]}</span>
      </p>
      {row.comment ? <p className="wrap-anywhere mt-0.5 text-ink-2">“{row.comment}”</p> : null}
      {row.conditions.length > 0 ? (
        <ul className="mt-1 flex flex-col gap-1">
          {row.conditions.map((condition) => (
            <ConditionLine key={condition.id} condition={condition} />
          ))}
        </ul>
      ) : null}
      {standing.standing === "rejects" ? (
        <p className="mt-1 text-ink-3 text-xs">Vetoes until withdrawn or signed anew.</p>
      ) : null}
      <Since standing={standing} />
      {mine && !decided ? (
        <Button size="sm" variant="ghost" className="mt-1 -ml-2.5" onClick={() => setWithdrawing(true)}>
          Withdraw
        </Button>
      ) : null}
      <ReasonDialog
        open={withdrawing}
        onClose={() => setWithdrawing(false)}
        title="Withdraw your signature?"
        description="It stays in the history as withdrawn and counts no more."
        label="Why?"
        action="Withdraw signature"
        tone="danger"
        onSave={(reason) => sendToRun(store, `/signatures/${row.id}/withdraw`, { body: { reason } })}
      />
    </div>
  );
}

function Since({ standing }: { standing: Props["standing"] }) {
  const { changed, improved } = standing;
  if (changed.length === 0 && improved.length === 0) return null;
  return (
    <details className="mt-1" open={standing.standing === "stale" && changed.length <= 3}>
      <summary className="rounded-sm py-0.5 text-ink-2 text-xs hover:text-ink touch:py-3">
        {changed.length > 0 ? `${count(changed.length, "change")} since` : null}
        {changed.length > 0 && improved.length > 0 ? ", " : null}
        {improved.length > 0 ? `${improved.length} improved since` : null}
      </summary>
      <ChangeList changed={changed} />
      {improved.length > 0 ? (
        <p className="mt-1 text-ink-3 text-xs">
          Improved: {improved.slice(0, 6).join("; ")}
          {improved.length > 6 ? ` and ${improved.length - 6} more` : ""}
        </p>
      ) : null}
    </details>
  );
}

/** What moved since, each leading to its item. */
export function ChangeList({ changed }: { changed: Props["standing"]["changed"] }) {
  const items = useRun((state) => indexDocument(state.snapshot.document).items);
  return (
    <ul className="mt-1 list-disc pl-4 text-ink-2 text-xs">
      {changed.map((change) => (
        <li key={`${change.key}${change.why}`}>
          {items.has(change.key) ? (
            <ItemLink itemKey={change.key} className="font-medium text-ink hover:underline">
              {change.title}
            </ItemLink>
          ) : (
            <span className="font-medium text-ink">{change.title}</span>
          )}{" "}
          {change.why}
        </li>
      ))}
    </ul>
  );
}

function ConditionLine({ condition }: { condition: ConditionRow }) {
  const store = useRunStore();
  const owner = useRun((state) => state.snapshot.people[condition.ownerId ?? ""]?.name ?? null);
  const may = useRun(
    ({ you, snapshot }) =>
      snapshot.run.closedAt === null &&
      (you.facts.lead || (condition.ownerId !== null && condition.ownerId === you.personId)),
  );
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  const done = async () => {
    setBusy(true);
    setError(await sendToRun(store, `/conditions/${condition.id}/done`, { body: {} }));
    setBusy(false);
  };
  return (
    <li className="rounded-sm bg-hold-tint px-2 py-1 text-xs">
      <span className={condition.doneAt ? "line-through" : ""}>{condition.text.replace(/\.$/, "")}</span>
      <span className="text-ink-2">
        {owner ? `, ${owner}` : ""}
        {condition.dueAt ? (
          <>
            , due <DayTime within at={condition.dueAt} />
          </>
        ) : null}
        {condition.doneAt ? (
          <>
            , met <DayTime within at={condition.doneAt} />
          </>
        ) : null}
      </span>
      {!condition.doneAt && may ? (
        <Button size="sm" variant="ghost" busy={busy} className="ml-1 h-6" onClick={done}>
          Met
        </Button>
      ) : null}
      {error ? (
        <span role="alert" className="block text-no">
          {error}
        </span>
      ) : null}
    </li>
  );
}
