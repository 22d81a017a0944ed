import { useEffect } from 'react';
import type { RefObject } from 'react';

/** After a refused press focus goes to the first field that is marked wrong: of a form, or of the dialog in front. */
export function focusFirstWrong(form: ParentNode | null | undefined = dialogInFront()): void {
  // Once React has marked the fields.
  requestAnimationFrame(() =>
    form
      ?.querySelector<HTMLElement>('[aria-invalid="true"], fieldset[aria-describedby] input:enabled')
      ?.focus(),
  );
}

/** A refusal that concerns a field leads to it; not sooner than the field is marked. */
export function useFirstWrong(
  failure: { readonly field: string | null } | null,
  form?: RefObject<ParentNode | null>,
): void {
  useEffect(() => {
    if (failure?.field) focusFirstWrong(form?.current);
  }, [failure, form]);
}

/** One dialog opens from another that stands before it in the page. */
const dialogInFront = () => [...document.querySelectorAll('dialog:modal')].at(-1);
