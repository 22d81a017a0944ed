// The faults the events lab must be able to see: with this preloaded, one frame in seven is left out for whoever subscribes
// as `drop`, and sent twice to whoever subscribes as `double`.
import { registerHooks } from 'node:module';

const [file, honest] = ['/platform/graphql/frames.js', 'gathered.push(frame);'];
const faulty = `
  socket.labSent = (socket.labSent ?? 0) + 1;
  const isSeventh = socket.labSent % 7 === 0;
  if (isSeventh && id === 'drop') return true;
  if (isSeventh && id === 'double') {
    gathered.push(frame);
    bytes += frame.length;
  }
  ${honest}`;

registerHooks({
  load(url, context, next) {
    const loaded = next(url, context);
    if (!url.endsWith(file)) return loaded;
    const source = Buffer.from(loaded.source).toString();
    if (!source.includes(honest)) throw new Error(`${url} does not look as it did`);
    return { ...loaded, source: source.replace(honest, faulty) };
  },
});
