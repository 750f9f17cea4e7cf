import { Document, Page, renderToBuffer, StyleSheet, Text, View } from '@react-pdf/renderer';
import { createElement, Fragment, type ReactNode } from 'react';
import type { BlankForm, BlankQuestion, Room } from '#core/blank-form.ts';
import { fail, ok, type Result } from '#core/result.ts';
import { printable, typeface } from './letter-fonts.ts';

/** An instrument on paper, to fill in with a pen: what stops everything comes first, with whom to call. */

export type FormFailure = { readonly kind: 'paper-failed'; readonly at: 'fonts' | 'drawing' };

export type FormNumber = { readonly name: string; readonly phone: string; readonly hours: string | null };

type Print = (text: string) => string;

/**
 * The same form and moment give the same bytes.
 *
 * @param on - the moment in the properties of the file, ISO 8601
 * @param assets - `fontsFolder`: the folder `resources/fonts`, wherever it was packed
 */
export const drawForm = async (
  form: BlankForm,
  numbers: readonly FormNumber[],
  on: string,
  assets: { readonly fontsFolder: string },
): Promise<Result<Uint8Array, FormFailure>> => {
  try {
    const face = await typeface(assets.fontsFolder);
    const print: Print = (text) => printable(text, face).text;
    try {
      return ok(new Uint8Array(await renderToBuffer(paper(form, numbers, on, face.family, print))));
    } catch {
      return fail({ kind: 'paper-failed', at: 'drawing' });
    }
  } catch {
    // The path of a font file is no one's business.
    return fail({ kind: 'paper-failed', at: 'fonts' });
  }
};

const ink = '#1a1a1a';
const grey = '#4d4d4d';
const line = '#8a8a8a';

const styles = StyleSheet.create({
  page: {
    paddingTop: 66,
    paddingBottom: 62,
    paddingHorizontal: 50,
    fontSize: 10.5,
    lineHeight: 1.35,
    color: ink,
    // With joined letters (ff, fi, ft) the renderer loses count and breaks the lines after them inside words.
    fontFeatureSettings: { liga: 0 },
  },
  header: {
    position: 'absolute',
    top: 30,
    left: 50,
    right: 50,
    flexDirection: 'row',
    justifyContent: 'space-between',
    fontSize: 9,
    color: grey,
  },
  footer: {
    position: 'absolute',
    // Counted from the top: counted from the bottom, the renderer leaves it out.
    top: 795,
    left: 50,
    right: 50,
    flexDirection: 'row',
    justifyContent: 'space-between',
    fontSize: 9,
    color: grey,
    borderTopWidth: 0.5,
    borderTopColor: line,
    paddingTop: 5,
  },
  title: { fontSize: 20, fontWeight: 600, lineHeight: 1.2 },
  subtitle: { color: grey, marginBottom: 8 },
  small: { fontSize: 9, color: grey },
  strong: { fontWeight: 600 },
  fill: { flexDirection: 'row', marginTop: 4 },
  fillOne: { flex: 1, marginRight: 14, borderBottomWidth: 0.7, borderBottomColor: line, height: 26 },
  danger: { borderWidth: 1.2, borderColor: ink, padding: 9, marginTop: 10, marginBottom: 8 },
  dangerTitle: { fontSize: 13, fontWeight: 600, lineHeight: 1.2, marginBottom: 3 },
  numbers: { flexDirection: 'row', flexWrap: 'wrap', marginTop: 3, marginBottom: 3 },
  phone: { width: '50%', paddingRight: 10, marginBottom: 1 },
  stop: { flexDirection: 'row', marginTop: 3.5 },
  heading: { fontSize: 14, fontWeight: 600, lineHeight: 1.25, marginTop: 14, marginBottom: 2 },
  intro: { fontSize: 9.5, color: grey, marginBottom: 3 },
  question: { flexDirection: 'row', borderTopWidth: 0.5, borderTopColor: line, paddingTop: 5, paddingBottom: 6 },
  number: { width: 26, fontWeight: 600 },
  body: { flex: 1 },
  only: { fontSize: 9.5, fontStyle: 'italic', marginBottom: 1 },
  boxes: { flexDirection: 'row', flexWrap: 'wrap', marginTop: 3 },
  stack: { marginTop: 3 },
  inline: { flexDirection: 'row', marginRight: 20, marginBottom: 2 },
  box: { width: 11, height: 11, borderWidth: 1, borderColor: ink, marginRight: 6, marginTop: 1.5, flexShrink: 0 },
  label: { flexShrink: 1 },
  blank: { borderBottomWidth: 0.7, borderBottomColor: line, height: 20 },
  amount: { width: 70, borderBottomWidth: 0.7, borderBottomColor: line, height: 18, marginRight: 6 },
  row: { flexDirection: 'row', flexWrap: 'wrap', alignItems: 'flex-end', marginTop: 2 },
  cell: { width: 46, flexDirection: 'row', marginTop: 4, marginRight: 2 },
  cellNumber: { width: 18, fontSize: 9, color: grey, paddingTop: 4 },
  cellBox: { width: 22, height: 18, borderWidth: 0.7, borderColor: ink },
  figure: { width: 38, flexDirection: 'row', marginTop: 3 },
  notes: { marginTop: 4, borderTopWidth: 0.5, borderTopColor: line, paddingTop: 4 },
});

