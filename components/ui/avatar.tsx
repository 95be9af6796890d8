import { cn } from "./class-name";

type Props = {
  /** Initials come from it; null is nobody. */
  name: string | null;
  size?: "sm" | "md" | "lg";
  tone?: "wait" | "no";
  /** A ring for somebody who is here now. */
  present?: boolean;
  /** True when the name stands beside it as text. */
  decorative?: boolean;
  className?: string;
};

const sizes = { sm: "size-5 text-[0.5625rem]", md: "size-6 text-[0.625rem]", lg: "size-8 text-xs" };

/** Up to two initials of a name: first and last word. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const picked = words.length > 1 ? [words[0], words.at(-1)] : [words[0]?.slice(0, 2)];
  return picked
    .map((word) => (words.length > 1 ? [...(word ?? "")][0] : word) ?? "")
    .join("")
    .toUpperCase();
}

export function Avatar({ name, size = "md", tone = "wait", present = false, decorative = false, className }: Props) {
  const label = `${name ?? "Nobody"}${present ? ", here now" : ""}`;
  return (
    <span
      {...(decorative ? { "aria-hidden": true } : { role: "img", "aria-label": label, title: label })}
      className={cn(
        "inline-flex shrink-0 select-none items-center justify-center rounded-full font-heavy leading-none",
        sizes[size],
        name === null || tone === "no" ? "bg-no-tint text-no" : "bg-wait-tint text-wait",
        present && "ring-2 ring-go ring-offset-1 ring-offset-panel",
        className,
      )}
    >
      {name === null ? "?" : initials(name)}
    </span>
  );
}
