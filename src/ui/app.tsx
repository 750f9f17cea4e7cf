import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { AccessState, Client, Refusal } from '#host/contract.ts';
import { Audit } from './audit/audit.tsx';
import { Backup } from './backup/backup.tsx';
import { Bibliotheek } from './bibliotheek/bibliotheek.tsx';
import { Check } from './check/check.tsx';
import { Choose } from './dossiers/choose.tsx';
import { Dossier } from './dossiers/dossier.tsx';
import { Dossiers } from './dossiers/list.tsx';
import { NewDossier } from './dossiers/open.tsx';
import { createDrafts } from './drafts.ts';
import { Family } from './family/family.tsx';
import { Frame } from './frame.tsx';
import { useIdle } from './idle.ts';
import { Inzage } from './inzage/inzage.tsx';
import { Meldcode } from './meldcode/meldcode.tsx';
import { toTop } from './parts/arrive.ts';
import { Boundary } from './parts/boundary.tsx';
import { Waiting } from './parts/loading.tsx';
import { home, isPlace, type Place } from './place.ts';
import { Privacy } from './privacy.tsx';
import { Letter } from './referral/letter.tsx';
import { Referral } from './referral/loop.tsx';
import { Keeping } from './retention/keeping.tsx';
import { Retention } from './retention/retention.tsx';
import { Security } from './security/security.tsx';
import { SessionProvider } from './session.tsx';
import { Settings } from './settings/settings.tsx';
import { SocialMap } from './social-map/social-map.tsx';
import { type Spot, spotIn } from './spot.ts';
import { CreateVault } from './unlock/create.tsx';
import { StartFailed } from './unlock/failed.tsx';
import { Unlock } from './unlock/unlock.tsx';
import { Work } from './work/work.tsx';

// Not before the first screen: what is opened later, and the viewer of documents with it.
const AssessmentScreen = lazy(() =>
  import('./assessment/assessment.tsx').then(({ AssessmentScreen: it }) => ({ default: it })),
);
const Attachments = lazy(() =>
  import('./attachments/attachments.tsx').then(({ Attachments: it }) => ({ default: it })),
);
const SafetyPlan = lazy(() => import('./safety-plan/safety-plan.tsx').then(({ SafetyPlan: it }) => ({ default: it })));
/** Only who works with paper needs these. */
const Forms = lazy(() => import('./paper/forms.tsx').then(({ Forms: it }) => ({ default: it })));
const PaperEntry = lazy(() => import('./paper/entry.tsx').then(({ PaperEntry: it }) => ({ default: it })));
/** Only who comes with something that happened at school needs these. */
const SchoolDoor = lazy(() => import('./school/door.tsx').then(({ SchoolDoor: it }) => ({ default: it })));
const SchoolCase = lazy(() => import('./school/case.tsx').then(({ SchoolCase: it }) => ({ default: it })));

type Access = { readonly kind: 'asking' } | { readonly kind: 'failed'; readonly refusal: Refusal } | AccessState;
type OpenVault = Extract<AccessState, { kind: 'open' }>;

/** How often the state of the running check is asked for. */
const CHECK_MS = 3_000;
/** And how often how the vault stands, such as its clock. */
const LOOK_MS = 30_000;
/** The draft that says where somebody was. */
const LEFT = 'left';

