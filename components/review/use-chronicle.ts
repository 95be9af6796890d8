"use client";

import { useReducer, useRef } from "react";
import type { ChroniclePage } from "@/lib/domain/chronicle";
import { useRunStore } from "../run/run-provider";
import { request } from "../run/run-request";
import { changed, type Kind, nothingAsked, pageName, shownOf } from "./chronicle-shown";

/** The events that are shown: those of the page while nothing was asked for, then what was loaded of one kind. */
export function useChronicle(page: ChroniclePage) {
  const { runId } = useRunStore();
  const [state, change] = useReducer(changed, nothingAsked);
  const requests = useRef(0);
  const { kind, busy, refused } = state;
  const { events, earlier, from } = shownOf(page, state);
  const next = () => {
    requests.current += 1;
    return requests.current;
  };
  const load = async (number: number, wanted: Kind, before: number | undefined) => {
    change({ type: "asked", request: number });
    const query = new URLSearchParams({
      ...(wanted === "all" ? {} : { kind: wanted }),
      ...(before === undefined ? {} : { before: String(before) }),
    });
    const answer = await request<ChroniclePage>(`/runs/${runId}/chronicle?${query}`);
    if (!answer.ok) return change({ type: "refused", request: number, message: answer.message });
    const { value } = answer;
    const part = { events: before === undefined ? value.events : [...value.events, ...events], earlier: value.earlier };
    change({ type: "answered", request: number, part, beside: pageName(page) });
  };
  const choose = (wanted: Kind) => {
    const number = next();
    change({ type: "chosen", kind: wanted, request: number });
    // Everything is here already, or of the page: nobody waits for a server to leave some of it out.
    if (page.earlier > 0 && wanted !== "all") void load(number, wanted, undefined);
  };
  const showEarlier = () => load(next(), kind, from);
  return { kind, choose, events, earlier, showEarlier, busy, refused };
}
