import { useEffect, useRef, useState } from 'react';
import type { Refusal } from '#host/contract.ts';
import type { ReferralDraft } from '#host/views.ts';
import { Service } from '../assessment/outcome-referrals.tsx';
import { Button } from '../parts/button.tsx';
import { Radios, Tick } from '../parts/choice.tsx';
import { TextArea } from '../parts/field.tsx';
import { Heading } from '../parts/heading.tsx';
import { Failure, Notice } from '../parts/notice.tsx';
import { Paragraph } from '../parts/paragraph.tsx';
import { SenderForm } from '../settings/sender.tsx';
import { useTexts } from '../words.ts';
import type { LetterChoices } from './letter.tsx';
import { Part, type PartId } from './part.tsx';
import { PersonPart } from './person.tsx';
import { ProviderLines } from './providers.tsx';
import { Topics } from './topics.tsx';

const informedAnswers = ['ja', 'later', 'nee'] as const;

/** Everything the professional decides about a letter, in the order in which it is asked. */
export const Choices = ({
  draft,
  put,
  choices,
  setChoices,
  busy,
  refusal,
  onPreview,
}: {
  readonly draft: ReferralDraft;
  readonly put: (draft: ReferralDraft) => void;
  readonly choices: LetterChoices;
  readonly setChoices: (choices: LetterChoices) => void;
  readonly busy: boolean;
  readonly refusal: Refusal | null;
  readonly onPreview: () => void;
}) => {
  const t = useTexts();
  const [tried, setTried] = useState(false);
  const problems = useRef<HTMLDivElement>(null);
  const change = (part: Partial<LetterChoices>) => setChoices({ ...choices, ...part });

  const missing: readonly { readonly part: PartId; readonly label: string }[] = [
    ...(draft.sender === null ? [{ part: 'sender' as const, label: t.letter.sender }] : []),
    ...(draft.grounds.length > 0 && choices.ground === null
      ? [{ part: 'ground' as const, label: t.letter.ground }]
      : []),
    ...(choices.ground !== null && choices.groundNote.trim() === ''
      ? [{ part: 'ground' as const, label: t.letter.groundNote }]
      : []),
    ...(!draft.anonymous && choices.informed === null
      ? [{ part: 'informed' as const, label: t.letter.informed[draft.subject] }]
      : []),
    ...((choices.informed === 'nee' || choices.informed === 'later') && choices.informedNote.trim() === ''
      ? [{ part: 'informed' as const, label: t.letter.informedNote }]
      : []),
    ...(!draft.anonymous && draft.named && choices.person === null
      ? [{ part: 'person' as const, label: t.letter.person }]
      : []),
    ...(choices.added.some((one) => one.reason.trim().length < 3)
      ? [{ part: 'left-out' as const, label: t.letter.addReason }]
      : []),
    ...draft.fields
      .filter((field) => field.required && (choices.fields[field.id] ?? '').trim() === '')
      .map((field) => ({ part: 'fields' as const, label: field.label })),
  ];

  const failed = refusal !== null || (tried && missing.length > 0);
  useEffect(() => {
    if (failed) problems.current?.focus();
  }, [failed]);

  // What was filled in leaves the screen; the focus goes on to what is asked next.
  const had = useRef({ sender: draft.sender !== null, people: draft.people.length });
  useEffect(() => {
    const before = had.current;
    had.current = { sender: draft.sender !== null, people: draft.people.length };
    if (had.current.people > before.people) focusPart('person');
    else if (had.current.sender && !before.sender) focusPart(draft.grounds.length > 0 ? 'ground' : 'shared');
  }, [draft]);

  const ground = draft.grounds.find((one) => one.id === choices.ground);
  const need = (empty: boolean) => (tried && empty ? t.common.required : null);

  return (
    <div className="form">
      {draft.services.length === 0 && draft.providers.length === 0 ? null : (
        <section className="card letter-call">
          <Paragraph>{t.letter.callFirst}</Paragraph>
          {draft.services.map((service) => (
            <Service key={service.id} service={service} />
          ))}
          {draft.providers.length === 0 ? null : (
            <>
              <Heading level={2} look={4}>
                {t.letter.providers}
              </Heading>
              <ProviderLines providers={draft.providers} />
            </>
          )}
        </section>
      )}

      {draft.sender === null ? (
        <Part id="sender" title={t.letter.sender} help={t.letter.senderOnce}>
          <SenderForm sender={null} onSaved={(sender) => put({ ...draft, sender })} />
        </Part>
      ) : null}

      <form
        className="form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (!busy && missing.length === 0) onPreview();
          else problems.current?.focus();
        }}
      >
        {draft.grounds.length === 0 ? null : (
          <Part id="ground" title={t.letter.ground}>
            <Radios
              legend={t.letter.ground}
              hideLegend
              choices={draft.grounds.map((ground) => ({
                code: ground.id,
                label: ground.label,
                help: (
                  <>
                    {ground.needs} <span className="source">{ground.source}</span>
                  </>
                ),
              }))}
              value={choices.ground}
              onChange={(ground) => change({ ground })}
              error={need(choices.ground === null)}
            />
            {ground === undefined ? null : (
              <TextArea
                label={t.letter.groundNote}
                help={ground.needs}
                rows={2}
                maxLength={2000}
                value={choices.groundNote}
                onChange={(groundNote) => change({ groundNote })}
                error={need(choices.groundNote.trim() === '')}
              />
            )}
          </Part>
        )}

        {draft.anonymous ? (
          <Paragraph tone="soft">{t.letter.anonymous}</Paragraph>
        ) : (
          <>
            <Part id="informed" title={t.letter.informed[draft.subject]}>
              <Radios
                legend={t.letter.informed[draft.subject]}
                hideLegend
                choices={informedAnswers.map((code) => ({ code, label: t.letter.informedOptions[code] }))}
                value={choices.informed}
                onChange={(code) => change({ informed: informedAnswers.find((one) => one === code) ?? null })}
                error={need(choices.informed === null)}
              />
              {choices.informed === null ? null : (
                <TextArea
                  label={choices.informed === 'ja' ? t.letter.informedNoteYes : t.letter.informedNote}
                  optional={choices.informed === 'ja'}
                  rows={2}
                  maxLength={2000}
                  value={choices.informedNote}
                  onChange={(informedNote) => change({ informedNote })}
                  error={need(choices.informed !== 'ja' && choices.informedNote.trim() === '')}
                />
              )}
            </Part>
            {draft.named ? <PersonPart draft={draft} put={put} choices={choices} change={change} /> : null}
          </>
        )}

        <Topics draft={draft} choices={choices} change={change} tried={tried} />

        {draft.secrets.length === 0 ? null : (
          <Part id="secrets" title={t.letter.secretsTitle} help={t.letter.secretsHelp}>
            <ul className="bullets">
              {draft.secrets.map((secret) => (
                <li key={secret}>{secret}</li>
              ))}
            </ul>
            <Tick
              label={t.letter.secrets}
              checked={choices.secretsAllowed}
              onChange={(secretsAllowed) => change({ secretsAllowed })}
            />
          </Part>
        )}

        {draft.fields.length === 0 ? null : (
          <Part id="fields" title={t.letter.fields}>
            {draft.fields.map((field) => {
              const value = choices.fields[field.id] ?? '';
              const set = (next: string) => change({ fields: { ...choices.fields, [field.id]: next } });
              return field.options === null ? (
                <TextArea
                  key={field.id}
                  label={field.label}
                  optional={!field.required}
                  rows={2}
                  maxLength={2000}
                  value={value}
                  onChange={set}
                  error={need(field.required && value.trim() === '')}
                />
              ) : (
                <Radios
                  key={field.id}
                  legend={field.label}
                  choices={field.options}
                  value={value === '' ? null : value}
                  onChange={set}
                  error={need(field.required && value === '')}
                />
              );
            })}
          </Part>
        )}

        {draft.anonymous ? null : (
          <Part id="message" title={t.letter.messageTitle}>
            <TextArea
              label={t.letter.message}
              help={t.letter.messageHelp}
              optional
              maxLength={4000}
              value={choices.message}
              onChange={(message) => change({ message })}
            />
          </Part>
        )}

        <Tick
          label={t.loop.slip}
          help={t.loop.slipHelp}
          checked={choices.slip === true}
          onChange={(slip) => change({ slip })}
        />

        <div ref={problems} tabIndex={-1} className="problems">
          {tried && missing.length > 0 ? (
            <Notice tone="warn" title={t.letter.missing}>
              <ul className="bullets">
                {missing.map(({ part, label }) => (
                  <li key={label}>
                    <button type="button" className="missing-item" onClick={() => focusPart(part)}>
                      {label}
                    </button>
                  </li>
                ))}
              </ul>
            </Notice>
          ) : null}
          {refusal === null ? null : (
            <>
              <Failure refusal={refusal} />
              {refusal.kind === 'choices-needed' && refusal.at !== undefined ? (
                <Button onClick={() => focusPart(partOf(refusal.at ?? ''))}>{t.letter.toMissing}</Button>
              ) : null}
            </>
          )}
        </div>
        <div className="form-actions letter-actions">
          <Button type="submit" look="primary" busy={busy}>
            {busy ? t.letter.making : t.letter.preview}
          </Button>
        </div>
      </form>
    </div>
  );
};

/** The part of the screen where a choice that the host misses is made. */
const partOf = (field: string): PartId => {
  const parts: Readonly<Record<string, PartId>> = {
    ground: 'ground',
    groundNote: 'ground',
    informed: 'informed',
    informedNote: 'informed',
    person: 'person',
    leftOut: 'shared',
    added: 'left-out',
    message: 'message',
  };
  return parts[field] ?? 'fields';
};

/** To the first control of a part that still misses something, else to its first control. */
const focusPart = (part: PartId): void => {
  const place = document.getElementById(`letter-${part}`);
  const wrong = place?.querySelector<HTMLElement>('.field-wrong :is(input, textarea)');
  (wrong ?? place?.querySelector<HTMLElement>('input, textarea'))?.focus();
};
