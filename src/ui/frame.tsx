import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { AccessState } from '#host/contract.ts';
import { clearClipboard } from './clipboard.ts';
import { Find } from './find/open.tsx';
import { Help } from './help/help.tsx';
import { clockTime, fullDate } from './moment.ts';
import { Button } from './parts/button.tsx';
import { Icon, type IconName } from './parts/icon.tsx';
import { useKeys } from './parts/keys.ts';
import { Notice } from './parts/notice.tsx';
import { SkipLink } from './parts/skip-link.tsx';
import type { Place } from './place.ts';
import { showPrivacy } from './privacy.tsx';
import { useSession } from './session.tsx';
import { returnTo, type Spot } from './spot.ts';
import { useTexts } from './words.ts';

type OpenVault = Extract<AccessState, { kind: 'open' }>;

/** What stands around every screen of an open vault. */
export const Frame = ({
  vault,
  lock,
  idleSoon,
  spot,
  children,
}: {
  readonly vault: OpenVault;
  readonly lock: () => Promise<void>;
  readonly idleSoon: boolean;
  /** Where on this screen somebody was before a lock. */
  readonly spot: Spot | null;
  readonly children: ReactNode;
}) => {
  const t = useTexts();
  const { place, turned } = useSession();

  // The frame stands as long as the vault is open: what was copied leaves the clipboard with it.
  useEffect(() => () => void clearClipboard(), []);

  // A screen that does not take the focus itself is begun at its top; one that did keeps it.
  const content = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another place is another screen
  useEffect(() => {
    if (content.current?.contains(document.activeElement) && document.activeElement !== content.current) return;
    window.scrollTo(0, 0);
    content.current?.focus({ preventScroll: true });
  }, [place]);

  useEffect(() => (spot === null || content.current === null ? undefined : returnTo(content.current, spot)), [spot]);

  useKeys((event) => {
    if (event.ctrlKey && !event.altKey && !event.shiftKey && event.key.toLowerCase() === 'l') {
      event.preventDefault();
      void lock();
    }
  });

  return (
    <div className={turned ? 'frame frame-turned' : 'frame'}>
      {turned ? null : <SkipLink to="content">{t.common.skip}</SkipLink>}
      {turned ? null : <Bar vault={vault} lock={lock} />}
      {turned ? null : <Rail vault={vault} />}
      <main id="content" ref={content} className="content" tabIndex={-1}>
        {idleSoon ? (
          <div className="page">
            <Notice tone="warn" title={t.frame.idleSoon} live />
          </div>
        ) : null}
        {turned ? null : <NotSaved />}
        {turned || vault.clock === null ? null : <ClockJumped clock={vault.clock} />}
        {children}
      </main>
    </div>
  );
};

type Around = { readonly vault: OpenVault };

const Bar = ({ vault, lock }: Around & { readonly lock: () => Promise<void> }) => {
  const t = useTexts();
  return (
    <header className="bar">
      <p className="bar-name">
        <span className="brand-mark" aria-hidden="true" />
        {vault.name}
      </p>
      <div className="bar-tools">
        <SavingState />
        <Find />
        <Help />
        <Button
          look="subtle"
          icon="privacy"
          keys={t.frame.privacyKeys}
          onClick={() => document.dispatchEvent(new Event(showPrivacy))}
        >
          {t.frame.privacy}
        </Button>
        <Button look="subtle" icon="lock" keys={t.frame.lockKeys} onClick={() => void lock()}>
          {t.frame.lock}
        </Button>
      </div>
    </header>
  );
};

const Rail = ({ vault }: Around) => {
  const t = useTexts();
  const { place, go } = useSession();
  return (
    <nav className="rail" aria-label={t.frame.nav}>
      <RailItem to={{ kind: 'work' }} icon="clock" here={place.kind === 'work'} go={go}>
        {t.frame.work}
      </RailItem>
      <RailItem
        to={{ kind: 'dossiers' }}
        icon="dossiers"
        here={!inSettings(place) && !besideDossiers.includes(place.kind)}
        go={go}
      >
        {t.frame.dossiers}
      </RailItem>
      <RailItem to={{ kind: 'social-map' }} icon="phone" here={place.kind === 'social-map'} go={go}>
        {t.frame.socialMap}
      </RailItem>
      <RailItem
        to={{ kind: 'bibliotheek' }}
        icon="book"
        here={place.kind === 'bibliotheek' || place.kind === 'forms'}
        go={go}
      >
        {t.frame.bibliotheek}
      </RailItem>
      <RailItem to={{ kind: 'settings' }} icon="settings" here={inSettings(place)} go={go}>
        {t.frame.settings}
      </RailItem>
      <CheckState vault={vault} go={go} />
    </nav>
  );
};

