"use client";

import { Switch as Base } from "@base-ui/react/switch";
import { type ReactNode, useId } from "react";

type Props = {
  checked: boolean;
  onChange: (checked: boolean) => void;
  label: ReactNode;
  hint?: ReactNode;
  disabled?: boolean;
  name?: string;
};

/** On or off, in force at once; for a choice that is submitted use Checkbox. */
export function Switch({ checked, onChange, label, hint, ...rest }: Props) {
  const id = useId();
  return (
    <label htmlFor={id} className="flex items-start gap-3 text-sm touch:min-h-11 touch:py-2.5">
      <Base.Root
        id={id}
        checked={checked}
        onCheckedChange={onChange}
        className="mt-0.5 flex h-5 w-9 shrink-0 rounded-full border border-control bg-sunk p-px transition-colors data-checked:border-ink data-checked:bg-ink data-disabled:opacity-55"
        {...rest}
      >
        <Base.Thumb className="size-4 rounded-full bg-control transition-transform data-checked:translate-x-4 data-checked:bg-panel" />
      </Base.Root>
      <span>
        {label}
        {hint ? <span className="block text-ink-2 text-xs">{hint}</span> : null}
      </span>
    </label>
  );
}
