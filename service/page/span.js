// Places in a text. The service counts Unicode code points; a JavaScript string counts UTF-16
// units, of which an emoji has two. Everything that touches an offset is in this file.

/** Where, in UTF-16 units, the text's `points`-th code point begins. */
function unitsAt(text, points) {
  let units = 0;
  for (let passed = 0; passed < points && units < text.length; passed += 1) {
    units += text.codePointAt(units) > 0xffff ? 2 : 1;
  }
  return units;
}

/** The text between two offsets counted in code points. */
export function slice(text, start, end) {
  return text.slice(unitsAt(text, start), unitsAt(text, end));
}

/**
 * The text in paragraphs, each in pieces `{words, quoted}`, where the quoted pieces are exactly the
 * code points `start` to `end`. Blank lines between paragraphs are left out.
 */
export function paragraphs(text, start, end) {
  const from = unitsAt(text, start);
  const to = unitsAt(text, end);
  const found = [];
  let begin = 0;
  for (const gap of [...text.matchAll(/\n\s*\n/g), { 0: "", index: text.length }]) {
    found.push(pieces(text.slice(begin, gap.index), from - begin, to - begin));
    begin = gap.index + gap[0].length;
  }
  return found.filter((paragraph) => paragraph.length);
}

function pieces(words, from, to) {
  const left = Math.min(Math.max(from, 0), words.length);
  const right = Math.min(Math.max(to, left), words.length);
  return [
    { words: words.slice(0, left), quoted: false },
    { words: words.slice(left, right), quoted: true },
    { words: words.slice(right), quoted: false },
  ].filter((piece) => piece.words);
}
