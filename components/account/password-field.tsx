"use client";

import { Eye, EyeOff } from "lucide-react";
import { useState } from "react";
import { IconButton } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { passwordMaximum, passwordMinimum } from "@/lib/domain/password";

type Props = {
  label?: string;
  name?: string;
  /** A password being chosen: says how long it is against what is asked. */
  fresh?: boolean;
  value: string;
  onChange: (value: string) => void;
  error?: string | undefined;
};

export function PasswordField({ label = "Password", name = "password", fresh = false, value, onChange, error }: Props) {
  const [shown, setShown] = useState(false);
  const missing = passwordMinimum - [...value].length;
  const hint =
    missing > 0 ? `At least ${passwordMinimum} characters; ${missing} more.` : "Long enough. Longer is stronger.";
  return (
    <Field
      label={label}
      error={error}
      hint={
        fresh ? (value === "" ? `At least ${passwordMinimum} characters. A sentence works well.` : hint) : undefined
      }
    >
      <div className="relative">
        <Input
          name={name}
          type={shown ? "text" : "password"}
          autoComplete={fresh ? "new-password" : "current-password"}
          required
          minLength={fresh ? passwordMinimum : undefined}
          maxLength={passwordMaximum}
          value={value}
          onValueChange={onChange}
          className="pr-10 touch:pr-12"
        />
        <IconButton
          label={shown ? "Hide the password" : "Show the password"}
          size="sm"
          aria-pressed={shown}
          onClick={() => setShown(!shown)}
          className="absolute top-0.5 right-0.5 touch:top-0 touch:right-0"
        >
          {shown ? <EyeOff aria-hidden className="size-4" /> : <Eye aria-hidden className="size-4" />}
        </IconButton>
      </div>
    </Field>
  );
}
