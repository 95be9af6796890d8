"use client";

import { Checkbox as Base } from "@base-ui/react/checkbox";
import { Check, Minus } from "lucide-react";
import { type ReactNode, useId } from "react";
import { cn } from "./class-name";

type Props = {
  checked: boolean;
  onChange: (checked: boolean) => void;
  label: ReactNode;
  hint?: ReactNode;
  indeterminate?: boolean;
  disabled?: boolean;
  name?: string;
  className?: string;
};

/** A box with its label; the whole line is the target. */
export function Checkbox({ checked, onChange, label, hint, indeterminate, className, ...rest }: Props) {
  const id = useId();
  return (
    <label
      htmlFor={id}
      className={cn("flex items-start gap-2.5 py-0.5 text-sm touch:min-h-11 touch:py-2.5", className)}
    >
      <Base.Root
        id={id}
        checked={checked}
        indeterminate={indeterminate}
        onCheckedChange={onChange}
        className="mt-0.5 flex size-4 shrink-0 items-center justify-center rounded-sm border border-control bg-panel text-on-ink transition-colors data-checked:border-ink data-indeterminate:border-ink data-checked:bg-ink data-indeterminate:bg-ink data-disabled:opacity-55"
        {...rest}
      >
        <Base.Indicator className="data-unchecked:hidden">
          {indeterminate ? (
            <Minus aria-hidden className="size-3" />
          ) : (
            <Check aria-hidden className="size-3" strokeWidth={3} />
          )}
        </Base.Indicator>
      </Base.Root>
      <span className="min-w-0">
        {label}
        {hint ? <span className="block text-ink-2 text-xs">{hint}</span> : null}
      </span>
    </label>
  );
}
