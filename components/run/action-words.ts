const words: Readonly<Record<string, string>> = {
  "run.started": "started the run",
  "run.changed": "changed the run",
  "run.closed": "closed the run",
  "roster.changed": "changed the roster",
  "item.open": "reopened",
  "item.in_progress": "started",
  "item.passed": "passed",
  "item.warned": "passed with a warning",
  "item.failed": "failed",
  "item.not_applicable": "set aside as not applicable",
  "item.blocked": "reported blocked",
  "item.unblocked": "reported no longer blocked",
  "item.assigned": "assigned",
  "item.due": "set when it is due",
  "item.reworded": "reworded the reason",
  "item.confirmed": "confirmed the tick in the source",
  "comment.added": "commented",
  "evidence.added": "attached evidence",
  "waiver.asked": "asked for a waiver",
  "waiver.granted": "granted a waiver",
  "waiver.revoked": "revoked a waiver",
  "waiver.withdrawn": "withdrew a waiver",
  "choice.recorded": "recorded a choice",
  "trigger.fired": "fired a rollback trigger",
  "trigger.cleared": "cleared a rollback trigger",
  "ceremony.opened": "opened a signing ceremony",
  "signature.given": "signed",
  "signature.withdrawn": "withdrew a signature",
  "condition.done": "met a condition",
  "gate.go": "recorded GO",
  "gate.no_go": "recorded NO-GO",
  "gate.reopened": "reopened a gate",
};

/** An audit action as a verb after a name; one not listed is read from its code. */
export function actionWords(action: string): string {
  return words[action] ?? action.replaceAll(/[._]/g, " ");
}
