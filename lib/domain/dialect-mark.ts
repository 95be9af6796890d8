const mark = /^\uFEFF?---[ \t]*\r?\n(?:(?!---|\.\.\.)[^\n]*\n){0,200}?gonogo:[ \t]*1[ \t]*\r?\n/;

/** True when a text says it is in our dialect: nothing in it is guessed from words. */
export function isDialect(source: string): boolean {
  return mark.test(source);
}
