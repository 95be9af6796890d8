import { cn } from "@/components/ui/class-name";
import type { ItemState } from "@/lib/domain/item-state";

type Props = { state: ItemState; mixed?: boolean; saving?: boolean; className?: string };

const looks: Record<ItemState, string> = {
  open: "border-control bg-panel",
  in_progress: "border-wait bg-wait-tint text-wait",
  passed: "border-go bg-go text-on-ink",
  warned: "border-hold bg-hold text-on-ink",
  failed: "border-no bg-no text-on-ink",
  not_applicable: "border-control bg-sunk text-ink-2",
};

/** The box of an item: a shape of its own for every state, so that colour is never needed to tell them apart. */
export function ItemBox({ state, mixed = false, saving = false, className }: Props) {
  return (
    <span
      aria-hidden
      className={cn(
        "flex size-[1.125rem] shrink-0 items-center justify-center rounded-sm border-[1.6px] transition-colors",
        looks[state],
        saving && "animate-pulse",
        className,
      )}
    >
      <svg
        aria-hidden="true"
        viewBox="0 0 16 16"
        className="size-3.5"
        fill="none"
        stroke="currentColor"
        strokeWidth="2.4"
      >
        <Shape state={state} mixed={mixed} />
      </svg>
    </span>
  );
}

function Shape({ state, mixed }: { state: ItemState; mixed: boolean }) {
  if (mixed || state === "not_applicable") return <path d="M3.5 8h9" strokeLinecap="round" />;
  if (state === "in_progress") return <path d="M8 3a5 5 0 0 1 0 10Z" fill="currentColor" stroke="none" />;
  if (state === "passed") return <path d="m3.2 8.4 3.2 3.2 6.4-7" strokeLinecap="round" strokeLinejoin="round" />;
  if (state === "warned") return <path d="M8 2.8v6.4M8 12.2v1" strokeLinecap="round" />;
  if (state === "failed") return <path d="m4 4 8 8M12 4l-8 8" strokeLinecap="round" />;
  return null;
}
