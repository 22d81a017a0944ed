/** After a refused press focus goes to the first field that is marked wrong: of a form, or of the dialog in front. */
export function focusFirstWrong(form: ParentNode | null = document.querySelector('dialog:modal')): void {
  // Once React has marked the fields.
  requestAnimationFrame(() =>
    form
      ?.querySelector<HTMLElement>('[aria-invalid="true"], fieldset[aria-describedby] input:enabled')
      ?.focus(),
  );
}
