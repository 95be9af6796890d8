/** How somebody proves who they are when they sign. */
export const signingMethods = ["password", "totp", "passkey", "oidc"] as const;
export type SigningMethod = (typeof signingMethods)[number];

/** What a workspace asks of a signature at the least. */
export const signingRequirements = ["password", "second_factor", "passkey", "single_sign_on"] as const;
export type SigningRequirement = (typeof signingRequirements)[number];

const accepted: Record<SigningRequirement, readonly SigningMethod[]> = {
  password: ["password", "totp", "passkey", "oidc"],
  // How many factors the provider asks for is not for us to see.
  second_factor: ["totp", "passkey"],
  passkey: ["passkey"],
  single_sign_on: ["oidc"],
};

/** Whether a way of signing is enough for a workspace. */
export function isEnough(method: SigningMethod, required: SigningRequirement): boolean {
  return accepted[required].includes(method);
}

/**
 * What is asked of an act beside signatures (waivers, overrides) where `required` is asked of a signature. Signing in
 * anew is bound to a signing ceremony, so that there a second factor stands in for it.
 */
export function requiredOfActs(required: SigningRequirement): SigningRequirement {
  return required === "single_sign_on" ? "second_factor" : required;
}

/** What is asked for, as it stands in a sentence: "Signing here asks for …". */
export const requirementWords: Record<SigningRequirement, string> = {
  password: "your password",
  second_factor: "a code from your authenticator app, or a passkey",
  passkey: "a passkey",
  single_sign_on: "single sign-on",
};
