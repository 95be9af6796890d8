import type { RunState } from "./run-state";
import { scopeIn, signoffScope } from "./signature-standing";
import { readOrder, readSignoff, type SignoffRead } from "./signoff-standing";
import type { GatePlace } from "./template-tree";

/** Every sign-off of a gate as it stands, in order. Those that cover all the gate does share one scope. */
export function readSignoffs(state: RunState, place: GatePlace): SignoffRead[] {
  const { gate, coverage } = place;
  const whole = scopeIn(state, place, coverage);
  const reads = gate.signoffs.map((signoff) => {
    return readSignoff(state, signoff, signoff.covers ? signoffScope(state, place, signoff) : whole);
  });
  return readOrder(gate, reads);
}
