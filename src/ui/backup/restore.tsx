import { useEffect, useRef, useState } from 'react';
import type { AccessState, Client, FoundBackup, Input, Output, Refusal } from '#host/contract.ts';
import { clockTime, fullDate } from '../moment.ts';
import { useFirstWrong, useNextStep } from '../parts/arrive.ts';
import { Button } from '../parts/button.tsx';
import { Radios, Tick } from '../parts/choice.tsx';
import { TextArea, TextField } from '../parts/field.tsx';
import { Heading } from '../parts/heading.tsx';
import { Failure, Notice } from '../parts/notice.tsx';
import { Paragraph } from '../parts/paragraph.tsx';
import { Deriving, Gate } from '../unlock/gate.tsx';
import { asBytes, useShown } from '../unlock/passphrase.tsx';
import { useTexts } from '../words.ts';

type Given = {
  readonly client: Client;
  readonly onOpen: (state: AccessState) => void;
  /** The vault is another than before: what one was at may not be in it. */
  readonly onRestored: () => void;
  readonly back: () => void;
};
type Restored = Extract<Output<'backup.restore'>, { kind: 'restored' }>;
type WouldReplace = Extract<Output<'backup.restore'>, { kind: 'would-replace' }>;

/** Putting a backup back, from the screen before the vault is open: find it, open it, and say what it would replace. */
export const Restore = ({ client, onOpen, onRestored, back }: Given) => {
  const t = useTexts();
  const [found, setFound] = useState<readonly FoundBackup[] | null>(null);
  const [restored, setRestored] = useState<Restored | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const actions = useRef<HTMLDivElement>(null);
  useNextStep(actions, restored === null ? 'asking' : 'done');

  const done = (gave: Restored) => {
    onRestored();
    setRestored(gave);
  };
  const open = async () => {
    const state = await client('access.state', {});
    if (!state.ok) return setRefusal(state.error);
    onOpen(state.value);
    back();
  };

  return (
    <Gate>
      <Heading level={1} focusable ref={heading}>
        {t.backup.restore}
      </Heading>
      {refusal === null ? null : <Failure refusal={refusal} />}
      {restored === null ? (
        <>
          <Look client={client} onFound={setFound} />
          {found === null ? null : (
            <Chosen key={found.map(({ file }) => file).join()} client={client} found={found} onDone={done} />
          )}
        </>
      ) : (
        <Done restored={restored} />
      )}
      <div className="form-actions" ref={actions}>
        {restored === null ? (
          <Button look="subtle" onClick={back}>
            {t.common.back}
          </Button>
        ) : (
          <Button look="primary" onClick={() => void open()}>
            {t.backup.open}
          </Button>
        )}
      </div>
    </Gate>
  );
};

const Done = ({ restored: { entries, at, erased, aside } }: { readonly restored: Restored }) => {
  const t = useTexts();
  return (
    <Notice tone="good" title={t.backup.restored} live>
      <p>{t.backup.restoredHelp(entries, fullDate(at))}</p>
      {erased === 0 ? null : <p>{t.backup.restoredErased(erased)}</p>}
      {aside === null ? null : (
        <>
          <p>{t.backup.restoredAside}</p>
          <p className="path">{aside}</p>
        </>
      )}
    </Notice>
  );
};

const Look = ({
  client,
  onFound,
}: {
  readonly client: Client;
  readonly onFound: (found: readonly FoundBackup[] | null) => void;
}) => {
  const t = useTexts();
  const [path, setPath] = useState('');
  const [tries, setTries] = useState(0);
  const form = useRef<HTMLFormElement>(null);
  useFirstWrong(form, tries);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);

  const look = async () => {
    setTries(tries + 1);
    setRefusal(null);
    onFound(null);
    if (path.trim() === '') return;
    setBusy(true);
    const reply = await client('backup.look', { path: path.trim() });
    setBusy(false);
    if (reply.ok) onFound(reply.value);
    else setRefusal(reply.error);
  };

  return (
    <form
      ref={form}
      className="form"
      noValidate
      aria-label={t.backup.look}
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) void look();
      }}
    >
      <Paragraph>{t.backup.restoreIntro}</Paragraph>
      {refusal === null ? null : <Failure refusal={refusal} />}
      <TextField
        label={t.backup.path}
        help={t.backup.pathHelp}
        value={path}
        onChange={setPath}
        error={tries > 0 && path.trim() === '' ? t.backup.errors.path : null}
      />
      <div className="form-actions">
        <Button type="submit" busy={busy}>
          {t.backup.look}
        </Button>
      </div>
    </form>
  );
};

