// The derivation, line by line: what the margin says, at length.

import {el, math, short} from './dom.js';
import {word} from './words.js';

const SIGNS = {proved: ['✓', 'good'], agrees: ['✓', 'good'], right: ['✓', 'good'], refuted: ['✗', 'bad'],
  follows: ['↳', 'weak'], undecided: ['?', 'weak']};

/** The sign and the kind of a verdict. */
export function sign(verdict) {
  return SIGNS[verdict] || ['?', 'weak'];
}

/** What the editor shows beside and below the lines. */
export function remarks(answer, text) {
  if (!answer) return [];
  if (answer.errors) {
    return answer.errors.filter(error => error.line > 0).map(error => ({line: error.line, column: error.column, sign: '!', kind: 'bad',
      title: error.message, message: error.message, hint: error.hint}));
  }
  if (!answer.judgement) return [];
  const lines = text.split('\n');
  const list = answer.judgement.checks.map((check, i) => {
    const [mark, kind] = sign(check.verdict);
    const formulas = answer.formulas[i] || {};
    const remark = {line: check.line, sign: mark, kind, title: word(check.verdict)};
    if (check.verdict === 'refuted') {
      // What is wrong comes with the second answer; until then the line is marked.
      remark.message = check.diagnosis ? check.diagnosis.message : formulas.explained ? counter(check) : '';
      remark.column = caret(formulas.excerpt, lines[check.line - 1]);
      if (check.diagnosis && check.diagnosis.fix) {
        remark.fix = check.diagnosis.fix;
        remark.formula = formulas.fix;
        const line = lines[check.line - 1] || '';
        remark.replace = line.includes('=') && line.replace(/#.*/, '').trim() === check.claim.trim();
      }
    } else if (check.verdict === 'follows' && check.because) {
      remark.title = word('followsFrom', check.because);
    } else if (check.error) {
      Object.assign(remark, {message: check.error.message, kind: 'bad', sign: '!', column: check.error.column});
    }
    return remark;
  });
  for (const unjudged of answer.judgement.unjudged) {
    list.push({line: unjudged.line, sign: '?', kind: 'weak', title: unjudged.message, message: unjudged.message});
  }
  return list;
}

/** The column of the caret in an excerpt, as a place in the line; 0 for none. */
function caret(excerpt, line) {
  const rows = (excerpt || '').split('\n');
  if (rows.length < 2 || line === undefined) return 0;
  const bar = rows[0].indexOf('| ');
  const at = rows[1].indexOf('^');
  return bar < 0 || at < 0 ? 0 : at - bar - 1;
}

function counter(check) {
  const c = check.counterexample;
  return c ? word('counter', [].concat(c.entry).join(', '), short(c.claimed), short(c.right)) : '';
}

/** The panel. */
export function panel(holder, answer, text, editor, goToCard) {
  if (!answer || answer.errors || !answer.judgement) {
    holder.replaceChildren(answer && answer.errors
      ? el('ul', {class: 'errors'}, ...answer.errors.map(error => el('li', {}, error.line ? el('button', {type: 'button',
        onclick: () => editor.goto(error.line)}, `${word('line')} ${error.line}`) : '', ' ', error.message, error.hint ? ' — ' + error.hint : '')))
      : el('div', {}, el('p', {}, word('noClaims')), el('pre', {}, 'derive J\ndZ2 = (A2 - Y) / m\ndW2 = dZ2 @ A1.T')));
    return;
  }
  const list = remarks(answer, text);
  holder.replaceChildren(el('table', {class: 'judged'}, ...answer.judgement.checks.map((check, i) => {
    const [mark, kind] = sign(check.verdict);
    const formulas = answer.formulas[i] || {};
    const remark = list[i];
    const card = cardOf(check.claim);
    return el('tr', {class: kind},
      el('td', {}, el('button', {type: 'button', title: word('line') + ' ' + check.line, onclick: () => editor.goto(check.line)}, String(check.line))),
      el('td', {class: kind, title: word(check.verdict)}, mark),
      el('td', {}, formulas.claim && formulas.claim.latex ? math(formulas.claim) : el('code', {}, check.claim),
        check.diagnosis ? el('p', {}, check.diagnosis.message) : null,
        check.diagnosis && check.diagnosis.fix ? el('div', {class: 'fix'}, word('write') + ': ',
          formulas.fix && formulas.fix.latex ? math(formulas.fix, false) : el('code', {}, check.diagnosis.fix),
          remark.replace ? el('button', {type: 'button', onclick: () => editor.replace(remark)}, word('apply')) : null) : null,
        check.verdict === 'refuted' && check.counterexample ? el('p', {class: 'faint'}, counter(check)) : null,
        check.convention ? el('p', {class: 'faint'}, check.convention) : null,
        ...(check.notes || []).map(note => el('p', {class: 'faint'}, note)),
        check.error ? el('p', {}, check.error.message) : null,
        check.proof ? el('details', {}, el('summary', {}, word('proof')), el('ol', {}, ...check.proof.map(step => el('li', {}, step)))) : null),
      el('td', {}, word(check.verdict), check.because ? el('div', {class: 'faint'}, word('followsFrom', check.because)) : null,
        card ? el('div', {}, el('button', {type: 'button', class: 'quiet', onclick: () => goToCard(card)}, word('card'))) : null));
  })),
  answer.judgement.missing.length ? el('p', {}, word('missing') + ': ' + answer.judgement.missing.join(', ')) : null,
  ...answer.judgement.unjudged.map(one => el('p', {class: 'faint'}, `${word('line')} ${one.line}: ${one.message}`)),
  ...(answer.judgement.warnings || []).map(one => el('p', {class: 'faint'}, one)));
}

/** The quantity that a claim about a gradient speaks of: W1 of dW1 = …. */
function cardOf(claim) {
  const left = /^\s*(?:∂[^/]*\/∂|d)([\p{L}\p{N}_]+)\s*=/u.exec(claim);
  return left ? left[1] : '';
}
