import { useRef, useState } from 'react';
import type { KeysView, Refusal } from '#host/contract.ts';
import { useArrival } from '../parts/arrive.ts';
import { Button } from '../parts/button.tsx';
import { TextField } from '../parts/field.tsx';
import { Heading } from '../parts/heading.tsx';
import { Loaded } from '../parts/loading.tsx';
import { Failure, Notice } from '../parts/notice.tsx';
import { Paragraph } from '../parts/paragraph.tsx';
import { newIntent, useRead, useSession } from '../session.tsx';
import { useTexts } from '../words.ts';
import { Account } from './account.tsx';
import { ChangePassphrase, RenewKeys } from './change.tsx';
import { RecoveryKit } from './kit.tsx';

/** The ways into the vault. `refresh` tells the app that the minutes until the lock changed. */
export const Security = ({ refresh }: { readonly refresh: () => Promise<void> }) => {
  const [read, put] = useRead('keys.read', {});
  return <Loaded read={read}>{(view) => <Page view={view} put={put} refresh={refresh} />}</Loaded>;
};

const Page = ({
  view,
  put,
  refresh,
}: {
  readonly view: KeysView;
  readonly put: (view: KeysView) => void;
  readonly refresh: () => Promise<void>;
}) => {
  const t = useTexts();
  const { go } = useSession();
  const heading = useRef<HTMLHeadingElement>(null);
  useArrival(heading, 'security');
  return (
    <div className="page page-middle">
      <div>
        <button type="button" className="crumb" onClick={() => go({ kind: 'settings' })}>
          {t.security.toSettings}
        </button>
        <Heading level={1} focusable ref={heading}>
          {t.security.title}
        </Heading>
      </div>
      <RecoveryKit view={view} put={put} />
      <ChangePassphrase vault={view.vault} />
      <RenewKeys vault={view.vault} put={put} />
      <Account view={view} put={put} />
      <LockMinutes view={view} put={put} refresh={refresh} />
      <About view={view} />
    </div>
  );
};

const LockMinutes = ({
  view,
  put,
  refresh,
}: {
  readonly view: KeysView;
  readonly put: (view: KeysView) => void;
  readonly refresh: () => Promise<void>;
}) => {
  const t = useTexts();
  const { write } = useSession();
  const [typed, setTyped] = useState(String(view.lockMinutes));
  const [busy, setBusy] = useState(false);
  const [saved, setSaved] = useState<number | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const minutes = /^\d{1,2}$/.test(typed.trim()) ? Number(typed) : 0;
  const wrong = minutes < view.lockRange.min || minutes > view.lockRange.max;
  const save = async () => {
    if (wrong) return;
    setBusy(true);
    setRefusal(null);
    const reply = await write('keys.lockMinutes', { minutes, intent: newIntent() });
    setBusy(false);
    if (!reply.ok) return setRefusal(reply.error);
    setSaved(reply.value.lockMinutes);
    put(reply.value);
    await refresh();
  };
  return (
    <section className="card stack" aria-labelledby="sec-lock">
      <Heading level={2} look={3} id="sec-lock">
        {t.security.lock}
      </Heading>
      <Paragraph tone="soft">{t.security.lockHelp}</Paragraph>
      <form
        className="form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy) void save();
        }}
      >
        {refusal === null ? null : <Failure refusal={refusal} />}
        <TextField
          label={t.security.lockMinutes}
          narrow
          inputMode="numeric"
          value={typed}
          onChange={(text) => {
            setSaved(null);
            setTyped(text.slice(0, 2));
          }}
          error={wrong ? t.security.lockWrong : null}
        />
        <div className="form-actions">
          <Button type="submit" busy={busy}>
            {t.common.save}
          </Button>
        </div>
        {saved === null ? null : <Notice tone="good" title={t.security.lockSaved(saved)} live />}
      </form>
    </section>
  );
};

const About = ({ view }: { readonly view: KeysView }) => {
  const t = useTexts();
  return (
    <section className="card stack" aria-labelledby="sec-about">
      <Heading level={2} look={3} id="sec-about">
        {t.security.about}
      </Heading>
      <Paragraph tone="soft">{t.security.aboutHelp}</Paragraph>
      <dl className="facts">
        {view.primitives.map(({ family, maker }) => (
          <div key={family}>
            <dt>{t.security.families[family] ?? family}</dt>
            <dd className="path">{maker}</dd>
          </div>
        ))}
        <div>
          <dt>{t.security.person}</dt>
          <dd className="path">{view.person}</dd>
        </div>
        <div>
          <dt>{t.security.device}</dt>
          <dd className="path">{view.device}</dd>
        </div>
      </dl>
    </section>
  );
};
