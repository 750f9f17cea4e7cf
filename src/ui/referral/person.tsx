import { useState } from 'react';
import type { Refusal } from '#host/contract.ts';
import type { ReferralDraft } from '#host/views.ts';
import { Button } from '../parts/button.tsx';
import { Radios, Tick } from '../parts/choice.tsx';
import { TextField } from '../parts/field.tsx';
import { Failure } from '../parts/notice.tsx';
import { newIntent, useDraft, useSession } from '../session.tsx';
import { useTexts } from '../words.ts';
import type { LetterChoices } from './letter.tsx';
import { Part } from './part.tsx';

/** Whom the letter is about. With nobody in the dossier yet, that person can be added right here. */
export const PersonPart = ({
  draft,
  put,
  choices,
  change,
}: {
  readonly draft: ReferralDraft;
  readonly put: (draft: ReferralDraft) => void;
  readonly choices: LetterChoices;
  readonly change: (part: Partial<LetterChoices>) => void;
}) => {
  const t = useTexts();
  const { write } = useSession();
  const [label, setLabel, drop] = useDraft(`letter person ${choices.dossier}`, '');
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);

  const add = async () => {
    setTried(true);
    if (label.trim() === '' || busy) return;
    setBusy(true);
    setRefusal(null);
    const reply = await write('dossiers.addPerson', {
      dossier: choices.dossier,
      person: { label: label.trim(), role: 'betrokkene', birthYear: null },
      intent: newIntent(),
    });
    setBusy(false);
    if (!reply.ok) return setRefusal(reply.error);
    drop();
    put({ ...draft, people: reply.value.people });
    change({ person: reply.value.people.find((one) => one.role === 'betrokkene')?.id ?? null });
  };

  return (
    <Part id="person" title={t.letter.person}>
      {draft.people.length > 0 ? (
        <Radios
          legend={t.letter.person}
          hideLegend
          choices={draft.people.map((person) => ({
            code: person.id,
            label: person.label,
            help: t.dossier.roles[person.role],
          }))}
          value={choices.person}
          onChange={(person) => change({ person })}
        />
      ) : (
        <>
          {refusal === null ? null : <Failure refusal={refusal} />}
          <TextField
            label={t.letter.noPeople}
            help={t.dossier.personLabelHelp}
            value={label}
            onChange={(next) => setLabel(next.slice(0, 120))}
            error={tried && label.trim() === '' ? t.common.required : null}
          />
          <div className="form-actions">
            <Button busy={busy} onClick={() => void add()}>
              {t.dossier.addPerson}
            </Button>
          </div>
        </>
      )}
      <Tick
        label={t.letter.contactSafe}
        help={t.letter.contactSafeHelp}
        checked={choices.contactSafe}
        onChange={(contactSafe) => change({ contactSafe })}
      />
    </Part>
  );
};
