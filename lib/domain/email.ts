/**
 * Mail addresses are compared like this everywhere: without case, outer space and the name before `<…>`. Two spellings
 * of one address are one person to sign in and one mail.
 */
export function normaliseEmail(email: string): string {
  const text = email.trim();
  const from = text.endsWith(">") ? text.lastIndexOf("<") : -1;
  return (from < 0 ? text : text.slice(from + 1, -1)).trim().toLowerCase();
}

/** Addresses that stand behind one another, each with a name before it or without; in order, once each. */
export function addressesIn(text: string): string[] {
  const parts = text.split(/[,;\n]/).flatMap((part) => (part.trim().endsWith(">") ? [part] : part.split(/\s/)));
  return [...new Set(parts.map(normaliseEmail))].filter(Boolean);
}
