import type { Decision } from "@/lib/domain/signing-rows";
import { ssoProblemOf, ssoProblems } from "@/lib/domain/sso-problem";
import type { Ceremony } from "./ceremony-sign";

const place = "gonogo.ceremony";

/** A statement that was open when its signer went to the sign-in service. */
export type LeftCeremony = { signoffKey: string; decision: Decision; ceremony: Ceremony };
export type ReturnedCeremony = LeftCeremony & { problem: string | null };

/** Keeps what is shown while the browser is away; the server keeps what counts. */
export function leaveCeremony(left: LeftCeremony): void {
  sessionStorage.setItem(place, JSON.stringify(left));
}

/** What comes back with the address the sign-in service led to; once, and for the sign-off it belongs to. */
export function takeReturnedCeremony(signoffKey: string): ReturnedCeremony | null {
  const query = new URLSearchParams(location.search);
  const [proven, code] = [query.get("proven"), query.get("sso")];
  const kept = sessionStorage.getItem(place);
  if ((proven === null && code === null) || kept === null) return null;
  const left = JSON.parse(kept) as LeftCeremony;
  if (left.signoffKey !== signoffKey) return null;
  sessionStorage.removeItem(place);
  history.replaceState(null, "", location.pathname);
  if (proven === left.ceremony.id) return { ...left, ceremony: { ...left.ceremony, proven: true }, problem: null };
  const problem = ssoProblemOf(code ?? undefined);
  return { ...left, problem: problem ? ssoProblems[problem] : ssoProblems.expired };
}
