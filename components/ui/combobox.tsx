"use client";

import { Combobox as Base } from "@base-ui/react/combobox";
import { Check, ChevronsUpDown, X } from "lucide-react";
import { cn } from "./class-name";
import { controlClass } from "./input";
import { popupClass } from "./popover";

export type ComboboxOption = { value: string; label: string; hint?: string };

type Shared = {
  options: readonly ComboboxOption[];
  placeholder?: string;
  empty?: string;
  label?: string;
  disabled?: boolean;
  className?: string;
};

function Popup({ empty }: { empty: string }) {
  return (
    <Base.Portal>
      <Base.Positioner className="z-50 outline-none" sideOffset={4}>
        <Base.Popup className={cn(popupClass, "w-(--anchor-width) min-w-56 max-w-(--available-width)")}>
          <Base.Empty className="px-3 py-2.5 text-ink-2 text-sm empty:p-0">{empty}</Base.Empty>
          <Base.List className="max-h-[min(20rem,var(--available-height))] overflow-y-auto p-1 data-empty:p-0">
            {(option: ComboboxOption) => (
              <Base.Item
                key={option.value}
                value={option}
                className="grid cursor-default select-none grid-cols-[1rem_1fr] items-start gap-2 rounded-sm px-2 py-1.5 text-sm outline-none data-highlighted:bg-hover touch:py-2.5"
              >
                <Base.ItemIndicator className="col-start-1 pt-0.5">
                  <Check aria-hidden className="size-3.5" />
                </Base.ItemIndicator>
                <span className="col-start-2">
                  {option.label}
                  {option.hint ? <span className="block text-ink-3 text-xs">{option.hint}</span> : null}
                </span>
              </Base.Item>
            )}
          </Base.List>
        </Base.Popup>
      </Base.Positioner>
    </Base.Portal>
  );
}

/** One of many, found by typing; null is no choice. */
export function Combobox({
  options,
  value,
  onChange,
  placeholder,
  empty = "Nothing matches.",
  label,
  disabled,
  className,
}: Shared & { value: string | null; onChange: (value: string | null) => void }) {
  return (
    <Base.Root
      items={options}
      value={options.find((option) => option.value === value) ?? null}
      onValueChange={(option: ComboboxOption | null) => onChange(option?.value ?? null)}
      disabled={disabled}
      autoHighlight
    >
      <Base.InputGroup className={cn("relative", className)}>
        <Base.Input
          aria-label={label}
          placeholder={placeholder}
          className={cn(controlClass, "h-8 pr-14 touch:h-11 touch:pr-20")}
        />
        <div className="absolute inset-y-0 right-0 flex items-center pr-1 text-ink-3">
          <Base.Clear aria-label="Clear" className="flex h-full w-6 items-center justify-center touch:w-9">
            <X aria-hidden className="size-3.5" />
          </Base.Clear>
          <Base.Trigger aria-label="Show all" className="flex h-full w-6 items-center justify-center touch:w-9">
            <ChevronsUpDown aria-hidden className="size-3.5" />
          </Base.Trigger>
        </div>
      </Base.InputGroup>
      <Popup empty={empty} />
    </Base.Root>
  );
}

/** Any number of many, as chips before the text that is being typed. */
export function ComboboxMany({
  options,
  value,
  onChange,
  placeholder,
  empty = "Nothing matches.",
  label,
  disabled,
  className,
}: Shared & { value: readonly string[]; onChange: (value: string[]) => void }) {
  return (
    <Base.Root
      items={options}
      multiple
      value={options.filter((option) => value.includes(option.value))}
      onValueChange={(picked: ComboboxOption[]) => onChange(picked.map((option) => option.value))}
      disabled={disabled}
      autoHighlight
    >
      <Base.InputGroup
        className={cn(
          controlClass,
          "flex min-h-8 items-center px-1.5 py-1 focus-within:border-accent touch:min-h-11",
          className,
        )}
      >
        <Base.Chips className="flex min-w-0 flex-1 flex-wrap items-center gap-1">
          <Base.Value>
            {(picked: ComboboxOption[]) => (
              <>
                {picked.map((option) => (
                  <Base.Chip
                    key={option.value}
                    aria-label={option.label}
                    className="flex items-center gap-0.5 rounded-sm bg-wait-tint py-0.5 pr-0.5 pl-1.5 text-wait text-xs outline-none data-highlighted:bg-accent-tint data-highlighted:text-accent"
                  >
                    {option.label}
                    <Base.ChipRemove
                      aria-label={`Remove ${option.label}`}
                      className="flex size-5 items-center justify-center rounded-xs touch:size-9"
                    >
                      <X aria-hidden className="size-3" />
                    </Base.ChipRemove>
                  </Base.Chip>
                ))}
                <Base.Input
                  aria-label={label}
                  placeholder={picked.length > 0 ? "" : placeholder}
                  // A name that nobody has is not an answer yet: the form isn't sent without it.
                  onKeyDown={(event) => {
                    if (event.key === "Enter" && event.currentTarget.value !== "") event.preventDefault();
                  }}
                  className="h-6 min-w-16 flex-1 bg-transparent px-1 outline-none"
                />
              </>
            )}
          </Base.Value>
        </Base.Chips>
      </Base.InputGroup>
      <Popup empty={empty} />
    </Base.Root>
  );
}