const Chosen = ({
  client,
  found,
  onDone,
}: {
  readonly client: Client;
  readonly found: readonly FoundBackup[];
  readonly onDone: (restored: Restored) => void;
}) => {
  const t = useTexts();
  const [file, setFile] = useState<string | null>(found.length === 1 ? (found[0]?.file ?? null) : null);
  const [passphrase, setPassphrase] = useState('');
  const [bySheets, setBySheets] = useState(false);
  const [one, setOne] = useState('');
  const [two, setTwo] = useState('');
  const [aside, setAside] = useState(false);
  const [would, setWould] = useState<WouldReplace | null>(null);
  const [tries, setTries] = useState(0);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const shown = useShown();
  const form = useRef<HTMLFormElement>(null);
  useFirstWrong(form, tries);
  useNextStep(form, busy ? null : `${would !== null} ${refusal?.kind}`);

  const restore = async () => {
    setTries(tries + 1);
    setRefusal(null);
    const open = bySheets ? one.trim() !== '' && two.trim() !== '' : passphrase !== '';
    if (file === null || !open || (would !== null && !aside)) return;
    setBusy(true);
    const by: Input<'backup.restore'>['by'] = bySheets
      ? { kind: 'sheets', sheets: [one.slice(0, 400), two.slice(0, 400)] }
      : { kind: 'passphrase', passphrase: asBytes(passphrase) };
    const reply = await client('backup.restore', { file, by, replace: aside });
    setBusy(false);
    if (!reply.ok) return setRefusal(reply.error);
    setTries(0);
    if (reply.value.kind === 'restored') onDone(reply.value);
    else setWould(reply.value);
  };

  return (
    <>
      {busy ? <Deriving title={t.backup.restoring} help={t.backup.restoringHelp} /> : null}
      <form
        ref={form}
        className="form"
        noValidate
        hidden={busy}
        aria-label={t.backup.restore}
        onSubmit={(event) => {
          event.preventDefault();
          void restore();
        }}
      >
        {refusal === null ? null : <Failure refusal={refusal} />}
        <Radios
          legend={t.backup.which}
          value={file}
          onChange={(chosen) => {
            setWould(null);
            setAside(false);
            setFile(chosen);
          }}
          error={tries > 0 && file === null ? t.backup.errors.choose : null}
          choices={found.map((one) => ({
            code: one.file,
            label: t.backup.foundAt(`${fullDate(one.at)}, ${clockTime(one.at)}`, one.name),
            help: t.backup.holds(one.entries, one.attachments),
          }))}
        />
        {bySheets ? (
          <>
            <Sheet number={1} typed={one} onChange={setOne} tried={tries > 0} />
            <Sheet number={2} typed={two} onChange={setTwo} tried={tries > 0} />
            <Paragraph tone="soft">{t.backup.sheetsAfter}</Paragraph>
          </>
        ) : (
          <>
            <TextField
              label={t.backup.restorePassphrase}
              help={t.backup.passphraseHelp}
              type={shown.type}
              autoComplete="current-password"
              value={passphrase}
              onChange={setPassphrase}
              error={tries > 0 && passphrase === '' ? t.unlock.passphraseNeeded : null}
            />
            {shown.toggle}
          </>
        )}
        <Button
          look="subtle"
          onClick={() => {
            setTries(0);
            setBySheets(!bySheets);
          }}
        >
          {bySheets ? t.backup.byPassphrase : t.backup.bySheets}
        </Button>
        {would === null ? null : (
          <>
            <Replacing would={would} />
            <Tick label={t.backup.replace} checked={aside} onChange={setAside} />
            {tries > 0 && !aside ? <p className="field-error">{t.backup.errors.aside}</p> : null}
          </>
        )}
        <div className="form-actions">
          <Button type="submit" look="primary">
            {t.backup.restoreDo}
          </Button>
        </div>
      </form>
    </>
  );
};

const Sheet = ({
  number,
  typed,
  onChange,
  tried,
}: {
  readonly number: number;
  readonly typed: string;
  readonly onChange: (typed: string) => void;
  readonly tried: boolean;
}) => {
  const t = useTexts();
  return (
    <TextArea
      label={t.security.recoverSheet(number)}
      help={t.security.recoverHelp}
      rows={2}
      maxLength={400}
      value={typed}
      onChange={onChange}
      error={tried && typed.trim() === '' ? t.backup.errors.sheet : null}
    />
  );
};

const Replacing = ({ would: { same, newer } }: { readonly would: WouldReplace }) => {
  const t = useTexts();
  const said = !same
    ? t.backup.replaceOther
    : newer === null
      ? t.backup.replaceUnknown
      : newer.entries === 0
        ? t.backup.replaceNothing
        : t.backup.replaceSame(newer.entries, newer.dossiers);
  return (
    <Notice tone="warn" title={t.backup.replaceTitle} live>
      <p>{said}</p>
      <p>{t.backup.replaceHelp}</p>
    </Notice>
  );
};
