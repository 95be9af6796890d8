import { CopyButton } from "@/components/ui/copy-button";

/** Something that is shown once: whole, selectable, with a button to copy it. */
export function SecretLine({ label, secret }: { label: string; secret: string }) {
  return (
    <div className="flex items-center gap-2 rounded-md border bg-sunk p-2 pl-3">
      <output aria-label={label} className="min-w-0 font-mono flex-1 select-all text-sm wrap-anywhere">
        {secret}
      </output>
      <CopyButton text={secret} what={label.toLowerCase()} />
    </div>
  );
}
