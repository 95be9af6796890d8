/** What an announcement may name without anybody being asked for it: it is so when the text is written. */
export const liveFactNames = [
  "run",
  "service",
  "verdict",
  "score",
  "gate",
  "traffic",
  "step",
  "lead",
  "fired",
  "attempt",
  "time",
  "timestamp",
  "date",
  "link",
] as const;
