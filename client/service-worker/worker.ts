/**
 * Opens the page without a network for those who draft. It keeps the files of the application and nothing else: no answer of
 * the server, nothing of any person. What a person works with lies in databases of their own, which go at sign-out.
 */
declare const self: ServiceWorkerGlobalScope;

/** Written here by the build: a name that changes with the files, and their addresses. */
declare const SHELL: { readonly name: string; readonly files: readonly string[] };

const page = '/index.html';

/** Milliseconds after which a page that does not come is shown as this device has it. */
const patience = 4000;

self.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(SHELL.name)
      // Past the browser's own cache: an old page would ask for files that are gone.
      .then((cache) => cache.addAll(SHELL.files.map((file) => new Request(file, { cache: 'no-cache' }))))
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => names.filter((name) => name.startsWith('concord-shell-') && name !== SHELL.name))
      .then((old) => Promise.all(old.map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin) return;
  if (request.mode === 'navigate') event.respondWith(openPage(request));
  else if (SHELL.files.includes(url.pathname)) event.respondWith(fileOf(request));
});

/** The network's page while there is one; after a new version that is the new page. */
async function openPage(request: Request): Promise<Response> {
  const giveUp = new Promise<null>((resolve) => setTimeout(() => resolve(null), patience));
  const fresh = fetch(request).catch(() => null);
  return (await Promise.race([fresh, giveUp])) ?? (await keptPage()) ?? (await fresh) ?? Response.error();
}

/** The page as this device has it, with a word for `src/app/main.tsx`: nothing will come from the server. */
async function keptPage(): Promise<Response | null> {
  const kept = await caches.match(page);
  if (!kept) return null;
  const html = (await kept.text()).replace('<html', '<html data-kept');
  return new Response(html, { status: 200, headers: kept.headers });
}

/** Names of files hold a hash of what is in them: one that is kept is never stale. */
const fileOf = async (request: Request): Promise<Response> => (await caches.match(request)) ?? fetch(request);
