/** Milliseconds between two looks at the clock. One that comes later by `slept` means that the device was asleep. */
const every = 5000;
const slept = 10_000;

/**
 * Tells whenever the device may have slept, or has found its network again: what was open may be gone, and what waits
 * for its next attempt need not wait. Returns how to stop.
 */
export function onWaking(wake: () => void): () => void {
  const ifSeen = () => {
    if (!document.hidden) wake();
  };
  let last = Date.now();
  const looking = setInterval(() => {
    const before = last;
    last = Date.now();
    if (last - before > every + slept) ifSeen();
  }, every);
  window.addEventListener('online', wake);
  window.addEventListener('focus', ifSeen);
  window.addEventListener('pageshow', ifSeen);
  document.addEventListener('visibilitychange', ifSeen);
  return () => {
    clearInterval(looking);
    window.removeEventListener('online', wake);
    window.removeEventListener('focus', ifSeen);
    window.removeEventListener('pageshow', ifSeen);
    document.removeEventListener('visibilitychange', ifSeen);
  };
}
