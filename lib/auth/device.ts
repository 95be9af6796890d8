import { randomBytes } from "node:crypto";
import type { Budget } from "@/lib/data/sign-in-limit.write";
import { addressSubject, type Place } from "./client";
import { seal, unseal } from "./cookie";

/** Keeps the device this browser already has for the account, else gives it one. */
export function sealDevice(personId: string, place: Place): string {
  const device = deviceFor(personId, place) ?? randomBytes(16).toString("base64url");
  return seal("device", `${personId} ${device}`);
}

/** The device of a browser that has signed in to this account before; null of any other. */
export function deviceFor(personId: string, { device }: Place): string | null {
  const [owner, id] = unseal("device", device)?.split(" ") ?? [];
  if (owner === personId && id) return id;
  // As releases before sealed it.
  return unseal(`device of ${personId}`, device);
}

/**
 * What attempts count against before anybody has said who they are: a browser that signed in here before has a budget of
 * its own, which no stranger behind the same address can use up.
 */
export function arrivalBudget(what: string, place: Place, limit: number): Budget {
  const known = unseal("device", place.device);
  return { subject: `${what} ${known === null ? addressSubject(place.address) : `device:${known}`}`, limit };
}
