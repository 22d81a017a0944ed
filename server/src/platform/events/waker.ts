/** Somebody waits until something may be there to read, or until they are no longer interested. */
export type Waker = {
  wake(): void;
  /** Ask for it before reading: a ring between the read and the wait is then not lost. */
  next(timeoutMs?: number): Promise<void>;
};

export function createWaker(signal: AbortSignal): Waker {
  let resolve: (() => void) | undefined;
  const wake = (): void => resolve?.();
  signal.addEventListener('abort', wake);
  return {
    wake,
    next: (timeoutMs) =>
      new Promise<void>((done) => {
        if (signal.aborted) return done();
        const timer = timeoutMs === undefined ? undefined : setTimeout(done, timeoutMs);
        timer?.unref();
        resolve = () => {
          clearTimeout(timer);
          done();
        };
      }),
  };
}

/**
 * Runs a generator that can be left while it waits. A bare generator can't: its `return` queues behind the pending
 * `next`, so listeners of subscribers who went away would pile up until the next event.
 */
export function leavable<T>(
  run: (signal: AbortSignal) => AsyncGenerator<T, void, void>,
): AsyncIterableIterator<T> {
  const controller = new AbortController();
  const generator = run(controller.signal);
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    next: () => generator.next(),
    return: () => {
      controller.abort();
      return generator.return();
    },
    throw: (error) => {
      controller.abort();
      return generator.throw(error);
    },
  };
}
