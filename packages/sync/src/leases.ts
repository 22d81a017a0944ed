import type { Leases } from './ports.js';

/**
 * Who may write under which client id of one document, as far as it has been asked here. A lease is for ever, so
 * what was answered once needs no second question.
 */
export class LeaseBook {
  readonly #name: string;
  readonly #leases: Leases;
  readonly #holders = new Map<number, string>();
  readonly #asking = new Map<number, Promise<string>>();

  constructor(documentName: string, leases: Leases) {
    this.#name = documentName;
    this.#leases = leases;
  }

  /** `undefined` if it was not asked about yet. */
  holderOf(clientId: number): string | undefined {
    return this.#holders.get(clientId);
  }

  /** Gives the id to the person unless somebody has it; answers who has it. Rejects when that can't be told. */
  async lease(clientId: number, personId: string): Promise<string> {
    const known = this.#holders.get(clientId);
    if (known !== undefined) return known;
    const asked = this.#asking.get(clientId) ?? this.#ask(clientId, personId);
    this.#asking.set(clientId, asked);
    try {
      return await asked;
    } finally {
      if (this.#asking.get(clientId) === asked) this.#asking.delete(clientId);
    }
  }

  async #ask(clientId: number, personId: string): Promise<string> {
    const { personId: holder } = await this.#leases.lease(this.#name, clientId, personId);
    this.#holders.set(clientId, holder);
    return holder;
  }
}
