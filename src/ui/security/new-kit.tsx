import { useEffect, useRef, useState } from 'react';
import type { KeysView, KitView, Refusal } from '#host/contract.ts';
import { fullDate } from '../moment.ts';
import { Button } from '../parts/button.tsx';
import { TextField } from '../parts/field.tsx';
import { Heading } from '../parts/heading.tsx';
import { Failure, Notice } from '../parts/notice.tsx';
import { Paragraph } from '../parts/paragraph.tsx';
import { useSession } from '../session.tsx';
import { useTexts } from '../words.ts';

/**
 * The sheets, this once. They go from here to paper: the print style leaves only them on the page, one on each. They are in
 * no draft, so a lock takes them from the screen.
 */
export const NewKit = ({
  kit,
  confirmed,
  leave,
}: {
  readonly kit: KitView;
  readonly confirmed: (view: KeysView) => void;
  readonly leave: () => void;
}) => {
  const t = useTexts();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <>
      <Heading level={3} focusable ref={heading}>
        {t.security.kitTitle}
      </Heading>
      <Paragraph>{t.security.kitIntro}</Paragraph>
      <div className="sheets">
        {kit.sheets.map((groups, index) => (
          <Sheet key={groups.join('')} kit={kit} groups={groups} number={index + 1} />
        ))}
      </div>
      <Notice tone="warn" title={t.security.kitWarn}>
        <p>{t.security.kitWarnHelp}</p>
      </Notice>
      <div className="form-actions">
        <Button look="primary" onClick={() => window.print()}>
          {t.security.kitPrint}
        </Button>
      </div>
      <Confirm kit={kit} confirmed={confirmed} leave={leave} />
    </>
  );
};

const Sheet = ({
  kit,
  groups,
  number,
}: {
  readonly kit: KitView;
  readonly groups: readonly string[];
  readonly number: number;
}) => {
  const t = useTexts();
  return (
    <article className="sheet" aria-label={t.security.sheet(number)}>
      <Heading level={4}>{t.security.sheet(number)}</Heading>
      <p className="sheet-of">
        {t.security.sheetVault}: {kit.vault} · {t.security.sheetSet} {kit.generation} · {t.security.sheetMade}{' '}
        {fullDate(kit.made)}
      </p>
      <ol className="sheet-groups" aria-label={t.security.sheetGroups}>
        {groups.map((group, index) => (
          <li key={group}>
            <span className="sheet-number">{index + 1}</span> <span className="sheet-group">{group}</span>
          </li>
        ))}
      </ol>
      <ul className="sheet-use">
        {t.security.sheetUse.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </article>
  );
};

const Confirm = ({
  kit,
  confirmed,
  leave,
}: {
  readonly kit: KitView;
  readonly confirmed: (view: KeysView) => void;
  readonly leave: () => void;
}) => {
  const t = useTexts();
  const { ask } = useSession();
  const [typed, setTyped] = useState<readonly string[]>(kit.asked.map(() => ''));
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const confirm = async () => {
    setBusy(true);
    setRefusal(null);
    const reply = await ask('keys.confirmKit', { groups: [...typed] });
    setBusy(false);
    if (reply.ok) confirmed(reply.value);
    else setRefusal(reply.error);
  };
  return (
    <form
      className="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) void confirm();
      }}
    >
      <Heading level={3}>{t.security.confirm}</Heading>
      <Paragraph tone="soft">{t.security.confirmHelp}</Paragraph>
      {refusal === null ? null : <Failure refusal={refusal} />}
      <div className="pair">
        {kit.asked.map((group, index) => (
          <TextField
            key={t.security.confirmGroup(index + 1, group)}
            label={t.security.confirmGroup(index + 1, group)}
            narrow
            value={typed[index] ?? ''}
            onChange={(text) => setTyped(typed.map((before, at) => (at === index ? text.slice(0, 12) : before)))}
          />
        ))}
      </div>
      <div className="form-actions">
        <Button type="submit" look="primary" busy={busy}>
          {t.security.confirmDo}
        </Button>
        <Button look="subtle" onClick={leave}>
          {t.security.confirmLater}
        </Button>
      </div>
    </form>
  );
};
