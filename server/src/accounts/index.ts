export { AccountsResolver, PeopleResolver } from './accounts.resolver.js';
export { Invitation, Person, SignInSession } from './accounts.entity.js';
export { liveSessions, liveTokens, newInvitation, personById } from './accounts.repository.js';
export { enterDemo } from './accounts.service.js';
export { PersonType } from './accounts.types.js';
export { authenticate } from './authenticate.js';
export { setSessionCookie } from './cookie.js';
export { hashPassword } from './secrets.js';
