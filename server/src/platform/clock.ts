/** What happens because its time has come, on whichever node looks first. */
import { RequestContext, type PlatformServices } from './context.js';
import type { Log } from './log.js';

/** Does what is due. Takes its rows with a lock and skips what another node holds, so that it happens once. */
export type DueWork = (ctx: RequestContext) => Promise<void>;

export type Clock = {
  /** Looks now; resolves when what was due is done. Never throws. */
  look(): Promise<void>;
  stop(): Promise<void>;
};

const POLL_MS = 2_000;

/** Every node looks every two seconds, one look at a time. Nobody is the actor of what time does. */
export function createClock(options: {
  services: PlatformServices;
  log: Log;
  now: () => Date;
  due: readonly DueWork[];
}): Clock {
  const { services, log, now, due } = options;
  let looking: Promise<void> | null = null;

  async function work(): Promise<void> {
    for (const job of due) {
      const ctx = new RequestContext(services, { kind: 'anonymous' }, 'en', log, null, now);
      await job(ctx).catch((error: unknown) => log.error({ err: error }, 'what was due could not be done'));
    }
  }

  const look = (): Promise<void> => {
    looking ??= work().finally(() => {
      looking = null;
    });
    return looking;
  };
  const timer = setInterval(() => void look(), POLL_MS);
  timer.unref();
  return {
    look,
    async stop() {
      clearInterval(timer);
      await looking;
    },
  };
}
