import { MenuAt, MenuGroup, MenuItem, MenuSeparator } from "@/components/ui/menu";
import { list } from "@/lib/domain/plain-text";
import type { Conversion } from "@/lib/domain/template-convert";
import type { AnyNode } from "@/lib/domain/template-path";
import { kindWord } from "../kind-words";
import { stageWord } from "../node-badges";

const words: Partial<Record<Conversion, string>> = {
  nothing: "Take it out",
  trigger: "Rollback trigger",
  "without severity": "The same, without that severity",
  "without optional": "The same, but not optional",
  "without owner": "The same, without that owner",
  "without estimate": "The same, without that estimate",
  "without needs": "The same, waiting for nothing",
  "without due": "The same, not due then",
  "without about": "Steps to take",
  "without checklist": "The same, without another checklist",
  "without hold": "The same, but not a hold",
  "without recurs": "The same, but not coming back",
  "without expectation": "The same, but nothing to measure",
  "without required": "The same, without a required score",
  "tier rollback": "A reason to roll back",
  "tier timed": "A reason to roll back after a time",
  "tier investigate": "A reason to investigate",
};

function plainWord(node: AnyNode): string {
  if (node.kind !== "item") return "Plain";
  const { hold, recurs, expectation, optional } = node;
  const read = [hold && "a hold", recurs && "coming back", expectation && "a value to measure", optional && "optional"];
  return `Item, but not ${list(
    read.filter((each) => typeof each === "string"),
    "or",
  )}`;
}

/** What making it that is called in a menu. */
export function conversionWord(to: Conversion, node: AnyNode): string {
  if (to === "plain") return plainWord(node);
  if (!to.startsWith("stage ")) return words[to] ?? to.charAt(0).toUpperCase() + to.slice(1);
  const stage = to.slice(6);
  const word = stage === "none" ? "as what stands above it" : stageWord[stage as keyof typeof stageWord];
  return word.charAt(0).toUpperCase() + word.slice(1);
}

type Props = {
  node: AnyNode;
  options: readonly Conversion[];
  anchor: HTMLElement;
  onClose: () => void;
  onConvert: (to: Conversion) => void;
};

/** What a node could be instead. */
export function KindMenu({ node, options, anchor, onClose, onConvert }: Props) {
  const stages = options.filter((to) => to.startsWith("stage "));
  const kinds = options.filter((to) => !to.startsWith("stage "));
  const item = (to: Conversion) => (
    <MenuItem key={to} onSelect={() => onConvert(to)}>
      {conversionWord(to, node)}
    </MenuItem>
  );
  return (
    <MenuAt anchor={anchor} label="What it becomes" onClose={onClose}>
      <MenuGroup label={`This ${kindWord(node)} is rather`}>{kinds.map(item)}</MenuGroup>
      {stages.length > 0 ? (
        <>
          <MenuSeparator />
          <MenuGroup label="It is done">{stages.map(item)}</MenuGroup>
        </>
      ) : null}
    </MenuAt>
  );
}
