/** Does one thing at a time. What is wanted meanwhile is done afterwards, and of several such only the last. */
export class Turns {
  #busy = false;
  #next: (() => Promise<void>) | undefined;

  /** Does it now, or when what is under way has ended. It says itself what went wrong. */
  take(does: () => Promise<void>): void {
    if (this.#busy) {
      this.#next = does;
      return;
    }
    this.#busy = true;
    void does().finally(() => {
      this.#busy = false;
      const next = this.#next;
      this.#next = undefined;
      if (next) this.take(next);
    });
  }

  /** Lets what is under way end, and does nothing after it. */
  stop(): void {
    this.#next = undefined;
  }
}
