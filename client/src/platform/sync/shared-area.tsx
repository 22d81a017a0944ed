import {
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  type ComponentProps,
  type CSSProperties,
} from 'react';
import type * as Y from 'yjs';
import { TextArea } from '../../ui/field';
import type { DocumentSession } from './document-session';
import { useSharedText } from './shared-text';
import { stretchesOf, useTextCursors, type TextCursor } from './text-cursors';
import './remote-cursors.css';

type SharedAreaProps = Omit<
  ComponentProps<typeof TextArea>,
  'value' | 'onChange' | 'onSelect' | 'onBlur' | 'onKeyDown' | 'over' | 'ref'
> & { readonly session: DocumentSession; readonly text: Y.Text };

/**
 * A text area over a shared text, with the cursors of those who type in it too. What is pasted and does not fit is
 * refused whole: everybody in the text would get it before the counter turns red.
 */
export function SharedArea({ session, text, limit = Infinity, ...rest }: SharedAreaProps) {
  const area = useRef<HTMLTextAreaElement>(null);
  const { value, change, undo, tellPlace, leave } = useSharedText(text, session.presence, area);
  const cursors = useTextCursors(text, session.presence);
  const [{ top, bar }, setFrame] = useState({ top: 0, bar: 0 });
  const measure = useCallback(() => {
    const field = area.current;
    if (!field) return;
    const scrolls = field.scrollHeight > field.clientHeight;
    const now = {
      top: field.scrollTop,
      bar: scrolls ? field.offsetWidth - field.clientWidth - BORDERS : 0,
    };
    setFrame((known) => (known.top === now.top && known.bar === now.bar ? known : now));
  }, []);
  useLayoutEffect(measure, [measure, value]);
  // It grows with its words, after they are there; and with the hand that pulls its corner.
  useEffect(() => {
    const field = area.current;
    if (!field) return;
    const sized = new ResizeObserver(measure);
    sized.observe(field);
    return () => sized.disconnect();
  }, [measure]);
  return (
    <TextArea
      {...rest}
      ref={area}
      {...(Number.isFinite(limit) && { limit, most: limit })}
      value={value}
      onChange={change}
      onSelect={tellPlace}
      onBlur={leave}
      onScroll={measure}
      onKeyDown={(event) => {
        if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'z') return;
        event.preventDefault();
        if (event.shiftKey) undo.redo();
        else undo.undo();
      }}
      over={
        cursors.length > 0 && (
          <span className="shared-cursors" style={{ translate: `0 ${-top}px`, paddingInlineEnd: bar }}>
            <Cursors value={value} cursors={cursors} />
          </span>
        )
      }
    />
  );
}

/** Of both sides together; what a field is wider than its words beyond that is its scroll bar. */
const BORDERS = 2;

type CursorsProps = { readonly value: string; readonly cursors: readonly TextCursor[] };

/** The same words once more, unseen: they hold the carets where they belong. */
function Cursors({ value, cursors }: CursorsProps) {
  const moving = useMoving(cursors);
  const words = useRef<HTMLSpanElement>(null);
  // Whenever the words flow anew, carets stand elsewhere.
  useLayoutEffect(() => words.current?.querySelectorAll<HTMLElement>('.cursor').forEach(keepNameInside));
  return (
    <span ref={words}>
      {stretchesOf(value, cursors).map(({ text, selected, carets }, index) => (
        // Cut anew with every change: a stretch has nothing that would stay.
        <span key={index}>
          {selected ? (
            <span className="cursor-selection" style={hue(selected)}>
              {text}
            </span>
          ) : (
            text
          )}
          {carets.map((caret) => (
            <span
              key={caret.clientId}
              className="cursor"
              style={hue(caret)}
              data-moving={moving.has(caret.clientId) || undefined}
            >
              <span className="cursor-name">
                {[caret.name, caret.organisation].filter(Boolean).join(' · ')}
              </span>
            </span>
          ))}
        </span>
      ))}
    </span>
  );
}

/** The name begins at its caret, and further left where the line ends before the name does. */
function keepNameInside(caret: HTMLElement) {
  const frame = caret.closest('.shared-cursors');
  const name = caret.firstElementChild;
  if (!frame || !(name instanceof HTMLElement)) return;
  const field = frame.getBoundingClientRect();
  const at = caret.getBoundingClientRect().left - field.left;
  const beyond = at + name.offsetWidth - field.width;
  name.style.insetInlineStart = `${Math.max(-at, Math.min(-1, -beyond))}px`;
  caret.toggleAttribute('data-shifted', beyond > 1);
}

const hue = ({ colour }: TextCursor) => ({ '--cursor-hue': (colour % 12) * 30 }) as CSSProperties;

/** Milliseconds for which a name stays beside a cursor that has moved. */
const named = 4000;

/** Whose cursor has just come or moved. */
function useMoving(cursors: readonly TextCursor[]): ReadonlySet<number> {
  const [moving, setMoving] = useState<ReadonlySet<number>>(new Set());
  const before = useRef(new Map<number, string>());
  const timers = useRef(new Map<number, ReturnType<typeof setTimeout>>());
  useEffect(() => {
    for (const { clientId, told } of cursors) {
      if (before.current.get(clientId) === told) continue;
      before.current.set(clientId, told);
      clearTimeout(timers.current.get(clientId));
      setMoving((known) => new Set(known).add(clientId));
      const rest = () => setMoving((known) => new Set([...known].filter((id) => id !== clientId)));
      timers.current.set(clientId, setTimeout(rest, named));
    }
  }, [cursors]);
  useEffect(() => {
    const running = timers.current;
    return () => {
      for (const timer of running.values()) clearTimeout(timer);
    };
  }, []);
  return moving;
}
