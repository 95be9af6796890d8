/** A message that its peer did not take. `final`: asking again would change nothing. */
export class Unsent extends Error {
  readonly final: boolean;
  constructor(message: string, final: boolean) {
    super(message);
    this.final = final;
  }
}
