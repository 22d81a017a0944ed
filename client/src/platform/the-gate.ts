import { createSignInGate } from './sign-in-gate';

/** The one gate of this page: whoever is refused for an ended session waits here, uploads and sockets included. */
export const signInGate = createSignInGate();
