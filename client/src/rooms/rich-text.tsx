import type { RichBlock, RichInline, RichTextJson } from '@concord/document/rich-text';
import type { ReactNode } from 'react';
import styles from './desk.module.css';

type RichTextProps = {
  readonly content: RichTextJson | null;
  /** Shown while the room is not open. */
  readonly fallback: string;
  readonly language: string;
};

/** The body of a comment to be read: text stays text, whatever somebody put into it. */
export function RichText({ content, fallback, language }: RichTextProps) {
  return (
    <div className={styles.rich} lang={language}>
      {content ? (
        content.content.map((block, index) => <Block key={index} block={block} />)
      ) : (
        <p>{fallback}</p>
      )}
    </div>
  );
}

function Block({ block }: { readonly block: RichBlock }): ReactNode {
  if (block.type === 'paragraph') {
    return (
      <p>
        {block.content?.map((inline, index) => (
          <Inline key={index} inline={inline} />
        ))}
      </p>
    );
  }
  const Tag = block.type === 'bulletList' ? 'ul' : 'ol';
  return (
    <Tag>
      {block.content.map((item, index) => (
        <li key={index}>
          {item.content.map((inner, at) => (
            <Block key={at} block={inner} />
          ))}
        </li>
      ))}
    </Tag>
  );
}

function Inline({ inline }: { readonly inline: RichInline }): ReactNode {
  if (inline.type === 'hardBreak') return <br />;
  return (inline.marks ?? []).reduceRight<ReactNode>((words, mark) => {
    if (mark.type === 'bold') return <strong>{words}</strong>;
    if (mark.type !== 'link') return <em>{words}</em>;
    return (
      <a href={mark.attrs.href} rel="noopener noreferrer">
        {words}
      </a>
    );
  }, inline.text);
}
