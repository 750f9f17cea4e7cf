import { useEffect, useRef, useState } from 'react';
import type { MapService, Refusal, SocialMapView } from '#host/contract.ts';
import { Municipality } from '../assessment/municipality.tsx';
import { useFirstWrong } from '../parts/arrive.ts';
import { Button } from '../parts/button.tsx';
import { Tick } from '../parts/choice.tsx';
import { TextField } from '../parts/field.tsx';
import { Heading } from '../parts/heading.tsx';
import { Failure } from '../parts/notice.tsx';
import { newIntent, useDraft, useSession } from '../session.tsx';
import { isPhone } from '../settings/sender.tsx';
import { useTexts } from '../words.ts';
import { ageOf } from './filters.tsx';

type Service = NonNullable<MapService['local']>['service'];

const draftOf = (service: Service | null) => ({
  name: service?.name ?? '',
  phone: service?.phone ?? '',
  hours: service?.hours ?? '',
  forWhom: service?.forWhom ?? '',
  expertise: service?.expertise ?? '',
  waiting: service?.waiting ?? '',
  note: service?.note ?? '',
  audience: service?.audience ?? [],
  needs: service?.needs ?? [],
  ageFrom: service?.ageFrom?.toString() ?? '',
  ageUntil: service?.ageUntil?.toString() ?? '',
  municipalities: service?.municipalities ?? [],
  checkedToday: false,
  reason: '',
  intent: newIntent(),
});

const without = <T,>(all: readonly T[], one: T): T[] => all.filter((other) => other !== one);

