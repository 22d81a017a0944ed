import { useApolloClient } from '@apollo/client/react';
import { ViewerDocument } from '@concord/schema';
import { useState, useSyncExternalStore } from 'react';
import { useText } from '../i18n/provider';
import { announceSession, useViewer } from '../platform/session';
import type { SignInGate } from '../platform/sign-in-gate';
import { Banner } from '../ui/banner';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { enterDemo, useDemo } from './demo';
import { SignInForm } from './sign-in-form';
import { useCalmMoment } from './use-calm-moment';
import styles from './accounts.module.css';

/** Asks for the password in place when the session ended in the middle of work; what was typed stays as it is. */
export function SignInAgain({ gate }: { readonly gate: SignInGate }) {
  const asked = useSyncExternalStore(gate.asked.subscribe, gate.asked.get);
  const calm = useCalmMoment(asked);
  const viewer = useViewer();
  const t = useText();
  return (
    <Dialog
      open={calm && viewer !== null}
      onClose={() => gate.settle(false)}
      size="small"
      title={t('accounts.again.title')}
    >
      <Again gate={gate} />
    </Dialog>
  );
}

function Again({ gate }: { readonly gate: SignInGate }) {
  const t = useText();
  const viewer = useViewer();
  const client = useApolloClient();
  const demo = useDemo();
  const [failed, setFailed] = useState(false);
  if (!viewer) return null;

  const back = (personId: string) => {
    // Somebody else signed in: nothing of the first person may go out under the second one's name.
    if (personId !== viewer.person.id) return window.location.assign('/');
    announceSession();
    gate.settle(true);
  };
  const enterAgain = async () => {
    setFailed(false);
    if (!(await enterDemo(viewer.person.id))) return setFailed(true);
    const { data } = await client.query({
      query: ViewerDocument,
      fetchPolicy: 'network-only',
      context: { signingIn: true },
    });
    if (data?.viewer) back(data.viewer.person.id);
    else setFailed(true);
  };
  const isDemoPerson = demo.state === 'on' && demo.people.some((person) => person.id === viewer.person.id);

  return (
    <div className={styles.again}>
      <p>{t('accounts.again.safe')}</p>
      {isDemoPerson ? (
        <>
          {failed && (
            <Banner tone="refused" live>
              {t('enter.failed')}
            </Banner>
          )}
          <Button look="primary" size="large" wide onClick={() => void enterAgain()} data-autofocus>
            {t('accounts.again.enterAs', { name: viewer.person.name })}
          </Button>
        </>
      ) : (
        <SignInForm email={viewer.email} onSignedIn={(signedIn) => back(signedIn.person.id)} />
      )}
    </div>
  );
}
