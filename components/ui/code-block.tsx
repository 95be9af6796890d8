import { cn } from "./class-name";
import { CopyButton } from "./copy-button";

type Props = {
  text: string;
  language?: string | undefined;
  label?: string | undefined;
  /** Said of the text, and no part of what is copied. */
  remark?: string | undefined;
  copy?: boolean;
  className?: string;
};

/** What scrolls sideways must be reachable by keyboard (WCAG 2.1.1). */
const scrollable = { tabIndex: 0 };

/** Text as it is to be typed, to copy whole; scrolls sideways rather than wrapping a command. */
export function CodeBlock({ text, language, label, remark, copy = true, className }: Props) {
  const head = label ?? language;
  return (
    <figure className={cn("overflow-hidden rounded-md border bg-sunk", className)}>
      {head || copy ? (
        <figcaption className="flex min-h-8 items-center gap-2 border-b py-1 pr-1.5 pl-3 text-ink-2 text-xs">
          <span className="min-w-0 flex-1">
            <span className="block truncate">{head}</span>
            {remark ? <span className="block font-medium text-ink">{remark}</span> : null}
          </span>
          {copy ? <CopyButton text={text} what={label ? `“${label}”` : "this block"} className="h-6 px-2" /> : null}
        </figcaption>
      ) : null}
      <pre {...scrollable} className="overflow-x-auto px-3 py-2.5 text-xs leading-5 -outline-offset-2">
        <code>{text}</code>
      </pre>
    </figure>
  );
}
