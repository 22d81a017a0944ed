export { SignInAgain } from './sign-in-again';
export { useChooseLocale } from './use-choose-locale';
