import { z } from "zod";
import { plainText } from "./plain-text";
import type { Trigger } from "./template-leaves";

const words = z.record(z.string(), z.string());

/** One alert of Alertmanager's webhook; what else it carries is let through unread. */
const alertSchema = z.looseObject({
  status: z.enum(["firing", "resolved"]),
  labels: words,
  annotations: words.default({}),
  startsAt: z.string().max(60).optional(),
  endsAt: z.string().max(60).optional(),
});
export type Alert = z.infer<typeof alertSchema>;

/** The body Alertmanager posts (webhook_config, version 4). */
export const alertGroupSchema = z.looseObject({
  version: z.literal("4"),
  alerts: z.array(alertSchema).min(1).max(500),
});

/** The label or annotation that names a trigger outright. */
const named = ["gonogo_trigger", "trigger"] as const;

/**
 * The trigger an alert is about: named by its key in a label or annotation, else by a name that reads like its key or its
 * title. Null when nothing or more than one does.
 */
export function triggerOf(alert: Alert, triggers: readonly Trigger[]): Trigger | null {
  for (const name of named) {
    const key = alert.labels[name] ?? alert.annotations[name];
    const trigger = key === undefined ? undefined : triggers.find((each) => slug(each.key) === slug(key));
    if (trigger) return trigger;
  }
  const name = slug(alertName(alert));
  if (name === "") return null;
  const alike = triggers.filter(({ key, title }) => slug(key) === name || slug(plainText(title)) === name);
  const [only, second] = alike;
  return only && !second ? only : null;
}

/** What the monitor says it measured, for the record. */
export function alertWords({ labels, annotations }: Alert): string {
  const said = annotations.value ?? annotations.summary ?? annotations.description ?? "";
  return [alertName({ labels }), said].filter(Boolean).join(": ").slice(0, 200);
}

export function alertName({ labels }: Pick<Alert, "labels">): string {
  return labels.alertname ?? "";
}

/** `HighErrorRate`, `high_error_rate` and "High error rate" read alike. */
function slug(text: string): string {
  return text
    .normalize("NFC")
    .replace(/(\p{Ll}|\d)(\p{Lu})/gu, "$1-$2")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-|-$/g, "");
}
