import { Dialog as Base } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import type { ReactNode } from "react";
import { IconButton } from "./button";

/** What a dialog or a sheet is called, what it is for, and the way out. */
export function OverlayHeader({ title, description }: { title: ReactNode; description?: ReactNode }) {
  return (
    <header className="flex items-start gap-3 px-5 pt-4 pb-3">
      <div className="min-w-0 flex-1">
        <Base.Title className="text-balance font-heavy text-lg">{title}</Base.Title>
        {description ? <Base.Description className="mt-1 text-ink-2 text-sm">{description}</Base.Description> : null}
      </div>
      <Base.Close
        render={
          <IconButton label="Close" size="sm" className="-mr-2">
            <X aria-hidden className="size-4" />
          </IconButton>
        }
      />
    </header>
  );
}
