import type { TargetInput } from '@concord/schema';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { RefObject } from 'react';
import { createPortal } from 'react-dom';
import { newKey, SuggestEditor } from '../../comments';
import { useText } from '../../i18n/provider';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { blockAround, blockById, blockIdOf } from '../positions';
import './suggest-layer.css';

export type SuggestLayerProps = {
  readonly root: RefObject<HTMLElement | null>;
  /** Changes when the text on the page does. */
  readonly text: unknown;
  /** All of a paragraph as the model has it. */
  readonly targetOf: (blockId: string) => TargetInput | null;
  /** The key under which what is typed lies on this device; null = nothing is being typed. */
  readonly onKey: (key: string | null) => void;
  readonly onStop: () => void;
};

type Typed = { readonly key: string; readonly target: TargetInput };

/** Suggest mode: a press on a paragraph, or Enter on it, opens it to be typed over, where it stands. One at a time. */
export default function SuggestLayer({ root, text, targetOf, onKey, onStop }: SuggestLayerProps) {
  const t = useText();
  const [typed, setTyped] = useState<Typed | null>(null);
  const open = (block: HTMLElement) => {
    const target = typed ? null : targetOf(blockIdOf(block));
    if (!target) return;
    const key = newKey();
    setTyped({ key, target });
    onKey(key);
  };
  const latest = useRef(open);
  useEffect(() => {
    latest.current = open;
  });
  useEffect(() => {
    const element = root.current;
    return element ? listen(element, (block) => latest.current(block)) : undefined;
  }, [root, text]);

  const [host] = useState(() => document.createElement('div'));
  const blockId = typed?.target.blockId ?? null;
  useLayoutEffect(() => {
    const element = root.current;
    return blockId === null || !element ? undefined : giveWay(element, blockId, host);
  }, [blockId, host, root, text]);

  const close = () => {
    setTyped(null);
    onKey(null);
    requestAnimationFrame(() => {
      const block = blockId !== null && root.current && blockById(root.current, blockId);
      if (block) block.focus({ preventScroll: true });
    });
  };
  return (
    <>
      <div className="suggesting-note">
        <Banner
          tone="waiting"
          icon="pencil"
          live
          action={
            <Button size="small" disabled={typed !== null} onClick={onStop}>
              {t('proposing.suggest.done')}
            </Button>
          }
        >
          {t('proposing.suggest.on')}
        </Banner>
      </div>
      {typed &&
        createPortal(
          <SuggestEditor key={typed.key} draftKey={typed.key} target={typed.target} onClose={close} />,
          host,
        )}
    </>
  );
}

/** Hears which paragraph is meant, before anything else that a press on the text means. */
function listen(element: HTMLElement, open: (block: HTMLElement) => void): () => void {
  const begin = (event: Event, block: HTMLElement | null) => {
    if (!block) return;
    event.stopPropagation();
    event.preventDefault();
    open(block);
  };
  const press = (event: MouseEvent) => {
    const { target } = event;
    if (!(target instanceof Element) || target.closest('a, button, form')) return;
    if (document.getSelection()?.isCollapsed !== false) begin(event, blockAround(target));
  };
  const key = (event: KeyboardEvent) => {
    const { target } = event;
    if (event.key === 'Enter' && target instanceof HTMLElement && target.dataset['block'])
      begin(event, target);
  };
  element.addEventListener('click', press, true);
  element.addEventListener('keydown', key, true);
  element.dataset['suggesting'] = '';
  return () => {
    element.removeEventListener('click', press, true);
    element.removeEventListener('keydown', key, true);
    delete element.dataset['suggesting'];
  };
}

/** The paragraph gives its place to what is typed; where its comments stand is still known of it. */
function giveWay(element: HTMLElement, blockId: string, host: HTMLElement): () => void {
  const block = blockById(element, blockId);
  if (block) {
    // A table is not typed over: whoever is told so sees it, and chooses words in it.
    if (block.tagName !== 'TABLE') block.dataset['suggested'] = '';
    block.after(host);
  } else element.prepend(host);
  return () => {
    delete block?.dataset['suggested'];
    host.remove();
  };
}
