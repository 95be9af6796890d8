"use client";

import { Field as Base } from "@base-ui/react/field";
import type { ReactNode } from "react";
import { cn } from "./class-name";

export type FieldProps = {
  label: ReactNode;
  hint?: ReactNode;
  /** Shown below and read with the control; also marks the control invalid. */
  error?: string | null | undefined;
  /** Adds "optional" to the label; fields are required unless they say so. */
  optional?: boolean;
  hideLabel?: boolean;
  className?: string;
  children: ReactNode;
};

/** Label, control, hint and error, tied together for assistive technology. */
export function Field({ label, hint, error, optional, hideLabel, className, children }: FieldProps) {
  return (
    <Base.Root invalid={Boolean(error)} className={cn("flex min-w-0 flex-col gap-1.5", className)}>
      <Base.Label className={hideLabel ? "sr-only" : "font-strong text-sm"}>
        {label}
        {optional ? <span className="font-normal text-ink-3"> optional</span> : null}
      </Base.Label>
      {children}
      {hint ? <Base.Description className="text-ink-2 text-xs">{hint}</Base.Description> : null}
      {error ? (
        <Base.Error match className="font-medium text-no text-xs">
          {error}
        </Base.Error>
      ) : null}
    </Base.Root>
  );
}
