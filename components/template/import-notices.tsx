import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { count } from "@/lib/domain/plain-text";
import { SecretsNotice } from "./secrets-notice";
import type { Preview, Reading } from "./use-preview";

type Props = { preview: Preview; reading: Reading; onReading: (reading: Reading) => void };

/** What was mended in the text and what looks like a credential in it, each with the choice it leaves. */
export function ImportNotices({ preview, reading, onReading }: Props) {
  const { repair, secrets } = preview;
  return (
    <div className="mb-4 flex flex-col gap-3 empty:hidden">
      {repair ? (
        <Notice
          tone="wait"
          live
          title={`${count(repair.places, "place")} mended: the text was UTF-8 read as ${repair.encoding}`}
          actions={<Button onClick={() => onReading({ ...reading, repair: false })}>Leave it as it came</Button>}
        >
          Line {repair.sample.line}: <code className="break-words">{repair.sample.before}</code> became{" "}
          <code className="break-words">{repair.sample.after}</code>
        </Notice>
      ) : null}
      {reading.repair ? null : (
        <Notice
          tone="wait"
          title="The text is left as it came"
          actions={<Button onClick={() => onReading({ ...reading, repair: true })}>Mend it</Button>}
        >
          Letters that were read in a wrong encoding stay wrong.
        </Notice>
      )}
      <SecretsNotice
        secrets={secrets}
        masked={reading.maskSecrets}
        onMask={(maskSecrets) => onReading({ ...reading, maskSecrets })}
      />
    </div>
  );
}
