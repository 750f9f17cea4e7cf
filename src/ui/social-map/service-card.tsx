import { type ReactNode, useState } from 'react';
import type { MapService, Refusal } from '#host/contract.ts';
import { putOnClipboard } from '../clipboard.ts';
import { dayAndTime } from '../moment.ts';
import { Button } from '../parts/button.tsx';
import { Tick } from '../parts/choice.tsx';
import { Disclosure } from '../parts/disclosure.tsx';
import { TextField } from '../parts/field.tsx';
import { Heading } from '../parts/heading.tsx';
import { Failure } from '../parts/notice.tsx';
import { newIntent, useSession } from '../session.tsx';
import { useTexts } from '../words.ts';

/** One service: its number first, how sure that is, and the rest one step away. */
export const ServiceCard = ({
  service,
  chosen,
  choose,
  change,
  changed,
  say,
}: {
  readonly service: MapService;
  readonly chosen: boolean;
  readonly choose: (on: boolean) => void;
  readonly change: () => void;
  readonly changed: (words: string) => Promise<void>;
  readonly say: (words: string) => void;
}) => {
  const t = useTexts();
  const { name, phone, local } = service;
  const copy = async () => say((await putOnClipboard(phone ?? '')) ? t.socialMap.copied : t.socialMap.notCopied);
  const open = service.openNow === 'onbekend' && service.hours !== null ? null : t.outcome.openNow[service.openNow];
  return (
    <article className="card map-card" aria-label={name}>
      <div className="map-card-head">
        <div>
          <Heading level={3}>{name}</Heading>
          {service.kind === null ? null : <p className="row-meta">{service.kind}</p>}
        </div>
        <p className="map-tags">
          {service.confirmed || (phone === null && local === null) ? null : (
            <span className="map-tag">{t.socialMap.unconfirmed}</span>
          )}
          {service.stale ? <span className="map-tag map-tag-stale">{t.socialMap.staleTag}</span> : null}
        </p>
      </div>
      <div className="map-call">
        {phone === null ? (
          <p className="service-none">{t.socialMap.noNumber}</p>
        ) : (
          <>
            <p className="service-phone">{phone}</p>
            <Button look="subtle" name={t.socialMap.copyOf(name)} onClick={() => void copy()}>
              {t.socialMap.copy}
            </Button>
          </>
        )}
        <p className="row-meta">{[service.hours, open].filter(Boolean).join(' · ')}</p>
      </div>
      {service.note === null ? null : <p>{service.note}</p>}
      <p className="row-meta">{service.checked}</p>
      <Disclosure
        summary={
          <>
            {t.socialMap.more}
            <span className="unseen">: {name}</span>
          </>
        }
      >
        <dl className="facts map-facts">
          <Fact label={t.socialMap.facts.audience}>{service.audience.join('; ') || null}</Fact>
          <Fact label={t.socialMap.facts.needs}>{service.needs.join('; ') || null}</Fact>
          <Fact label={t.socialMap.facts.ages}>{service.ages}</Fact>
          <Fact label={t.socialMap.facts.region}>{service.region}</Fact>
          <Fact label={t.socialMap.facts.waiting}>{service.waiting}</Fact>
          {service.url === null ? null : <Fact label={t.socialMap.facts.site}>{service.url}</Fact>}
          {service.source === null ? null : <Fact label={t.socialMap.facts.source}>{service.source}</Fact>}
        </dl>
        {service.url === null ? null : <p className="field-help">{t.socialMap.siteHelp}</p>}
        {local === null || local.history.length === 0 ? null : (
          <>
            <p className="field-label">{t.socialMap.history(local.history.length)}</p>
            <ul className="bullets">
              {local.history.map((one) => (
                <li key={one.at}>
                  {one.name}: {t.socialMap.historyLine(one.phone ?? t.socialMap.noNumber, dayAndTime(one.at))}
                  {one.reason === null ? null : `. ${one.reason}`}
                </li>
              ))}
            </ul>
          </>
        )}
      </Disclosure>
      <div className="map-foot">
        <Tick
          label={
            <>
              {t.socialMap.onList}
              <span className="unseen">: {name}</span>
            </>
          }
          checked={chosen}
          onChange={choose}
        />
        {local === null ? null : <LocalActions service={service} change={change} changed={changed} />}
      </div>
    </article>
  );
};

const Fact = ({ label, children }: { readonly label: string; readonly children: ReactNode }) => {
  const t = useTexts();
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children ?? <span className="tone-soft">{t.socialMap.unknown}</span>}</dd>
    </div>
  );
};

/** What the team does to a service of its own. */
const LocalActions = ({
  service,
  change,
  changed,
}: {
  readonly service: MapService;
  readonly change: () => void;
  readonly changed: (words: string) => Promise<void>;
}) => {
  const t = useTexts();
  const { write } = useSession();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  /** Null while nobody wants to take it away. */
  const [reason, setReason] = useState<string | null>(null);
  const [tried, setTried] = useState(false);
  const { id, name } = service;

  const check = async () => {
    setBusy(true);
    const reply = await write('socialMap.check', { id, intent: newIntent() });
    setBusy(false);
    if (!reply.ok) return setRefusal(reply.error);
    await changed(t.socialMap.checkedNow(name));
  };
  const withdraw = async () => {
    setTried(true);
    if (reason === null || reason.trim().length < 3) return;
    setBusy(true);
    const reply = await write('socialMap.withdraw', { id, reason, intent: newIntent() });
    setBusy(false);
    if (!reply.ok) return setRefusal(reply.error);
    await changed(t.socialMap.withdrawnNow(name));
  };

  return (
    <>
      {refusal === null ? null : <Failure refusal={refusal} />}
      {reason === null ? (
        <div className="form-actions">
          <Button busy={busy} name={t.socialMap.checkTodayOf(name)} onClick={() => void check()}>
            {t.socialMap.checkToday}
          </Button>
          <Button look="subtle" name={t.socialMap.changeOf(name)} onClick={change}>
            {t.socialMap.change}
          </Button>
          <Button look="subtle" name={t.socialMap.withdrawOf(name)} onClick={() => setReason('')}>
            {t.socialMap.withdraw}
          </Button>
        </div>
      ) : (
        <form
          className="form map-withdraw"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            if (!busy) void withdraw();
          }}
        >
          <TextField
            label={t.socialMap.withdrawWhy}
            help={t.socialMap.withdrawHelp}
            value={reason}
            error={tried && reason.trim().length < 3 ? t.common.required : null}
            onChange={(text) => setReason(text.slice(0, 400))}
            ref={(field) => {
              if (field !== null && document.activeElement === document.body) field.focus();
            }}
          />
          <div className="form-actions">
            <Button type="submit" look="danger" busy={busy} name={t.socialMap.withdrawOf(name)}>
              {t.socialMap.withdraw}
            </Button>
            <Button look="subtle" onClick={() => setReason(null)}>
              {t.common.cancel}
            </Button>
          </div>
        </form>
      )}
    </>
  );
};
