import DeferralFields, { type DeferralFieldsProps } from './deferral-fields';
import DeferralNote, { type DeferralNoteProps } from './deferral-note';

/** To whom a comment is put off and until when: as a moderator fills it in, or as it is read. */
export default function DeferralPart(props: DeferralFieldsProps | DeferralNoteProps) {
  return 'commentId' in props ? <DeferralNote {...props} /> : <DeferralFields {...props} />;
}