/** The subjects of the settings are part of them. */
const subjects: readonly Place['kind'][] = ['settings', 'security', 'backup', 'check', 'retention'];
/** Screens of the rail that are about no dossier. */
const besideDossiers: readonly Place['kind'][] = ['work', 'social-map', 'bibliotheek', 'forms'];
const inSettings = (place: Place): boolean =>
  subjects.includes(place.kind) || (place.kind === 'audit' && place.dossier === undefined);

const RailItem = ({
  to,
  icon,
  here,
  go,
  children,
}: {
  readonly to: Place;
  readonly icon: IconName;
  readonly here: boolean;
  readonly go: (place: Place) => void;
  readonly children: string;
}) => (
  <button
    type="button"
    className="rail-item"
    onClick={() => go(to)}
    {...(here ? { 'aria-current': 'true' as const } : {})}
  >
    <Icon name={icon} />
    <span>{children}</span>
  </button>
);

const SavingState = () => {
  const t = useTexts();
  const { saving } = useSession();
  const text = {
    none: '',
    busy: t.frame.saving,
    saved: saving.kind === 'saved' ? t.frame.saved(clockTime(saving.at)) : '',
    failed: t.frame.notSaved,
  }[saving.kind];
  return (
    <p className={`saving saving-${saving.kind}`} role="status">
      {text === '' ? null : <Icon name={saving.kind === 'failed' ? 'danger' : 'check'} />}
      <span>{text}</span>
    </p>
  );
};

/** A write that did not succeed: what it was, what to do, and that it is tried again. */
const NotSaved = () => {
  const t = useTexts();
  const { saving, retryNow } = useSession();
  if (saving.kind !== 'failed') return null;
  const text = t.failures[saving.refusal.kind];
  return (
    <div className="page">
      <Notice tone="danger" title={text.title} live>
        <p>
          {text.todo} {t.frame.retrying}
        </p>
        <p className="notice-action">
          <Button onClick={retryNow}>{t.frame.retryNow}</Button>
        </p>
      </Notice>
    </div>
  );
};

/** In full: beside a clock that is wrong, "today" says nothing. */
const moment = (at: string): string => `${fullDate(at)}, ${clockTime(at)}`;

/** The clock of the computer jumped: which time is recorded meanwhile, and what to do. */
const ClockJumped = ({ clock }: { readonly clock: NonNullable<OpenVault['clock']> }) => {
  const t = useTexts();
  const [right, setRight] = useState(false);
  if (right && clock.kind === 'forward') return null;
  const text = clock.kind === 'back' ? t.frame.clockBack : t.frame.clockForward;
  return (
    <div className="page">
      <Notice tone="warn" title={text.title} live>
        <p>{text.means(moment(clock.said), moment(clock.recorded))}</p>
        <p>{text.todo}</p>
        {clock.kind === 'back' ? null : (
          <p className="notice-action">
            <Button onClick={() => setRight(true)}>{t.frame.clockRight}</Button>
          </p>
        )}
      </Notice>
    </div>
  );
};

const CheckState = ({ vault, go }: { readonly vault: OpenVault; readonly go: (place: Place) => void }) => {
  const t = useTexts();
  const { check } = vault;
  if (check.kind === 'running') return <p className="rail-check">{t.frame.checkRunning}</p>;
  if (check.kind === 'good') return <p className="rail-check">{t.frame.checkGood(clockTime(check.at))}</p>;
  return (
    <button type="button" className="rail-check rail-damage" onClick={() => go({ kind: 'check' })}>
      <Icon name="danger" />
      <span>{t.frame.checkDamage(check.damage.length)}</span>
    </button>
  );
};
