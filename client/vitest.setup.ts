import { cleanup, configure } from '@testing-library/react';
import { afterEach } from 'vitest';

// jsdom knows <dialog> but cannot open it.
HTMLDialogElement.prototype.show ??= function show() {
  this.open = true;
};
HTMLDialogElement.prototype.showModal ??= function showModal() {
  this.open = true;
};
HTMLDialogElement.prototype.close ??= function close() {
  this.open = false;
};

// jsdom hides popovers and cannot show them.
HTMLElement.prototype.showPopover ??= function showPopover() {
  this.removeAttribute('popover');
};

// jsdom lays nothing out.
HTMLElement.prototype.scrollIntoView ??= function scrollIntoView() {};

// As long as `expect.poll` waits (see vitest.config.ts).
configure({ asyncUtilTimeout: 20_000 });

afterEach(cleanup);
