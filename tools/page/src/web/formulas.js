// The gradients as formulas.

import {copy, el, math} from './dom.js';
import {word} from './words.js';

/** Shows the answer to `formulas`. */
export function panel(holder, answer) {
  if (!answer || answer.errors) {
    holder.replaceChildren(el('ul', {class: 'errors'}, ...(answer ? answer.errors : []).map(error => el('li', {}, error.message))));
    return;
  }
  const button = (key, text) => {
    const one = el('button', {type: 'button', class: 'quiet'}, word(key));
    one.addEventListener('click', () => copy(text, one, word('copied')));
    return one;
  };
  holder.replaceChildren(
    el('h2', {}, word('gradients'), ' ', button('copyAll', answer.latex), ' ', button('copyText', answer.text)),
    el('table', {class: 'lines'}, ...answer.lines.map(line => el('tr', {}, el('td', {}, math(line.formula)),
      el('td', {class: 'shape'}, line.shape), el('td', {}, button('copy', line.formula.latex), ' ', button('copyText', line.text))))),
    ...answer.notes.map(note => el('p', {class: 'faint'}, note)),
    el('h2', {}, word('index'), ' ', button('copy', answer.elementLatex)),
    answer.elementMath ? math({math: answer.elementMath, latex: answer.elementLatex}) : el('pre', {}, answer.element));
}