export const App = ({ client }: { readonly client: Client }) => {
  const [access, setAccess] = useState<Access>({ kind: 'asking' });
  const [place, setPlace] = useState<Place>(home);
  const [spot, setSpot] = useState<Spot | null>(null);
  const [unkept, setUnkept] = useState<Refusal | null>(null);
  /** The vault closed before all that was typed could be kept: the rest waits in this window. */
  const [waiting, setWaiting] = useState(false);
  const drafts = useMemo(() => createDrafts(client, setUnkept), [client]);

  /** An open vault is entered where it was left, with what was typed there. */
  const enter = useCallback(
    async (state: AccessState) => {
      if (state.kind === 'open') {
        const reply = await client('drafts.read', {});
        if (!reply.ok) return setAccess({ kind: 'failed', refusal: reply.error });
        drafts.load(reply.value);
        const left = drafts.get(LEFT);
        const from = typeof left === 'object' && left !== null ? left : {};
        setPlace('place' in from && isPlace(from.place) ? from.place : home);
        setSpot('spot' in from ? (from.spot as Spot | null) : null); // written below, and nowhere else
      }
      setAccess(state);
    },
    [client, drafts],
  );
  const readAccess = useCallback(async () => {
    const reply = await client('access.state', {});
    if (reply.ok) await enter(reply.value);
    else setAccess({ kind: 'failed', refusal: reply.error });
  }, [client, enter]);
  const refresh = useCallback(async () => {
    const reply = await client('access.state', {});
    setAccess(reply.ok ? reply.value : { kind: 'failed', refusal: reply.error });
  }, [client]);

  useEffect(() => {
    void readAccess();
  }, [readAccess]);

  const shown = useRef(place);
  useEffect(() => {
    shown.current = place;
  }, [place]);
  const go = useCallback(
    (next: Place) => {
      if (JSON.stringify(next) === JSON.stringify(shown.current)) document.dispatchEvent(new CustomEvent(toTop));
      drafts.set(LEFT, { place: next, spot: null }, null);
      setSpot(null);
      setPlace(next);
    },
    [drafts],
  );
  /** After a backup was put back: the dossier one was in may not be in it. */
  const goHome = useCallback(() => go(home), [go]);

  const isOpen = access.kind === 'open';
  const closing = useRef({ locking: false, anew: false });
  /**
   * The vault is closed. The page begins anew, so that nothing of it stays in the memory of this window; only what could not
   * be kept in the vault waits here until it is open again.
   */
  const onClosed = useCallback(async () => {
    if (closing.current.anew) return;
    closing.current.anew = true;
    setAccess({ kind: 'asking' });
    const clean = drafts.forget();
    const reply = await client('access.state', {});
    if (reply.ok && clean) return window.location.reload();
    closing.current = { locking: false, anew: false };
    setWaiting(!clean);
    setUnkept(null);
    if (reply.ok) await enter(reply.value);
    else setAccess({ kind: 'failed', refusal: reply.error });
  }, [client, drafts, enter]);

  const markSpot = useCallback(
    () => drafts.set(LEFT, { place, spot: spotIn(document.getElementById('content')) }, null),
    [drafts, place],
  );
  /** Somebody locks, or was away: what was typed goes to the vault first, with the place. */
  const lock = useCallback(async () => {
    if (closing.current.locking || closing.current.anew) return;
    closing.current.locking = true;
    markSpot();
    await drafts.flush();
    const reply = await client('access.lock', { saved: true });
    closing.current.locking = false;
    if (!reply.ok && reply.error.kind !== 'host-ended' && reply.error.kind !== 'locked')
      setAccess({ kind: 'failed', refusal: reply.error });
    else await onClosed();
  }, [client, drafts, markSpot, onClosed]);
  const latest = useRef({ lock, markSpot });
  latest.current = { lock, markSpot };

  // The other side closes the vault too: on sleep, on a locked session, after too long without anybody, on a crash.
  useEffect(() => {
    if (!isOpen) return;
    let current = true;
    void client('access.watch', {}).then((reply) => {
      if (!current) return;
      if (reply.ok) void latest.current.lock();
      else void onClosed();
    });
    const leave = () => {
      if (document.visibilityState !== 'hidden') return;
      latest.current.markSpot();
      drafts.leave();
    };
    window.addEventListener('pagehide', leave);
    document.addEventListener('visibilitychange', leave);
    return () => {
      current = false;
      window.removeEventListener('pagehide', leave);
      document.removeEventListener('visibilitychange', leave);
    };
  }, [client, isOpen, drafts, onClosed]);

  const running = access.kind === 'open' && access.check.kind === 'running';
  useEffect(() => {
    if (!isOpen) return;
    const timer = setInterval(
      () => {
        client('access.state', {}).then((reply) => {
          if (reply.ok && reply.value.kind === 'open') setAccess(reply.value);
        });
      },
      running ? CHECK_MS : LOOK_MS,
    );
    return () => clearInterval(timer);
  }, [client, isOpen, running]);

  /** Any call but the state counts as someone being there; this one is the lightest. */
  const stillHere = useCallback(() => {
    client('referral.places', {}).then((reply) => {
      if (!reply.ok && reply.error.kind === 'locked') void onClosed();
    });
  }, [client, onClosed]);
  const soon = useIdle(access.kind === 'open' ? access.lockMinutes : null, lock, stillHere);

  return (
    <Privacy>
      {access.kind === 'asking' ? <Waiting /> : null}
      {access.kind === 'failed' ? (
        <StartFailed client={client} refusal={access.refusal} again={readAccess} onOpen={enter} onRestored={goHome} />
      ) : null}
      {access.kind === 'absent' ? (
        <CreateVault client={client} folder={access.folder} onOpen={enter} onRestored={goHome} />
      ) : null}
      {access.kind === 'locked' ? (
        <Unlock client={client} name={access.name} waiting={waiting} onOpen={enter} onRestored={goHome} />
      ) : null}
      {access.kind === 'open' ? (
        <SessionProvider
          client={client}
          place={place}
          go={go}
          drafts={drafts}
          unkept={unkept}
          keepNow={drafts.flush}
          onClosed={onClosed}
        >
          <Frame vault={access} lock={lock} idleSoon={soon} spot={spot}>
            <Boundary key={placeKey(place)}>
              <Suspense fallback={<Waiting />}>
                <Screen place={place} vault={access} refresh={refresh} />
              </Suspense>
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
    case 'work':
      return <Work />;
    case 'dossiers':
      return <Dossiers />;
    case 'new-dossier':
      return <NewDossier />;
    case 'dossier':
      return <Dossier key={place.dossier} dossier={place.dossier} at={place.at ?? null} />;
    case 'choose':
      return <Choose dossier={place.dossier} from={place.from ?? null} instrument={place.instrument ?? null} />;
    case 'assessment':
      return <AssessmentScreen key={place.assessment} dossier={place.dossier} assessment={place.assessment} />;
    case 'letter':
      return <Letter key={place.code} dossier={place.dossier} assessment={place.assessment} code={place.code} />;
    case 'referral':
      return <Referral key={place.referral} dossier={place.dossier} referral={place.referral} />;
    case 'school':
      return (
        <Suspense fallback={<Waiting />}>
          <SchoolDoor />
        </Suspense>
      );
    case 'school-case':
      return (
        <Suspense fallback={<Waiting />}>
          <SchoolCase key={place.assessment} dossier={place.dossier} assessment={place.assessment} />
        </Suspense>
      );
    case 'meldcode':
      return <Meldcode key={place.dossier} dossier={place.dossier} />;
    case 'family':
      return <Family key={place.dossier} dossier={place.dossier} />;
    case 'safety-plan':
      return <SafetyPlan key={`${place.dossier} ${place.plan}`} dossier={place.dossier} plan={place.plan ?? null} />;
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
    case 'bibliotheek':
      return <Bibliotheek />;
    case 'forms':
      return <Forms instrument={place.instrument ?? null} dossier={place.dossier ?? null} />;
    case 'paper':
      return (
        <PaperEntry
          key={`${place.dossier} ${place.instrument}`}
          dossier={place.dossier}
          instrument={place.instrument}
          about={place.about ?? null}
        />
      );
    case 'social-map':
      return <SocialMap />;
    case 'settings':
      return <Settings vault={vault} />;
    case 'security':
      return <Security refresh={refresh} />;
  }
};
