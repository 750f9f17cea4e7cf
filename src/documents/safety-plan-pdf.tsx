import { Document, Page, renderToBuffer, StyleSheet, Text, View } from '@react-pdf/renderer';
import { dateInWords } from '#core/moment-in-words.ts';
import { fail, ok, type Result } from '#core/result.ts';
import type { Paper } from '#core/safety-plan-client.ts';
import { printable, type Typeface, typeface } from './letter-fonts.ts';

/**
 * The plan for the person on paper: large print on a sheet, or a card to cut out and fold. Nothing on it, and nothing in what
 * surrounds it, tells what it is for or where it was made.
 */

export type PaperFailure = { readonly kind: 'paper-failed'; readonly at: 'fonts' | 'drawing' };

const ink = '#1a1a1a';
const line = '#8a8a8a';

const styles = StyleSheet.create({
  page: {
    paddingVertical: 56,
    paddingHorizontal: 56,
    // large print: 16 points and more, as the guideline for readers with low vision asks
    fontSize: 16,
    lineHeight: 1.4,
    color: ink,
    fontFeatureSettings: { liga: 0 },
  },
  title: { fontSize: 26, fontWeight: 600, lineHeight: 1.2, marginBottom: 10 },
  heading: { fontSize: 19, fontWeight: 600, lineHeight: 1.25, marginTop: 18, marginBottom: 5 },
  item: { flexDirection: 'row', marginTop: 4, marginBottom: 4 },
  bullet: { width: 20 },
  itemText: { flex: 1 },
  row: {
    flexDirection: 'row',
    justifyContent: 'space-between',
    borderBottomWidth: 0.7,
    borderBottomColor: line,
    paddingVertical: 5,
  },
  phone: { fontWeight: 600 },
  code: { fontWeight: 600, fontSize: 19 },
  // 85 by 108 mm, folded in the middle the size of a bank card
  card: { width: 241, height: 306, borderWidth: 0.7, borderColor: line, borderStyle: 'dashed' },
  half: { height: 152, paddingHorizontal: 14, paddingVertical: 10, fontSize: 13, lineHeight: 1.3 },
  fold: { borderTopWidth: 0.7, borderTopColor: line, borderStyle: 'dashed' },
  cardRow: { flexDirection: 'row', justifyContent: 'space-between', paddingVertical: 1.5 },
});

type Print = (text: string) => string;

/**
 * The same paper and moment give the same bytes.
 *
 * @param on - the moment in the properties of the file, ISO 8601
 */
export const drawPaper = async (
  paper: Paper,
  on: string,
  assets: { readonly fontsFolder: string },
): Promise<Result<Uint8Array, PaperFailure>> => {
  let face: Typeface;
  try {
    face = await typeface(assets.fontsFolder);
  } catch {
    // What went wrong with a font file says nothing to who makes a plan, and its path is no one's business.
    return fail({ kind: 'paper-failed', at: 'fonts' });
  }
  try {
    const print: Print = (text) => printable(text, face).text;
    const day = new Date(on);
    const drawn = (
      <Document
        title={paper.title}
        author=" "
        creator=" "
        producer=" "
        language="nl-NL"
        creationDate={day}
        modificationDate={day}
        pdfVersion="1.7"
      >
        <Page size="A4" style={[styles.page, { fontFamily: face.family }]}>
          {paper.form === 'kaartje' ? card(paper, print) : sheet(paper, print)}
        </Page>
      </Document>
    );
    return ok(new Uint8Array(await renderToBuffer(drawn)));
  } catch {
    // The message of the failure may hold words of the plan, so it goes no further.
    return fail({ kind: 'paper-failed', at: 'drawing' });
  }
};

/** Points of room that must be left under a heading, so that what it heads starts on the same page. */
const underHeading = 60;

const sheet = (paper: Paper, print: Print) => (
  <>
    <Text style={styles.title}>{print(paper.title)}</Text>
    {paper.code === null ? null : <Text style={styles.code}>{print(paper.code)}</Text>}
    {paper.sections.map(({ heading, lines }) => [
      <Text key={heading} style={styles.heading} minPresenceAhead={underHeading}>
        {print(heading)}
      </Text>,
      ...lines.map(({ text, who, until }) => (
        <View key={text} style={styles.item} wrap={false}>
          <Text style={styles.bullet}>•</Text>
          <View style={styles.itemText}>
            <Text>{print(text)}</Text>
            {who === null && until === null ? null : (
              <Text>
                {print(
                  [who === null ? '' : `Wie: ${who}.`, until === null ? '' : `Uiterlijk ${dateInWords(until)}.`]
                    .filter(Boolean)
                    .join(' '),
                )}
              </Text>
            )}
          </View>
        </View>
      )),
    ])}
    {paper.numbers.length === 0 ? null : (
      <View wrap={false}>
        <Text style={styles.heading}>Nummers</Text>
        {paper.numbers.map(({ label, phone }) => (
          <View key={label} style={styles.row}>
            <Text>{print(label)}</Text>
            <Text style={styles.phone}>{print(phone)}</Text>
          </View>
        ))}
      </View>
    )}
  </>
);

/** What fits on one half of a card. */
const onHalf = 6;

const card = ({ title, code, numbers }: Paper, print: Print) => {
  const rows = (some: Paper['numbers']) =>
    some.map(({ label, phone }) => (
      <View key={label} style={styles.cardRow}>
        <Text>{print(label)}</Text>
        <Text style={styles.phone}>{print(phone)}</Text>
      </View>
    ));
  return (
    <View style={styles.card}>
      <View style={styles.half}>
        <Text style={styles.phone}>{print(title)}</Text>
        {rows(numbers.slice(0, onHalf))}
      </View>
      <View style={[styles.half, styles.fold]}>
        {rows(numbers.slice(onHalf))}
        {code === null ? null : <Text style={styles.phone}>{print(code)}</Text>}
      </View>
    </View>
  );
};
