import { isSafeHref } from '@concord/document/model';
import type { RichBlock, RichInline, RichTextJson } from '@concord/document/rich-text';
import type { ReactNode } from 'react';
import styles from './proposing.module.css';

type RichBodyProps = { readonly content: RichTextJson; readonly language: string };

/** The body of a comment with its looks: text stays text, whatever somebody put into it. */
export default function RichBody({ content, language }: RichBodyProps) {
  return (
    <div className={styles.rich} lang={language}>
      {content.content.map((block, index) => (
        <Block key={index} block={block} />
      ))}
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
    return isSafeHref(mark.attrs.href) ? (
      <a href={mark.attrs.href} rel="noopener noreferrer">
        {words}
      </a>
    ) : (
      words
    );
  }, inline.text);
}
