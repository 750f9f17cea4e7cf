import { useCallback, useEffect, useRef, useState } from 'react';
import type { AccessState, Client, Output, Refusal } from '#host/contract.ts';
import { fullDate } from '../moment.ts';
import { useFirstWrong, useNextStep } from '../parts/arrive.ts';
import { Button } from '../parts/button.tsx';
import { TextArea, TextField } from '../parts/field.tsx';
import { Heading } from '../parts/heading.tsx';
import { Failure, Notice } from '../parts/notice.tsx';
import { Paragraph } from '../parts/paragraph.tsx';
import { useTexts } from '../words.ts';
import { Deriving, Gate } from './gate.tsx';
import { Offer } from './offer.tsx';
import { asBytes, useShown } from './passphrase.tsx';
import { Strength } from './strength.tsx';

type Given = {
  readonly client: Client;
  readonly name: string;
  readonly onOpen: (state: AccessState) => void;
  readonly back: () => void;
};

/** The passphrase is lost: two of the three sheets open the vault, and a new passphrase is set. */
export const Recover = (given: Given) => {
  const t = useTexts();
  const { client, back } = given;
  const [ways, setWays] = useState<Output<'access.ways'> | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus();
    void client('access.ways', {}).then((reply) => (reply.ok ? setWays(reply.value) : setRefusal(reply.error)));
  }, [client]);
  return (
    <Gate>
      <Heading level={1} focusable ref={heading}>
        {t.security.recover}
      </Heading>
      {refusal === null ? null : <Failure refusal={refusal} />}
      {ways === null ? null : ways.kit === null ? (
        <Notice tone="warn" title={t.security.recoverNone}>
          <p>{t.security.recoverNoneHelp}</p>
        </Notice>
      ) : (
        <Sheets {...given} kit={ways.kit} />
      )}
      <div className="form-actions">
        <Button look="subtle" onClick={back}>
          {t.common.back}
        </Button>
      </div>
    </Gate>
  );
};

type Kit = NonNullable<Output<'access.ways'>['kit']>;
const Sheets = ({ client, name, onOpen, kit }: Given & { readonly kit: Kit }) => {
  const t = useTexts();
  const [one, setOne] = useState('');
  const [two, setTwo] = useState('');
  const [passphrase, setPassphrase] = useState('');
  const [repeat, setRepeat] = useState('');
  const [tries, setTries] = useState(0);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const shown = useShown();
  const form = useRef<HTMLFormElement>(null);
  useFirstWrong(form, tries);
  useNextStep(form, busy ? null : `${refusal?.kind}`);
  /** Which sheet each of the two is, as far as that is known. */
  const [numbers, setNumbers] = useState<{ readonly one: number | null; readonly two: number | null }>({
    one: null,
    two: null,
  });
  const onOne = useCallback((found: number | null) => setNumbers(({ two }) => ({ one: found, two })), []);
  const onTwo = useCallback((found: number | null) => setNumbers(({ one }) => ({ one, two: found })), []);
  const twice = numbers.two !== null && numbers.one === numbers.two;
  const differ = passphrase !== repeat ? t.unlock.differ : null;

  const open = async () => {
    setTries(tries + 1);
    setRefusal(null);
    if (passphrase === '' || differ !== null || one.trim() === '' || two.trim() === '' || twice) return;
    setBusy(true);
    const reply = await client('access.recover', { sheets: [one, two], passphrase: asBytes(passphrase) });
    setBusy(false);
    if (reply.ok) onOpen(reply.value);
    else setRefusal(reply.error);
  };

  return (
    <>
      {busy ? <Deriving title={t.security.recoverBusy} help={t.unlock.openingHelp} /> : null}
      <form
        className="form"
        noValidate
        ref={form}
        hidden={busy}
        onSubmit={(event) => {
          event.preventDefault();
          void open();
        }}
      >
        <Paragraph>{t.security.recoverIntro(kit.generation, fullDate(kit.made))}</Paragraph>
        {refusal === null ? null : <Failure refusal={refusal} />}
        <Sheet
          client={client}
          number={1}
          typed={one}
          onChange={setOne}
          found={numbers.one}
          onFound={onOne}
          tried={tries > 0}
        />
        <Sheet
          client={client}
          number={2}
          typed={two}
          onChange={setTwo}
          found={numbers.two}
          onFound={onTwo}
          twice={twice}
          tried={tries > 0}
        />
        <TextField
          label={t.security.after}
          type={shown.type}
          autoComplete="new-password"
          value={passphrase}
          onChange={setPassphrase}
          error={tries > 0 && passphrase === '' ? t.unlock.passphraseNeeded : null}
        />
        <Strength client={client} passphrase={passphrase} name={name} />
        <Offer client={client} take={setPassphrase} show={shown.show} />
        <TextField
          label={t.security.repeat}
          type={shown.type}
          autoComplete="new-password"
          value={repeat}
          onChange={setRepeat}
          error={tries > 0 ? differ : null}
        />
        {shown.toggle}
        <Paragraph tone="soft">{t.security.recoverAfter}</Paragraph>
        <div className="form-actions">
          <Button type="submit" look="primary">
            {t.security.recoverDo}
          </Button>
        </div>
      </form>
    </>
  );
};

/** Typing goes on for so long before a sheet is held against the vault. */
const PATIENCE_MS = 400;

const Sheet = ({
  client,
  number,
  typed,
  onChange,
  found,
  onFound,
  twice = false,
  tried,
}: {
  readonly client: Client;
  readonly number: number;
  readonly typed: string;
  readonly onChange: (typed: string) => void;
  /** Which of the three this is; null: not a whole one, or not looked at yet. */
  readonly found: number | null;
  readonly onFound: (found: number | null) => void;
  /** The other field holds the same one. */
  readonly twice?: boolean;
  readonly tried: boolean;
}) => {
  const t = useTexts();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  useEffect(() => {
    let current = true;
    const timer = setTimeout(async () => {
      if (typed.trim() === '') {
        onFound(null);
        return setRefusal(null);
      }
      const reply = await client('access.sheet', { sheet: typed.slice(0, 400) });
      if (!current) return;
      onFound(reply.ok ? reply.value.number : null);
      setRefusal(reply.ok ? null : reply.error);
    }, PATIENCE_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [client, typed, onFound]);
  // one that is still being typed is not wrong, except in a group that is complete
  const wrong = refusal !== null && (tried || refusal.kind !== 'share-incomplete' || refusal.expected !== undefined);
  const kind =
    refusal?.kind === 'share-incomplete' && refusal.expected !== undefined ? 'share-mistyped' : refusal?.kind;
  const { title, todo } = t.failures[kind ?? 'share-incomplete'];
  const empty = tried && typed.trim() === '';
  const said = `${title} ${todo}${refusal?.expected === undefined ? '' : ` (${refusal.expected})`}`;
  return (
    <>
      <TextArea
        label={t.security.recoverSheet(number)}
        help={t.security.recoverHelp}
        rows={2}
        maxLength={400}
        value={typed}
        onChange={onChange}
        error={twice && found !== null ? t.security.recoverTwice(found) : wrong || empty ? said : null}
      />
      <p role="status" className="strength-good">
        {found === null || twice ? '' : t.security.recoverGood(found)}
      </p>
    </>
  );
};
