import type { Letter, Sender } from './letter.ts';
import { dateInWords, momentInWords } from './moment-in-words.ts';

/** The certificate of an erasure: what was destroyed, by whom and why, and what could not be reached. */

type Backup = { readonly name: string; readonly at: string };
export type Erasure = {
  /** Id of the dossier: its name is gone with it. */
  readonly dossier: string;
  /** ISO 8601 with offset, Dutch time, as are all moments here. */
  readonly at: string;
  readonly reason: string;
  readonly by: string;
  readonly reached: readonly Backup[];
  readonly notReached: readonly Backup[];
  /** The sealed records and attachments are taken away too. */
  readonly finished: boolean;
};

const named = ({ name, at }: Backup): string => `${name}, gemaakt op ${momentInWords(at)}`;

/** @param on - when this paper is made */
export const erasureCertificate = (
  erasure: Erasure,
  { vault, sender, on }: { readonly vault: string; readonly sender: Sender | null; readonly on: string },
): Letter => {
  const { dossier, at, reason, by, reached, notReached, finished } = erasure;
  const digits = dossier.slice(0, 8).toUpperCase();
  return {
    title: 'Bewijs van wissen',
    reference: `${digits.slice(0, 4)}-${digits.slice(4)}`,
    on,
    date: dateInWords(on),
    draftMark: null,
    sender: sender ?? { name: by, role: '', organisation: '', phone: '' },
    recipient: { id: 'bewijs-van-wissen', name: 'Het archief van de organisatie', region: null },
    sections: [
      {
        heading: 'Wat is gewist',
        blocks: [
          {
            kind: 'facts',
            rows: [
              { label: 'Kluis', value: vault },
              { label: 'Kenmerk van het dossier', value: dossier },
              { label: 'Gewist op', value: momentInWords(at) },
              { label: 'Gewist door', value: by },
              { label: 'Reden', value: reason },
            ],
          },
          {
            kind: 'list',
            title: 'Wat er is gebeurd',
            items: [
              'De sleutel van het dossier is vernietigd. Zonder die sleutel gaat het niet meer open, ook niet met het wachtwoord.',
              'De sleutel van de lijst met dossiers is vervangen. Een oude lijst gaat niet meer open.',
              finished
                ? 'De versleutelde stukken en bijlagen zijn uit de kluis gehaald.'
                : 'De versleutelde stukken en bijlagen worden nog uit de kluis gehaald.',
            ],
          },
        ],
      },
      {
        heading: 'Reservekopieën',
        blocks: [
          ...(reached.length === 0
            ? []
            : [{ kind: 'list' as const, title: 'Ook daar is de sleutel vernietigd', items: reached.map(named) }]),
          ...(notReached.length === 0
            ? []
            : [
                {
                  kind: 'list' as const,
                  title: 'Niet bereikt: in deze kopieën gaat het dossier met het wachtwoord nog open',
                  items: notReached.map(named),
                },
              ]),
          ...(reached.length + notReached.length > 0
            ? []
            : [{ kind: 'paragraph' as const, text: 'Baken had van deze kluis geen reservekopieën genoteerd.' }]),
        ],
      },
      {
        heading: 'Wat Baken niet kan weten',
        blocks: [
          {
            kind: 'list',
            items: [
              'Kopieën van de map van de kluis die buiten Baken om zijn gemaakt. Daarin staat een oude sleuteltabel, en gaat het dossier met het wachtwoord nog open.',
              'Brieven, bijlagen en overzichten die eerder buiten de kluis zijn bewaard.',
              'Resten op de schijf. Een oude sleuteltabel kan daar nog staan tot de schijf die plek opnieuw gebruikt.',
            ],
          },
        ],
      },
    ],
    footer: 'Vertrouwelijk. Bewaar dit bewijs bij de organisatie.',
  };
};
