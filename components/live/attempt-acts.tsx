"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { FullTime } from "@/components/ui/time";
import { type LifeAct, lifeLets } from "@/lib/domain/run-life";
import { ReasonDialog } from "../run/reason-dialog";
import { useFired } from "../run/rollback-alert";
import { useLife, useMay, useRun, useRunStore } from "../run/run-provider";
import { sendToRun } from "../run/run-send";

type Ask = { act: LifeAct; path: string; title: string; label: string; description: string; action: string };

const rollBack: Ask = {
  act: "roll_back",
  path: "/roll-back",
  title: "Record the rollback?",
  label: "What was rolled back, and how does it stand now?",
  description: "This attempt is over. Its gates give no GO until a new one begins.",
  action: "Record rollback",
};
const again: Ask = {
  act: "begin_again",
  path: "/attempts",
  title: "Begin a new attempt?",
  label: "What is different this time?",
  description:
    "Everything since the deployment’s gate is open again, and that gate is decided anew. What stood before it stays.",
  action: "Begin a new attempt",
};
const abort: Ask = {
  act: "abort",
  path: "/abort",
  title: "Give this run up for good?",
  label: "Why is it given up?",
  description: "The run is closed with that outcome. Its record stays readable.",
  action: "Give up",
};

/** How an attempt ends other than well, and how it was with those before: the lead's. */
export function AttemptActs() {
  const store = useRunStore();
  const life = useLife();
  const may = useMay("run.steer");
  const fired = useFired();
  const attempts = useRun(({ snapshot }) => snapshot.attempts);
  const people = useRun(({ snapshot }) => snapshot.people);
  const [ask, setAsk] = useState<Ask | null>(null);
  const offered = may ? [rollBack, again, abort].filter(({ act }) => lifeLets(life, act)) : [];
  if (offered.length === 0 && attempts.length === 0) return null;
  const uncleared = life === "rolled_back" && fired.length > 0;
  return (
    <Card aria-label="Attempts">
      <h2 className="eyebrow">Attempts</h2>
      {attempts.map(({ number, outcome, reason, endedAt, endedById }) => (
        <p key={number} className="wrap-anywhere mt-2 text-sm">
          <b className="font-strong">
            Attempt {number} {outcome === "rolled_back" ? "was rolled back" : "was given up"}
          </b>
          , <FullTime at={endedAt} />, {people[endedById]?.name ?? "somebody who left"}: {reason}
        </p>
      ))}
      {uncleared ? (
        <p className="mt-2 text-hold text-sm">Clear what fired, with the reason, before a new attempt begins.</p>
      ) : null}
      <div className="mt-3 flex flex-wrap gap-2">
        {offered.map((each) => (
          <Button
            key={each.act}
            variant={
              each.act === "roll_back" && life === "rolling_back"
                ? "danger"
                : each.act === "begin_again"
                  ? "primary"
                  : "secondary"
            }
            disabled={each.act === "begin_again" && uncleared}
            onClick={() => setAsk(each)}
          >
            {each.action}
          </Button>
        ))}
      </div>
      {ask ? (
        <ReasonDialog
          open
          onClose={() => setAsk(null)}
          title={ask.title}
          description={ask.description}
          label={ask.label}
          action={ask.action}
          tone={ask.act === "begin_again" ? "primary" : "danger"}
          onSave={(reason) => sendToRun(store, ask.path, { body: { reason } })}
        />
      ) : null}
    </Card>
  );
}