/** A service of the own region, new or changed. Only a name is needed: what is not known stays empty. */
export const ServiceForm = ({
  view,
  of,
  close,
  saved,
}: {
  readonly view: SocialMapView;
  readonly of: MapService | null;
  readonly close: () => void;
  readonly saved: (name: string) => void;
}) => {
  const t = useTexts();
  const { write } = useSession();
  const [draft, setDraft, drop] = useDraft(`service ${of?.id ?? ''}`, draftOf(of?.local?.service ?? null));
  const [tries, setTries] = useState(0);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [placed, setPlaced] = useState(0);
  const form = useRef<HTMLFormElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useFirstWrong(form, tries);
  // The button that opened it is gone.
  useEffect(() => heading.current?.focus(), []);

  const name = draft.name.trim();
  const phone = draft.phone.trim();
  const [from, until] = [ageOf(draft.ageFrom), ageOf(draft.ageUntil)];
  const wrong = {
    name: name.length < 2,
    phone: phone !== '' && !isPhone(phone),
    ages: from === undefined || until === undefined || (from !== null && until !== null && from > until),
  };
  const set = (change: Partial<typeof draft>) => setDraft({ ...draft, ...change });
  const leave = () => {
    drop();
    close();
  };

  const save = async () => {
    setTries(tries + 1);
    if (wrong.name || wrong.phone || wrong.ages || from === undefined || until === undefined) return;
    setBusy(true);
    setRefusal(null);
    const { hours, forWhom, expertise, waiting, note, audience, needs, municipalities, checkedToday, intent } = draft;
    const service = {
      ...{ name, phone: phone === '' ? null : phone, hours, forWhom, expertise, waiting, note },
      ...{ audience, needs, municipalities, ageFrom: from, ageUntil: until },
    };
    const reply =
      of === null
        ? await write('socialMap.add', { service, checkedToday, intent })
        : await write('socialMap.change', {
            ...{ id: of.id, service, checkedToday, intent },
            reason: draft.reason.trim() === '' ? null : draft.reason,
          });
    setBusy(false);
    if (!reply.ok) return setRefusal(reply.error);
    drop();
    saved(name);
  };

  return (
    <form
      ref={form}
      className="card form"
      noValidate
      aria-labelledby="map-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) void save();
      }}
    >
      <Heading level={3} id="map-form" focusable ref={heading}>
        {of === null ? t.socialMap.addTitle : t.socialMap.changeTitle(of.name)}
      </Heading>
      {refusal === null ? null : <Failure refusal={refusal} />}
      <div className="pair">
        <TextField
          label={t.socialMap.name}
          value={draft.name}
          error={tries > 0 && wrong.name ? t.socialMap.nameShort : null}
          onChange={(text) => set({ name: text.slice(0, 160) })}
        />
        <TextField
          label={t.socialMap.phone}
          type="tel"
          optional
          value={draft.phone}
          error={tries > 0 && wrong.phone ? t.socialMap.phoneWrong : null}
          onChange={(text) => set({ phone: text.slice(0, 20) })}
        />
      </div>
      <Tick
        label={t.socialMap.checkedToday}
        checked={draft.checkedToday}
        onChange={(checkedToday) => set({ checkedToday })}
      />
      <div className="pair">
        <TextField
          label={t.socialMap.hours}
          help={t.socialMap.hoursHelp}
          optional
          value={draft.hours}
          onChange={(text) => set({ hours: text.slice(0, 120) })}
        />
        <TextField
          label={t.socialMap.waiting}
          help={t.socialMap.waitingHelp}
          optional
          value={draft.waiting}
          onChange={(text) => set({ waiting: text.slice(0, 120) })}
        />
      </div>
      <fieldset className="pills">
        <legend className="field-label">{t.socialMap.audience}</legend>
        {view.choices.audiences.map(({ code, label }) => (
          <button
            key={code}
            type="button"
            className="pill"
            aria-pressed={draft.audience.includes(code)}
            onClick={() =>
              set({
                audience: draft.audience.includes(code) ? without(draft.audience, code) : [...draft.audience, code],
              })
            }
          >
            {label}
          </button>
        ))}
      </fieldset>
      <fieldset className="pills">
        <legend className="field-label">{t.socialMap.needs}</legend>
        {view.choices.needs.map(({ code, label }) => (
          <button
            key={code}
            type="button"
            className="pill"
            aria-pressed={draft.needs.includes(code)}
            onClick={() =>
              set({ needs: draft.needs.includes(code) ? without(draft.needs, code) : [...draft.needs, code] })
            }
          >
            {label}
          </button>
        ))}
      </fieldset>
      <div className="pair">
        <TextField
          label={t.socialMap.forWhom}
          optional
          value={draft.forWhom}
          onChange={(text) => set({ forWhom: text.slice(0, 200) })}
        />
        <TextField
          label={t.socialMap.expertise}
          optional
          value={draft.expertise}
          onChange={(text) => set({ expertise: text.slice(0, 200) })}
        />
      </div>
      <div className="pair">
        <TextField
          label={t.socialMap.ageFrom}
          optional
          narrow
          inputMode="numeric"
          value={draft.ageFrom}
          error={tries > 0 && wrong.ages ? t.socialMap.agesWrong : null}
          onChange={(ageFrom) => set({ ageFrom })}
        />
        <TextField
          label={t.socialMap.ageUntil}
          optional
          narrow
          inputMode="numeric"
          value={draft.ageUntil}
          onChange={(ageUntil) => set({ ageUntil })}
        />
      </div>
      <fieldset className="stack map-places">
        <legend className="field-label">{t.socialMap.places}</legend>
        <Municipality
          key={placed}
          options={view.choices.municipalities.filter(({ code }) => !draft.municipalities.includes(code))}
          value={null}
          onChange={(code) => {
            if (code === null) return;
            set({ municipalities: [...draft.municipalities, code] });
            setPlaced(placed + 1);
          }}
        />
        {draft.municipalities.length === 0 ? null : (
          <div className="pills">
            {view.choices.municipalities
              .filter(({ code }) => draft.municipalities.includes(code))
              .map(({ code, name: place }) => (
                <button
                  key={code}
                  type="button"
                  className="pill"
                  aria-label={t.socialMap.removePlace(place)}
                  onClick={() => set({ municipalities: without(draft.municipalities, code) })}
                >
                  {place} ×
                </button>
              ))}
          </div>
        )}
      </fieldset>
      <TextField
        label={t.socialMap.note}
        help={t.socialMap.noteHelp}
        optional
        value={draft.note}
        onChange={(text) => set({ note: text.slice(0, 400) })}
      />
      {of === null ? null : (
        <TextField
          label={t.socialMap.reason}
          help={t.socialMap.reasonHelp}
          optional
          value={draft.reason}
          onChange={(text) => set({ reason: text.slice(0, 400) })}
        />
      )}
      <div className="form-actions">
        <Button type="submit" look="primary" busy={busy}>
          {t.common.save}
        </Button>
        <Button look="subtle" onClick={leave}>
          {t.common.cancel}
        </Button>
      </div>
    </form>
  );
};
