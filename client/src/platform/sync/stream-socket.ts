type Handler = ((event: never) => void) | null;

/**
 * A socket for networks that let no WebSocket through: it hears by an event stream and speaks by requests with numbered
 * frames (PROTOCOL.md, "Without WebSockets"); in text where a protocol is named, else in bytes. What it does not manage to send ends it, as a broken WebSocket would end:
 * whoever uses it opens the next one and says again what was not answered.
 */
export class StreamSocket extends EventTarget {
  readyState: 0 | 1 | 2 | 3 = 0;
  binaryType = 'arraybuffer';
  onopen: Handler = null;
  onmessage: Handler = null;
  onclose: Handler = null;
  onerror: Handler = null;
  readonly #address: string;
  readonly #inText: boolean;
  readonly #abort = new AbortController();
  #id = '';
  #queue: Uint8Array<ArrayBuffer>[] = [];
  /** The number of the first frame in the queue. */
  #first = 1;
  #speaking = false;

  constructor(url: string, protocol?: string) {
    super();
    this.#inText = protocol !== undefined;
    this.#address = url.replace(/^ws/, 'http');
    void this.#listen().then(
      (code) => this.#end(code),
      () => this.#end(broken),
    );
  }

  /** An EventTarget does not know which events it will have. */
  override addEventListener(
    type: string,
    listener: ((event: never) => void) | EventListenerObject | null,
    options?: boolean | AddEventListenerOptions,
  ): void {
    super.addEventListener(type, listener as EventListener, options);
  }

  send(frame: string | Uint8Array<ArrayBuffer>): void {
    if (this.readyState !== 1) return;
    this.#queue.push(typeof frame === 'string' ? new TextEncoder().encode(frame) : frame);
    void this.#speak();
  }

  close(): void {
    if (this.readyState >= 2) return;
    this.readyState = 2;
    // As a WebSocket: whoever closes hears of it later.
    setTimeout(() => this.#end(normal));
  }

  /** Until the server says why it ends, or the stream breaks. */
  async #listen(): Promise<number> {
    const { body, ok } = await this.#ask('/stream', { headers: { ...ours, accept: 'text/event-stream' } });
    if (!ok || !body) return broken;
    const reader = body.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return broken;
      const parts = (text + value).split('\n\n');
      text = parts.pop() ?? '';
      for (const part of parts) {
        const code = this.#heard(part);
        if (code !== null) return code;
      }
    }
  }

  /** One event; a close code when it is the last. */
  #heard(part: string): number | null {
    const [, event, data = ''] = /^(?:event: (\w+)\n)?data: (.*)$/s.exec(part) ?? [];
    if (event === 'close') return Number.parseInt(data, 10);
    if (event === 'open') {
      this.#id = data;
      this.readyState = 1;
      this.#tell(new Event('open'), this.onopen);
    } else if (data !== '' && this.readyState === 1) {
      const heard = this.#inText ? data : bytesOf(data).buffer;
      this.#tell(new MessageEvent('message', { data: heard }), this.onmessage);
    }
    return null;
  }

  /** One request at a time, so that frames arrive in order; whatever has gathered meanwhile goes into the next. */
  async #speak(): Promise<void> {
    if (this.#speaking) return;
    this.#speaking = true;
    try {
      while (this.#queue.length > 0 && this.readyState === 1) {
        const frames = firstOf(this.#queue);
        await this.#post(frames);
        this.#queue = this.#queue.slice(frames.length);
        this.#first += frames.length;
      }
    } catch {
      this.#end(broken);
    } finally {
      this.#speaking = false;
    }
  }

  /** The same numbers again after a failure: the server passes over what it has. Throws when it is of no use. */
  async #post(frames: readonly Uint8Array<ArrayBuffer>[]): Promise<void> {
    const path = `/frames?stream=${encodeURIComponent(this.#id)}&first=${this.#first}`;
    const body = bodyOf(frames);
    const headers = { ...ours, 'content-type': 'application/octet-stream' };
    for (let tries = 0; ; tries += 1) {
      const status = await this.#ask(path, { method: 'POST', headers, body }).then(
        (response) => response.status,
        () => 0,
      );
      if (status === 204) return;
      if (this.readyState !== 1) throw new Error('closed');
      const elsewhere = status === anotherNode;
      const passing = status === 0 || status === 429 || status >= 500;
      if (!(elsewhere && tries < 16) && !(passing && tries < 5)) throw new Error(String(status));
      // Another node has the stream: ask again at once, then with a breath in between.
      const pause = elsewhere ? Math.max(0, tries - 4) * 20 : 200 * 2 ** tries;
      await new Promise((resolve) => setTimeout(resolve, pause * (0.5 + Math.random() / 2)));
    }
  }

  #ask(path: string, init: RequestInit): Promise<Response> {
    return fetch(`${this.#address}${path}`, { ...init, cache: 'no-store', signal: this.#abort.signal });
  }

  #tell(event: Event, handler: Handler): void {
    this.dispatchEvent(event);
    handler?.(event as never);
  }

  #end(code: number): void {
    if (this.readyState === 3) return;
    this.readyState = 3;
    this.#abort.abort();
    this.#tell(Object.assign(new Event('close'), { code, reason: '' }), this.onclose);
  }
}

const normal = 1000;
/** A WebSocket's code for an end without a word. */
const broken = 1006;
/** The request came to a node that does not have the stream. */
const anotherNode = 421;
/** No foreign page can send it without being asked first. */
const ours = { 'x-concord': '1' };
/** Bytes after which a request is full, unless it holds one frame only. */
const fullRequest = 512 * 1024;

function firstOf(queue: readonly Uint8Array<ArrayBuffer>[]): Uint8Array<ArrayBuffer>[] {
  let bytes = 0;
  return queue.filter((frame, index) => {
    bytes += frame.length;
    return index === 0 || bytes <= fullRequest;
  });
}

/** Each frame after its length, four bytes, the largest first. */
function bodyOf(frames: readonly Uint8Array<ArrayBuffer>[]): Blob {
  return new Blob(
    frames.flatMap((frame) => {
      const length = new DataView(new ArrayBuffer(4));
      length.setUint32(0, frame.length);
      return [length, frame];
    }),
  );
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let index = 0; index < text.length; index += 1) bytes[index] = text.codePointAt(index) ?? 0;
  return bytes;
}
