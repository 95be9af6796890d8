import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

/** Why a version is published; stands beside it in the list of versions. */
export function WhyField({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  return (
    <Field label="Why" optional hint="Stands beside the version, for whoever asks later.">
      <Input maxLength={400} value={value} onValueChange={onChange} />
    </Field>
  );
}
