import { CircleCheck, Clock, Hourglass, Paperclip, Repeat, Split, Target } from "lucide-react";
import { Badge, type Tone } from "@/components/ui/badge";
import { expectationWords } from "@/lib/domain/expectation-words";
import { duration } from "@/lib/domain/plain-text";
import type { Severity } from "@/lib/domain/severity";
import type { Item, Phase, Section, Stage } from "@/lib/domain/template";

export const severityTone: Record<Severity, Tone> = { critical: "no", high: "hold", medium: "plain", low: "plain" };

export const stageWord: Record<Stage, string> = {
  before: "before deploying",
  during: "while deploying",
  after: "after deploying",
  contingency: "contingency",
};

const icon = "size-3";

/** What a phase, section or item says about itself, in words. */
export function NodeBadges({ node }: { node: Phase | Section | Item }) {
  const stage = node.kind === "item" ? undefined : node.stage;
  return (
    <>
      {node.severity ? <Badge tone={severityTone[node.severity]}>{node.severity}</Badge> : null}
      {stage ? <Badge tone="wait">{stageWord[stage]}</Badge> : null}
      {node.optional ? <Badge>optional</Badge> : null}
      {node.kind === "item" ? <ItemBadges item={node} /> : null}
      {node.owner ? <Badge>@{node.owner}</Badge> : null}
      {node.estimate ? <Badge icon={<Clock aria-hidden className={icon} />}>{duration(node.estimate)}</Badge> : null}
      {node.due ? <Badge>due {node.due}</Badge> : null}
      {node.dated && !node.title.includes(node.dated) ? <Badge>{node.dated}</Badge> : null}
      {node.evidence ? (
        <Badge tone="hold" icon={<Paperclip aria-hidden className={icon} />}>
          evidence required
        </Badge>
      ) : null}
      {node.needs?.length ? <Badge>needs {node.needs.join(", ")}</Badge> : null}
      {node.when ? <WhenBadge when={node.when} /> : null}
      {node.stated ? <Badge>stated: {node.stated}</Badge> : null}
    </>
  );
}

export function WhenBadge({ when }: { when: string }) {
  return (
    <Badge tone="accent" icon={<Split aria-hidden className={icon} />}>
      only when {when}
    </Badge>
  );
}

function ItemBadges({ item }: { item: Item }) {
  const { hold, recurs, expectation } = item;
  return (
    <>
      {item.checked ? <Badge icon={<CircleCheck aria-hidden className={icon} />}>ticked in source</Badge> : null}
      {hold ? (
        <Badge tone="accent" icon={<Hourglass aria-hidden className={icon} />}>
          hold {duration(hold.minutes)}
          {hold.traffic === undefined ? "" : ` at ${hold.traffic} %`}
        </Badge>
      ) : null}
      {item.capture ? <Badge tone="accent">fills {`{{${item.capture}}}`}</Badge> : null}
      {item.checklist ? <Badge tone="accent">checklist {item.checklist}</Badge> : null}
      {recurs ? (
        <Badge tone="accent" icon={<Repeat aria-hidden className={icon} />}>
          {recurs.text}
        </Badge>
      ) : null}
      {expectation ? (
        <Badge icon={<Target aria-hidden className={icon} />}>{expectationWords(expectation)}</Badge>
      ) : null}
    </>
  );
}
