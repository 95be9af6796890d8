"use client";

import { type ReactNode, useEffect, useRef, useState } from "react";

/** Entries drawn together. Up to `whole` everything stands on the page, so that the browser's own search finds it. */
const chunkSize = 150;
const whole = 1_200;

type Props<T> = {
  entries: readonly T[];
  idOf: (entry: T) => string;
  /** Gives an element that has the entry's id as its key. */
  render: (entry: T) => ReactNode;
  /** Pixels an entry takes, about: what isn't drawn yet keeps that much room. */
  estimate: number;
};

/** A list that may be very long: then only what is near the screen is drawn. */
export function ChunkedList<T>({ entries, idOf, render, estimate }: Props<T>) {
  if (entries.length <= whole) return entries.map(render);
  const starts = Array.from({ length: Math.ceil(entries.length / chunkSize) }, (_, at) => at * chunkSize);
  return starts.map((start) => {
    const chunk = entries.slice(start, start + chunkSize);
    const ids = chunk.map(idOf);
    return (
      <Chunk key={ids[0]} ids={ids} height={chunk.length * estimate}>
        {() => chunk.map(render)}
      </Chunk>
    );
  });
}

function Chunk({ ids, height, children }: { ids: readonly string[]; height: number; children: () => ReactNode }) {
  const [near, setNear] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = box.current;
    if (!element || near) return;
    const watch = new IntersectionObserver((seen) => setNear(seen.some(({ isIntersecting }) => isIntersecting)), {
      rootMargin: "1500px 0px",
    });
    watch.observe(element);
    return () => watch.disconnect();
  }, [near]);
  return (
    <div
      ref={box}
      role="presentation"
      data-holds={near ? undefined : ids.join("\n")}
      style={near ? undefined : { height }}
    >
      {near ? children() : null}
    </div>
  );
}

const mostFrames = 30;

/**
 * Scrolls `pane` alone to the entry's element, a quarter from its top; one that isn't drawn yet is drawn by scrolling
 * near it first. `then` gets the element once it is there.
 */
export function revealEntry(
  pane: HTMLElement | null,
  elementId: string,
  entryId: string,
  then?: (e: HTMLElement) => void,
) {
  if (!pane) return;
  let frames = 0;
  const attempt = () => {
    const element = document.getElementById(elementId);
    if (element && pane.contains(element)) {
      scrollTo(pane, element, frames === 0);
      then?.(element);
      return;
    }
    if (frames === 0) {
      const chunk = [...pane.querySelectorAll<HTMLElement>("[data-holds]")].find(({ dataset }) =>
        dataset.holds?.split("\n").includes(entryId),
      );
      if (!chunk) return;
      scrollTo(pane, chunk, false);
    }
    frames += 1;
    if (frames < mostFrames) requestAnimationFrame(attempt);
  };
  attempt();
}

/** `scrollIntoView` would move the page as well. What is in sight already stays where it is. */
function scrollTo(pane: HTMLElement, element: HTMLElement, smooth: boolean): void {
  const box = element.getBoundingClientRect();
  const frame = pane.getBoundingClientRect();
  if (box.top >= frame.top + 8 && box.bottom <= frame.bottom - 8) return;
  const top = pane.scrollTop + box.top - frame.top - pane.clientHeight / 4;
  pane.scrollTo({ top, behavior: smooth ? "smooth" : "instant" });
}
