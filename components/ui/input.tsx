"use client";

import { Input as Base } from "@base-ui/react/input";
import type { ComponentProps } from "react";
import { cn } from "./class-name";

/** The box of every text control; 16 px on touch, below which iOS zooms the page. */
export const controlClass =
  "w-full rounded-md border border-control bg-panel px-2.5 text-ink text-sm transition-colors hover:border-ink-3 focus-visible:border-accent focus-visible:outline-offset-0 disabled:bg-sunk disabled:text-ink-3 data-invalid:border-no aria-invalid:border-no touch:text-[1rem]";

export function Input({ className, ...rest }: Omit<ComponentProps<typeof Base>, "className"> & { className?: string }) {
  return <Base className={cn(controlClass, "h-8 touch:h-11", className)} {...rest} />;
}

export function Textarea({
  className,
  rows = 3,
  ...rest
}: Omit<ComponentProps<"textarea">, "className"> & { className?: string }) {
  return (
    <Base
      className={cn(controlClass, "min-h-16 py-2 leading-5", className)}
      render={<textarea rows={rows} {...rest} />}
    />
  );
}
