const address = /(https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]])/;

/** Plain words in which addresses can be followed. */
export function LinkedText({ text }: { text: string }) {
  return text.split(address).map((part, at) =>
    at % 2 === 1 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text never change places
      <OutsideLink key={at} href={part} />
    ) : (
      part
    ),
  );
}

/** Why something is blocked, and where that is followed up. */
export function BlockedWords({ reason, link }: { reason: string; link: string | null }) {
  return (
    <>
      <LinkedText text={reason} />
      {link !== null && !reason.split(address).includes(link) ? (
        <>
          {" "}
          <OutsideLink href={link} />
        </>
      ) : null}
    </>
  );
}

/** Opens beside the run, and learns nothing of it. */
export function OutsideLink({ href }: { href: string }) {
  return (
    <a href={href} target="_blank" rel="noreferrer noopener" className="wrap-anywhere text-accent underline">
      {href}
    </a>
  );
}
