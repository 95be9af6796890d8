import type { Holder } from "./draft";
import { comparable } from "./vocabulary";

const example =
  /^(?:(?:worked|filled-in|past|real) )?(?:examples?|beispiele?|exemples?|ejemplos?|exemplos?|esemp(?:io|i)|przykład|voorbeeld|примеры?|示例|例子|記入例|例|예시)(?![\p{L}]|[ -](?:check|list|lista|liste|run))/iu;

/** True below a heading "Example: …": what stands there was done once, or shows how it would look, and is nothing to do now. */
export function inExample(stack: Holder[]): boolean {
  return stack.some(({ node }) => node.kind !== "item" && example.test(comparable(node.title)));
}
