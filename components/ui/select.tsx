"use client";

import { Select as Base } from "@base-ui/react/select";
import { Check, ChevronsUpDown } from "lucide-react";
import { cn } from "./class-name";
import { controlClass } from "./input";
import { popupClass } from "./popover";

export type SelectOption<T extends string> = { value: T; label: string; hint?: string; disabled?: boolean };

type Props<T extends string> = {
  options: readonly SelectOption<T>[];
  value: T | null;
  onChange: (value: T) => void;
  placeholder?: string;
  /** Name for assistive technology when no Field stands around it. */
  label?: string;
  name?: string;
  disabled?: boolean;
  className?: string;
};

/** One of a few; for many, or to search, use Combobox. */
export function Select<T extends string>({
  options,
  value,
  onChange,
  placeholder,
  label,
  className,
  ...rest
}: Props<T>) {
  return (
    <Base.Root
      items={options}
      value={value}
      onValueChange={(next) => {
        if (next !== null) onChange(next);
      }}
      {...rest}
    >
      <Base.Trigger
        aria-label={label}
        className={cn(controlClass, "flex h-8 items-center justify-between gap-2 text-left touch:h-11", className)}
      >
        <Base.Value className="truncate data-placeholder:text-ink-3" placeholder={placeholder} />
        <Base.Icon className="text-ink-3">
          <ChevronsUpDown aria-hidden className="size-3.5" />
        </Base.Icon>
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner className="z-50 outline-none" sideOffset={4} alignItemWithTrigger={false}>
          <Base.Popup className={cn(popupClass, "min-w-(--anchor-width) p-1")}>
            <Base.List className="max-h-(--available-height) overflow-y-auto">
              {options.map((option) => (
                <Base.Item
                  key={option.value}
                  value={option.value}
                  disabled={option.disabled}
                  className="grid cursor-default select-none grid-cols-[1rem_1fr] items-start gap-2 rounded-sm px-2 py-1.5 text-sm outline-none data-disabled:text-ink-3 data-highlighted:bg-hover touch:py-2.5"
                >
                  <Base.ItemIndicator className="col-start-1 pt-0.5">
                    <Check aria-hidden className="size-3.5" />
                  </Base.ItemIndicator>
                  <span className="col-start-2">
                    <Base.ItemText>{option.label}</Base.ItemText>
                    {option.hint ? <span className="block text-ink-3 text-xs">{option.hint}</span> : null}
                  </span>
                </Base.Item>
              ))}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
