import { useState } from 'react';
import type { Refusal } from '#host/contract.ts';
import { Button } from '../parts/button.tsx';
import { TextField } from '../parts/field.tsx';
import { Heading } from '../parts/heading.tsx';
import { Failure, Notice } from '../parts/notice.tsx';
import { Paragraph } from '../parts/paragraph.tsx';
import { newIntent, useRead, useSession } from '../session.tsx';
import { useTexts } from '../words.ts';
import type { View } from './case.tsx';

/** The letter to the board, and the papers for oneself: each is saved only where one says. */
export const Papers = ({ view }: { readonly view: View }) => {
  const t = useTexts();
  const { go, write } = useSession();
  const { dossier, assessment, letter } = view;
  const [places] = useRead('referral.places', {});
  const [folder, setFolder] = useState<string | null>(null);
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [saved, setSaved] = useState<string | null>(null);
  const chosen = folder ?? (places.kind === 'here' ? (places.value[0] ?? '') : '');

  const save = async (paper: string) => {
    setTried(true);
    setSaved(null);
    setRefusal(null);
    if (chosen.trim() === '' || busy !== null) return;
    setBusy(paper);
    const reply = await write('school.paper', {
      dossier,
      assessment,
      paper,
      folder: chosen.trim(),
      intent: newIntent(),
    });
    setBusy(null);
    if (!reply.ok) return setRefusal(reply.error);
    setSaved(reply.value.path);
  };
  const papers = [
    { id: 'verslag', title: t.school.report, help: t.school.reportHelp },
    ...view.scripts.map(({ id, title }) => ({ id, title, help: t.school.scriptHelp })),
  ];
  return (
    <section className="card school-papers" aria-labelledby="school-papers">
      <Heading level={2} look={3} id="school-papers" focusable>
        {t.school.papers}
      </Heading>
      <Paragraph tone="soft">{t.school.papersHelp}</Paragraph>
      {letter === null ? null : (
        <div className="school-paper">
          <div>
            <p className="line-title">{t.school.letter}</p>
            <p className="row-meta">{t.school.letterHelp}</p>
          </div>
          <Button
            look="primary"
            icon="letter"
            onClick={() => go({ kind: 'letter', dossier, assessment, code: letter })}
          >
            {t.school.letterGo}
          </Button>
        </div>
      )}
      {papers.map(({ id, title, help }) => (
        <div key={id} className="school-paper">
          <div>
            <p className="line-title">{title}</p>
            <p className="row-meta">{help}</p>
          </div>
          <Button busy={busy === id} name={t.school.saveNamed(title)} onClick={() => void save(id)}>
            {t.school.save}
          </Button>
        </div>
      ))}
      <TextField
        label={t.letter.folder}
        help={t.letter.folderHelp}
        value={chosen}
        onChange={setFolder}
        error={tried && chosen.trim() === '' ? t.letter.folderNeeded : null}
      />
      {refusal === null ? null : <Failure refusal={refusal} />}
      <div role="status">
        {saved === null ? null : (
          <Notice tone="info" title={t.school.saved(saved)}>
            <p>{t.school.savedHelp}</p>
          </Notice>
        )}
      </div>
    </section>
  );
};
