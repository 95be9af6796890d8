import { ButtonLink } from "@/components/ui/button";

export function SignInLink() {
  return (
    <ButtonLink href="/sign-in" variant="primary" size="lg">
      Sign in
    </ButtonLink>
  );
}
