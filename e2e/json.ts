import type { APIResponse } from "@playwright/test";

/** What an answer holds, as loosely as a program in another language would see it. */
export type Json = { [field: string]: Json } & { id: string; items: Json[]; phases: Json[]; sections: Json[] } & Record<
    "key" | "title" | "state" | "verdict" | "code" | "sha256" | "statement" | "secret",
    string
  > &
  Record<"version" | "score" | "seq", number>;

/** The answer's JSON; fails with the answer's text when it was refused. */
export async function json<T = Json>(response: Promise<APIResponse>): Promise<T> {
  const answer = await response;
  if (!answer.ok()) throw new Error(`${answer.status()} ${answer.url()}: ${await answer.text()}`);
  return answer.json() as Promise<T>;
}

/** Every item without sub-items of a run's tree, in document order. */
export function leavesOf(nodes: readonly Json[]): Json[] {
  return nodes.flatMap((node) => [
    ...(node.items ?? []).flatMap((item) => (item.items.length > 0 ? leavesOf([item]) : [item])),
    ...leavesOf(node.sections ?? []),
  ]);
}

/** Every item of a run's tree, sub-items after their parent. */
export function itemsOf(nodes: readonly Json[]): Json[] {
  return nodes.flatMap((node) => [
    ...(node.items ?? []).flatMap((item) => [item, ...itemsOf([item])]),
    ...itemsOf(node.sections ?? []),
  ]);
}
