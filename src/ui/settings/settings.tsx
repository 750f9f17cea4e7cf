import type { AccessState } from '#host/contract.ts';
import { DamagePanel } from '../check/damage.tsx';
import { dayAndTime } from '../moment.ts';
import { Heading } from '../parts/heading.tsx';
import { Loaded } from '../parts/loading.tsx';
import { Paragraph } from '../parts/paragraph.tsx';
import { useRead } from '../session.tsx';
import { useTexts } from '../words.ts';
import { SenderForm } from './sender.tsx';
import { Subjects } from './subjects.tsx';

type OpenVault = Extract<AccessState, { kind: 'open' }>;

export const Settings = ({ vault }: { readonly vault: OpenVault }) => {
  const t = useTexts();
  const [office, put] = useRead('office.read', {});
  const [instruments] = useRead('instruments.list', {});
  return (
    <div className="page page-middle">
      <Heading level={1}>{t.settings.title}</Heading>
      <Subjects />
      <section className="card stack" aria-labelledby="set-vault">
        <Heading level={2} look={3} id="set-vault">
          {t.settings.vault}
        </Heading>
        <dl className="facts">
          <div>
            <dt>{t.settings.vaultName}</dt>
            <dd>{vault.name}</dd>
          </div>
          <div>
            <dt>{t.settings.lock}</dt>
            <dd>{t.settings.lockMinutes(vault.lockMinutes)}</dd>
          </div>
          <div>
            <dt>{t.settings.check}</dt>
            <dd>
              <Check vault={vault} />
            </dd>
          </div>
        </dl>
      </section>
      <Loaded read={office}>
        {(value) => (
          <>
            <section className="card stack" aria-labelledby="set-sender">
              <Heading level={2} look={3} id="set-sender">
                {t.settings.sender}
              </Heading>
              <Paragraph tone="soft">{t.settings.senderHelp}</Paragraph>
              <SenderForm sender={value.sender} onSaved={(sender) => put({ sender })} />
            </section>
          </>
        )}
      </Loaded>
      <section className="card stack" aria-labelledby="set-about">
        <Heading level={2} look={3} id="set-about">
          {t.settings.about}
        </Heading>
        {t.settings.aboutLines.map((line) => (
          <Paragraph key={line}>{line}</Paragraph>
        ))}
        <Loaded read={instruments}>
          {(value) => (
            <>
              <Heading level={3} look={4}>
                {t.settings.instruments}
              </Heading>
              <ul className="bullets">
                {value.instruments.map((one) => (
                  <li key={one.id}>
                    {one.title} <span className="tone-soft">({one.version})</span>
                  </li>
                ))}
              </ul>
            </>
          )}
        </Loaded>
      </section>
      <section className="card stack" aria-labelledby="set-keys">
        <Heading level={2} look={3} id="set-keys">
          {t.settings.keys}
        </Heading>
        <dl className="facts facts-keys">
          {t.settings.keyRows.map(([key, meaning]) => (
            <div key={key}>
              <dt>
                <kbd>{key}</kbd>
              </dt>
              <dd>{meaning}</dd>
            </div>
          ))}
        </dl>
      </section>
    </div>
  );
};

const Check = ({ vault }: { readonly vault: OpenVault }) => {
  const t = useTexts();
  const { check } = vault;
  if (check.kind === 'running') return t.settings.checkRunning;
  if (check.kind === 'good') return t.settings.checkGood(dayAndTime(check.at), check.records);
  return <DamagePanel count={check.damage.length} />;
};
