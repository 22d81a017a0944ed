/** Somebody who types into a section with the stock Hocuspocus provider and keeps count of what was acknowledged. */
import { HocuspocusProvider, HocuspocusProviderWebsocket } from '@hocuspocus/provider';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import type { Person } from './person.ts';

export type Typist = {
  /** Everything that stands in the section, with markup. */
  text(): string;
  /** Resolves when the text is there. */
  ready(): Promise<void>;
  /** Puts words at the end of the first paragraph; resolves once the server has acknowledged them. */
  type(words: string): Promise<void>;
  leave(): void;
};

export function openTypist(person: Person, documentName: string): Typist {
  // The browser sends cookie and origin by itself; Node has to be told.
  class Socket extends WebSocket {
    constructor(url: string) {
      super(url, { headers: { cookie: person.cookie, origin: person.origin } });
    }
  }
  const websocketProvider = new HocuspocusProviderWebsocket({
    url: `${person.url.replace('http', 'ws')}/sync`,
    WebSocketPolyfill: Socket,
    maxAttempts: 1,
  });
  const doc = new Y.Doc();
  const provider = new HocuspocusProvider({
    websocketProvider,
    name: documentName,
    document: doc,
    token: 'session',
  });
  provider.attach();
  const paragraph = (): Y.XmlText => {
    const found = doc
      .getXmlFragment('content')
      .toArray()
      .find((node) => node instanceof Y.XmlElement && node.nodeName === 'paragraph');
    const text =
      found instanceof Y.XmlElement ? found.toArray().find((node) => node instanceof Y.XmlText) : undefined;
    if (!text) throw new Error('The section has no paragraph to type into');
    return text;
  };
  return {
    // Y.XmlFragment.toString is its markup; the declaration doesn't say so.
    text: () => doc.getXmlFragment('content').toJSON(),
    ready: () =>
      new Promise((resolve, reject) => {
        if (provider.isSynced) return resolve();
        provider.on('synced', () => resolve());
        provider.on('authenticationFailed', () => reject(new Error(`${person.name} was not let in`)));
      }),
    type: (words) =>
      new Promise((resolve, reject) => {
        const done = ({ number }: { number: number }): void => {
          if (number > 0) return;
          provider.off('unsyncedChanges', done);
          provider.off('disconnect', lost);
          resolve();
        };
        const lost = (): void => {
          provider.off('unsyncedChanges', done);
          provider.off('disconnect', lost);
          reject(new Error('The connection went before the answer came'));
        };
        provider.on('unsyncedChanges', done);
        provider.on('disconnect', lost);
        const text = paragraph();
        text.insert(text.length, words);
      }),
    leave() {
      provider.destroy();
      websocketProvider.destroy();
      doc.destroy();
    },
  };
}
