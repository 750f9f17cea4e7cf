import { useRef, useState } from 'react';
import type { AuditFilter, Output, Refusal } from '#host/contract.ts';
import { DamageList } from '../check/damage.tsx';
import { useFirstWrong } from '../parts/arrive.ts';
import { Button } from '../parts/button.tsx';
import { Radios } from '../parts/choice.tsx';
import { TextField } from '../parts/field.tsx';
import { Heading } from '../parts/heading.tsx';
import { Failure, Notice } from '../parts/notice.tsx';
import { Paragraph } from '../parts/paragraph.tsx';
import { useRead, useSession } from '../session.tsx';
import { useTexts } from '../words.ts';

/** What is chosen now, as a file for whoever oversees it. It leaves the vault, and the screen says so first. */
export const SaveAudit = ({ filter }: { readonly filter: AuditFilter }) => {
  const t = useTexts();
  const { ask } = useSession();
  const [places] = useRead('referral.places', {});
  const [format, setFormat] = useState<'csv' | 'json'>('csv');
  const [folder, setFolder] = useState<string | null>(null);
  const [tries, setTries] = useState(0);
  const form = useRef<HTMLFormElement>(null);
  useFirstWrong(form, tries);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [done, setDone] = useState<Output<'audit.export'> | null>(null);
  const chosen = folder ?? (places.kind === 'here' ? places.value[0] : undefined) ?? '';

  const save = async () => {
    setTries(tries + 1);
    if (chosen.trim() === '') return;
    setBusy(true);
    setRefusal(null);
    setDone(null);
    const reply = await ask('audit.export', { format, filter, folder: chosen.trim() });
    setBusy(false);
    if (reply.ok) setDone(reply.value);
    else setRefusal(reply.error);
  };

  return (
    <form
      ref={form}
      className="card stack"
      noValidate
      aria-labelledby="audit-save"
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) void save();
      }}
    >
      <Heading level={2} look={3} id="audit-save">
        {t.audit.saveTitle}
      </Heading>
      <Paragraph tone="soft">{t.audit.saveHelp}</Paragraph>
      <Notice tone="warn" title={t.audit.saveWarn}>
        <p>{t.audit.saveWarnHelp}</p>
      </Notice>
      <Radios
        legend={t.audit.format}
        choices={[
          { code: 'csv', label: t.audit.formats.csv },
          { code: 'json', label: t.audit.formats.json },
        ]}
        value={format}
        onChange={(code) => setFormat(code === 'json' ? 'json' : 'csv')}
      />
      <TextField
        label={t.audit.folder}
        help={t.audit.folderHelp}
        value={chosen}
        onChange={setFolder}
        error={tries > 0 && chosen.trim() === '' ? t.audit.folderNeeded : null}
      />
      {refusal === null ? null : <Failure refusal={refusal} />}
      <div className="form-actions">
        <Button type="submit" busy={busy}>
          {t.audit.save}
        </Button>
      </div>
      {done === null ? null : (
        <Notice tone="good" title={t.audit.saved(done.lines)} live>
          <p className="path">{done.path}</p>
          <p>{t.audit.chain}</p>
          <p className="path">{done.chain}</p>
        </Notice>
      )}
      {done === null || done.damage.length === 0 ? null : (
        <Notice tone="danger" title={t.audit.damage}>
          <p>{t.audit.damageHelp}</p>
          <DamageList damage={done.damage} here />
        </Notice>
      )}
    </form>
  );
};
