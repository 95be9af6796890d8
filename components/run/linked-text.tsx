const address = /(https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]])/;

/** Plain words in which addresses can be followed; they open beside the run and learn nothing of it. */
export function LinkedText({ text }: { text: string }) {
  return text.split(address).map((part, at) =>
    at % 2 === 1 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text never change places
      <a key={at} href={part} target="_blank" rel="noreferrer noopener" className="text-accent underline">
        {part}
      </a>
    ) : (
      part
    ),
  );
}
