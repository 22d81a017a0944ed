import type { Leases } from './ports.js';

/** How many client ids each person may be given, over all documents of this node. */
export type LeaseAllowance = { take(personId: string): boolean };

/**
 * Who may write under which client id of one document, as far as it has been asked here. A lease is for ever, so
 * what was answered once needs no second question.
 */
export class LeaseBook {
  readonly #name: string;
  readonly #leases: Leases;
  readonly #allowance: LeaseAllowance;
  readonly #holders = new Map<number, string>();
  readonly #asking = new Map<number, Promise<string>>();

  constructor(documentName: string, leases: Leases, allowance: LeaseAllowance) {
    this.#name = documentName;
    this.#leases = leases;
    this.#allowance = allowance;
  }

  /** `undefined` if it was not asked about yet. */
  holderOf(clientId: number): string | undefined {
    return this.#holders.get(clientId);
  }

  /** Asks who has which of these; those that nobody has are left as they are. */
  async learn(clientIds: readonly number[]): Promise<void> {
    if (clientIds.length === 0) return;
    for (const [clientId, personId] of await this.#leases.holders(this.#name, clientIds))
      this.#holders.set(clientId, personId);
  }

  /**
   * Gives the id to the person unless somebody has it; answers who has it, null if it is nobody's because the person has
   * been given too many. Rejects when it can't be told.
   */
  async lease(clientId: number, personId: string): Promise<string | null> {
    const known = this.#holders.get(clientId);
    if (known !== undefined) return known;
    const asking = this.#asking.get(clientId);
    if (!asking && !this.#allowance.take(personId)) return null;
    const asked = asking ?? this.#ask(clientId, personId);
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
