import { useCallback, useEffect, useRef, useState } from 'react';
import type { AccessState, Client, Refusal } from '#host/contract.ts';
import { AssessmentScreen } from './assessment/assessment.tsx';
import { Attachments } from './attachments/attachments.tsx';
import { Audit } from './audit/audit.tsx';
import { Backup } from './backup/backup.tsx';
import { Check } from './check/check.tsx';
import { Choose } from './dossiers/choose.tsx';
import { Dossier } from './dossiers/dossier.tsx';
import { Dossiers } from './dossiers/list.tsx';
import { NewDossier } from './dossiers/open.tsx';
import { Frame } from './frame.tsx';
import { useIdle } from './idle.ts';
import { Inzage } from './inzage/inzage.tsx';
import { Meldcode } from './meldcode/meldcode.tsx';
import { Boundary } from './parts/boundary.tsx';
import { Waiting } from './parts/loading.tsx';
import { home, type Place } from './place.ts';
import { Privacy } from './privacy.tsx';
import { Letter } from './referral/letter.tsx';
import { Keeping } from './retention/keeping.tsx';
import { Retention } from './retention/retention.tsx';
import { Security } from './security/security.tsx';
import { type Drafts, SessionProvider } from './session.tsx';
import { Settings } from './settings/settings.tsx';
import { CreateVault } from './unlock/create.tsx';
import { StartFailed } from './unlock/failed.tsx';
import { Unlock } from './unlock/unlock.tsx';

type Access = { readonly kind: 'asking' } | { readonly kind: 'failed'; readonly refusal: Refusal } | AccessState;
type OpenVault = Extract<AccessState, { kind: 'open' }>;

/** How often the state of the running check is asked for. */
const CHECK_MS = 3_000;

export const App = ({ client }: { readonly client: Client }) => {
  const [access, setAccess] = useState<Access>({ kind: 'asking' });
  const [place, setPlace] = useState<Place>(home);
  const drafts = useRef<Drafts>(new Map());
  const savers = useRef(new Set<() => Promise<void>>());

  const readAccess = useCallback(async () => {
    const reply = await client('access.state', {});
    setAccess(reply.ok ? reply.value : { kind: 'failed', refusal: reply.error });
  }, [client]);

  useEffect(() => {
    void readAccess();
  }, [readAccess]);

  /** After a backup was put back: the dossier one was in may not be in it. */
  const goHome = useCallback(() => setPlace(home), []);

  const vaultName = access.kind === 'open' ? access.name : '';
  /** The vault closed by itself: what was typed waits in this window until it is open again. */
  const onClosed = useCallback(() => setAccess({ kind: 'locked', name: vaultName }), [vaultName]);

  /** The user locks, or was away: what can be saved is saved, the rest leaves the memory of this window. */
  const lock = useCallback(async () => {
    await Promise.all([...savers.current].map((save) => save()));
    drafts.current.clear();
    const reply = await client('access.lock', {});
    if (!reply.ok && reply.error.kind !== 'host-ended' && reply.error.kind !== 'locked') {
      setAccess({ kind: 'failed', refusal: reply.error });
      return;
    }
    setAccess({ kind: 'locked', name: vaultName });
  }, [client, vaultName]);

  const running = access.kind === 'open' && access.check.kind === 'running';
  useEffect(() => {
    if (!running) return;
    const timer = setInterval(() => {
      client('access.state', {}).then((reply) => {
        if (reply.ok && reply.value.kind === 'open') setAccess(reply.value);
      });
    }, CHECK_MS);
    return () => clearInterval(timer);
  }, [client, running]);

  /** Any call but the state counts as someone being there; this one is the lightest. */
  const stillHere = useCallback(() => {
    client('referral.places', {}).then((reply) => {
      if (!reply.ok && reply.error.kind === 'locked') onClosed();
    });
  }, [client, onClosed]);
  const soon = useIdle(access.kind === 'open' ? access.lockMinutes : null, lock, stillHere);

  return (
    <Privacy>
      {access.kind === 'asking' ? <Waiting /> : null}
      {access.kind === 'failed' ? (
        <StartFailed
          client={client}
          refusal={access.refusal}
          again={readAccess}
          onOpen={setAccess}
          onRestored={goHome}
        />
      ) : null}
      {access.kind === 'absent' ? (
        <CreateVault client={client} folder={access.folder} onOpen={setAccess} onRestored={goHome} />
      ) : null}
      {access.kind === 'locked' ? (
        <Unlock client={client} name={access.name} onOpen={setAccess} onRestored={goHome} />
      ) : null}
      {access.kind === 'open' ? (
        <SessionProvider
          client={client}
          place={place}
          go={setPlace}
          drafts={drafts.current}
          savers={savers.current}
          onClosed={onClosed}
        >
          <Frame vault={access} lock={lock} idleSoon={soon}>
            <Boundary key={placeKey(place)}>
              <Screen place={place} vault={access} refresh={readAccess} />
            </Boundary>
          </Frame>
        </SessionProvider>
      ) : null}
    </Privacy>
  );
};

/** A screen that fell over is begun anew when one goes elsewhere. */
const placeKey = (place: Place): string => JSON.stringify(place);

const Screen = ({
  place,
  vault,
  refresh,
}: {
  readonly place: Place;
  readonly vault: OpenVault;
  readonly refresh: () => Promise<void>;
}) => {
  switch (place.kind) {
    case 'dossiers':
      return <Dossiers />;
    case 'new-dossier':
      return <NewDossier />;
    case 'dossier':
      return <Dossier key={place.dossier} dossier={place.dossier} />;
    case 'choose':
      return <Choose dossier={place.dossier} from={place.from ?? null} instrument={place.instrument ?? null} />;
    case 'assessment':
      return <AssessmentScreen key={place.assessment} dossier={place.dossier} assessment={place.assessment} />;
    case 'letter':
      return <Letter key={place.code} dossier={place.dossier} assessment={place.assessment} code={place.code} />;
    case 'meldcode':
      return <Meldcode key={place.dossier} dossier={place.dossier} />;
    case 'attachments':
      return <Attachments key={place.dossier} dossier={place.dossier} />;
    case 'inzage':
      return <Inzage key={place.dossier} dossier={place.dossier} />;
    case 'check':
      return <Check />;
    case 'audit':
      return <Audit key={place.dossier ?? ''} dossier={place.dossier ?? null} />;
    case 'backup':
      return <Backup />;
    case 'retention':
      return <Retention />;
    case 'keeping':
      return <Keeping key={place.dossier} dossier={place.dossier} />;
    case 'settings':
      return <Settings vault={vault} />;
    case 'security':
      return <Security refresh={refresh} />;
  }
};