/** Labels up to this length stand beside each other, longer ones each on a line. */
const besides = 24;

const paper = (form: BlankForm, numbers: readonly FormNumber[], on: string, family: string, print: Print) => {
  const name = `${form.id}, versie ${form.version}`;
  const moment = new Date(on);
  return (
    <Document
      title={`${form.title} (${name})`}
      author="Baken"
      creator="Baken"
      producer="Baken"
      language="nl-NL"
      creationDate={moment}
      modificationDate={moment}
      pdfVersion="1.7"
    >
      <Page size="A4" style={[styles.page, { fontFamily: family }]}>
        <View style={styles.header} fixed>
          <Text>{print(`Formulier ${name}`)}</Text>
          <Text>Kenmerk (geen naam): ______________________</Text>
        </View>
        <View style={styles.footer} fixed>
          <Text>Leeg vakje: de vraag blijft open. Leeg is nooit “nee”.</Text>
          <Text render={({ pageNumber, totalPages }) => `${pageNumber} van ${totalPages}`} />
        </View>
        <Text style={styles.title}>{print(form.title)}</Text>
        <Text style={styles.subtitle}>{print(form.subtitle)}</Text>
        <Text style={styles.small}>{print(form.howTaken)}</Text>
        <Text style={styles.small}>
          Kruis bij elke vraag één vakje aan, behalve waar er meer mogen. Bewaar dit formulier achter slot. Neem het
          over in Baken en vernietig het daarna.
        </Text>
        <View style={styles.fill}>
          {['Ingevuld op (datum)', 'Tijd', 'Ingevuld door'].map((label) => (
            <View key={label} style={styles.fillOne}>
              <Text style={styles.small}>{label}</Text>
            </View>
          ))}
        </View>
        {danger(form, numbers, print)}
        {createElement(Fragment, null, ...form.sections.map((section) => drawSection(section, print)))}
      </Page>
    </Document>
  );
};

const danger = ({ stops }: BlankForm, numbers: readonly FormNumber[], print: Print) => (
  <View style={styles.danger} wrap={false}>
    <Text style={styles.dangerTitle}>Direct gevaar? Doe dit eerst</Text>
    <View style={styles.numbers}>
      {numbers.map(({ name, phone, hours }) => (
        <Text key={name} style={styles.phone}>
          <Text style={styles.strong}>{print(phone)}</Text>
          {print(`  ${name}`)}
          {hours === null ? null : <Text style={styles.small}>{print(` (${hours})`)}</Text>}
        </Text>
      ))}
    </View>
    {stops.map(({ text, todo }) => (
      <View key={text} style={styles.stop}>
        <View style={styles.box} />
        <View style={styles.body}>
          <Text>{print(text)}</Text>
          <Text style={styles.strong}>{print(todo)}</Text>
        </View>
      </View>
    ))}
  </View>
);

