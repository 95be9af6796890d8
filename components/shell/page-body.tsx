import type { ReactNode } from "react";
import { cn } from "@/components/ui/class-name";

const widths = { narrow: "max-w-[46rem]", normal: "max-w-[86rem]", wide: "max-w-[96rem]" };

/** The margins every page of a workspace shares; the run screens fill the width instead. */
export function PageBody({
  width = "normal",
  className,
  children,
}: {
  width?: keyof typeof widths;
  className?: string;
  children: ReactNode;
}) {
  return (
    <div className={cn("mx-auto w-full min-w-0 px-4 pt-6 pb-14 sm:px-6", widths[width], className)}>{children}</div>
  );
}