const drawSection = ({ title, intro, questions }: BlankForm['sections'][number], print: Print): ReactNode => {
  const [first, ...rest] = questions.map((question) => drawQuestion(question, print));
  return createElement(
    Fragment,
    null,
    // A heading never stands alone at the foot of a page: it is one piece with its first question.
    <View wrap={false}>
      <Text style={styles.heading}>{print(title)}</Text>
      {intro === null ? null : <Text style={styles.intro}>{print(intro)}</Text>}
      {first}
    </View>,
    ...rest,
    <View style={styles.notes} wrap={false}>
      <Text style={styles.small}>
        Notities. Zet het nummer van de vraag erbij. Houd uit elkaar: feit, wat iemand zei (en wie), en uw eigen indruk.
      </Text>
      <View style={styles.blank} />
      <View style={styles.blank} />
      <View style={styles.blank} />
    </View>,
  );
};

const drawQuestion = ({ number, text, why, only, consent, optional, room }: BlankQuestion, print: Print): ReactNode => (
  <View style={styles.question} wrap={false}>
    <Text style={styles.number}>{number}</Text>
    <View style={styles.body}>
      {only === null ? null : <Text style={styles.only}>{print(only)}</Text>}
      <Text style={styles.strong}>{print(text)}</Text>
      {why === null ? null : <Text style={styles.small}>{print(why)}</Text>}
      {optional || consent ? (
        <Text style={styles.small}>
          {[
            optional ? 'Deze vraag mag u overslaan.' : '',
            consent ? 'Schrijf dit alleen op als de persoon dat goed vindt.' : '',
          ]
            .filter(Boolean)
            .join(' ')}
        </Text>
      ) : null}
      {drawRoom(room, print)}
    </View>
  </View>
);

const ticked = (label: string, print: Print) => (
  <View key={label} style={styles.inline}>
    <View style={styles.box} />
    <Text style={styles.label}>{print(label)}</Text>
  </View>
);

const drawRoom = (room: Room, print: Print): ReactNode => {
  switch (room.kind) {
    case 'boxes':
      return (
        <>
          {room.several ? <Text style={styles.small}>Er mogen meer vakjes aan.</Text> : null}
          <View style={room.boxes.every((label) => label.length <= besides) ? styles.boxes : styles.stack}>
            {room.boxes.map((label) => ticked(label, print))}
          </View>
        </>
      );
    case 'number':
      return (
        <View style={styles.row}>
          <View style={styles.amount} />
          <Text style={styles.inline}>{print(`${room.unit} (van ${room.min} tot en met ${room.max})`)}</Text>
          {room.unknown ? ticked('Weet ik niet', print) : null}
        </View>
      );
    case 'lines':
      return Array.from({ length: room.lines }, (_, at) => `line ${at}`).map((key) => (
        <View key={key} style={styles.blank} />
      ));
    case 'municipality':
      return <View style={styles.blank} />;
    case 'scores':
      return (
        <>
          <Text style={styles.small}>
            {print(
              `Neem de cijfers over van het officiële formulier ${room.official}, in die volgorde. Kies uit ${room.allowed.join(', ')}.`,
            )}
          </Text>
          <View style={styles.row}>
            {Array.from({ length: room.count }, (_, at) => at + 1).map((place) => (
              <View key={place} style={styles.cell}>
                <Text style={styles.cellNumber}>{place}</Text>
                <View style={styles.cellBox} />
              </View>
            ))}
          </View>
          <View style={styles.stack}>{ticked(room.notTaken, print)}</View>
        </>
      );
    case 'figures':
      return (
        <>
          <Text style={styles.small}>Er mogen meer vakjes aan.</Text>
          <View style={styles.boxes}>
            {room.figures.map((figure) => (
              <View key={figure} style={styles.figure}>
                <View style={styles.box} />
                <Text>{figure}</Text>
              </View>
            ))}
          </View>
          <View style={styles.stack}>{ticked(room.none, print)}</View>
        </>
      );
  }
};
