// Everything together: the text is asked about after each edit, and what comes back is shown.

import {Editor} from './editor.js';
import {Engine} from './engine.js';
import {Picture} from './picture.js';
import {Steps} from './steps.js';
import {Change} from './change.js';
import * as checks from './check.js';
import * as formulas from './formulas.js';
import {el, copy} from './dom.js';
import {fields, note, packed, unpacked} from './link.js';
import {speak, spoken, translate, word} from './words.js';

const PAUSE = 120;
const $ = id => document.getElementById(id);
const data = id => JSON.parse($(id)?.textContent || 'null');

const judge = new Engine();
const teacher = new Engine();
const state = {name: 'model.cr', judged: null, lesson: null, formulas: null, tab: 'see', down: false, edit: 0, selected: ''};

const editor = new Editor($('editor'), () => edited(), line => atLine(line));
const picture = new Picture($('picture'), name => select(name));
const steps = new Steps(picture, {first: $('first'), back: $('back'), next: $('next'), last: $('last'), play: $('play'),
  slider: $('slider'), where: $('where'), told: $('told'), predict: $('predict')}, id => note({step: id || null}));
const change = new Change($('change'), (what, options) => teacher.ask(what, state.name, editor.text, spoken(), options), () => lesson());

let pause = 0;

function edited() {
  clearTimeout(pause);
  pause = setTimeout(() => {
    change.reset();
    all();
  }, PAUSE);
}

/** Asks about the text, in the margin first. */
async function all() {
  const edit = ++state.edit;
  state.formulas = null;
  if (judge.busy) judge.stop();
  if (teacher.busy) teacher.stop();
  const pictured = lesson(edit).then(() => edit === state.edit && state.tab === 'formulas' && askFormulas());
  // At first the picture alone: two engines that start at once would start late.
  if (!state.lesson && !state.judged) await pictured;
  if (edit === state.edit) margin(edit);
}

async function margin(edit) {
  const text = editor.text;
  tell(word('busy'));
  // Verdicts by numbers come first: proofs, and what is wrong with a wrong line, take longer.
  let answer = await judge.ask('verdicts', state.name, text, spoken());
  if (edit !== state.edit) return;
  judged(answer, text);
  if (answer.judgement) {
    answer = await judge.ask('judge', state.name, text, spoken());
    if (edit !== state.edit) return;
    if (!answer.stopped) judged(answer, text);
    else if (answer.late) tell(word('stopped', judge.patience / 1000));
  }
}

function judged(answer, text) {
  if (answer.stopped) {
    if (answer.late) tell(word('stopped', judge.patience / 1000));
    return;
  }
  state.judged = answer;
  editor.show(checks.remarks(answer, text));
  checks.panel($('check'), answer, text, editor, name => { tab('see'); select(name); });
  if (answer.errors) {
    const one = answer.errors.length === 1;
    const first = answer.errors[0];
    tell(one ? (first.line ? word('oneError') : first.message) : word('errors', answer.errors.length), 'bad');
  } else if (answer.judgement) {
    const wrong = answer.judgement.checks.filter(check => check.verdict === 'refuted').length;
    const right = answer.judgement.checks.filter(check => ['proved', 'agrees'].includes(check.verdict)).length;
    tell(word('lines', right, wrong), wrong ? 'bad' : 'good');
  } else {
    tell(word('fine'), 'good');
  }
}

function tell(text, kind = '') {
  $('state').textContent = text;
  $('state').className = kind;
}

async function lesson(edit = state.edit) {
  const answer = await teacher.ask('lesson', state.name, editor.text, spoken(), {values: change.values, down: state.down ? 1 : 0, dark: dark() ? 1 : 0,
    width: $('picture').clientWidth, height: $('picture').clientHeight});
  if (answer.late) {
    tell(word('stopped', teacher.patience / 1000), 'bad');
    ready();
  }
  if (edit !== state.edit || answer.stopped) return;
  if (answer.errors) {
    // The last picture stays while a line is being written; where there is nothing to draw, it goes.
    $('picture').classList.toggle('old', Boolean(state.lesson));
    if (answer.errors.every(error => error.line === 0) || state.fresh) {
      state.lesson = null;
      picture.clear(answer.errors[0]?.message || '');
      steps.take({forward: [], backward: [], numbers: {}, loss: ''});
    }
    if (!state.lesson) ready();
    return;
  }
  $('picture').classList.remove('old');
  state.fresh = false;
  state.lesson = answer;
  picture.draw(answer);
  steps.take(answer);
  change.show(answer);
  select(state.selected);
  const notes = [...answer.notes];
  if (answer.random.length) notes.push(word('random', answer.random.join(', ')));
  $('picture').title = notes.join('\n');
  $('told').classList.toggle('noted', notes.length > 0);
  if (!$('told').hasChildNodes() && notes.length) $('told').replaceChildren(...notes.map(one => el('p', {class: 'faint'}, one)));
  ready();
}

function ready() {
  document.body.dataset.ready = 'true';
}

async function askFormulas() {
  if (state.formulas) return;
  const edit = state.edit;
  const answer = await teacher.ask('formulas', state.name, editor.text, spoken());
  if (edit !== state.edit || answer.stopped) return;
  state.formulas = answer;
  formulas.panel($('formulas'), answer);
}

function select(name) {
  state.selected = name || '';
  picture.select(state.selected);
  note({sel: state.selected || null});
}

/** The card of what a line defines is selected with it. */
function atLine(number) {
  const text = editor.view.state.doc.line(number).text;
  const left = /^\s*(?:d(?=[\p{L}]))?([\p{L}][\p{L}\p{N}_]*)\s*=/u.exec(text);
  const name = left && (picture.cards.has(left[1]) ? left[1] : picture.cards.has('d' + left[1]) ? 'd' + left[1] : '');
  if (name) select(name);
}

function tab(name) {
  state.tab = name;
  for (const other of ['see', 'check', 'formulas', 'change']) {
    // Values are changed beside the picture that shows what becomes of them.
    $(other).hidden = other !== name && !(other === 'see' && name === 'change');
    $('tab-' + other).setAttribute('aria-selected', String(other === name));
    $('tab-' + other).tabIndex = other === name ? 0 : -1;
  }
  $('see').classList.toggle('beside', name === 'change');
  note({tab: name === 'see' ? null : name});
  if (name === 'formulas') askFormulas();
  if (name === 'change' && state.lesson) change.show(state.lesson);
  if (picture.fitted) picture.fit();
}

function language(tag) {
  speak(tag);
  translate(document);
  $('language').textContent = spoken() === 'zh' ? 'English' : '中文';
  $('language').lang = spoken() === 'zh' ? 'en' : 'zh';
}

/** Whether light stands on dark ground. */
function dark() {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
}

function theme(name) {
  document.documentElement.dataset.theme = name;
}

function load(text, name) {
  state.name = name;
  state.selected = '';
  state.fresh = true;
  change.reset();
  if (editor.text === text) all();
  else editor.text = text;
}

function examples(list, own) {
  const box = $('examples');
  if (own) box.append(el('option', {value: ''}, word('own')));
  for (const one of list) box.append(el('option', {value: one.name}, one.name.replace(/\.cr$/, '').replace(/^.*\//, '')));
  box.addEventListener('change', () => {
    const one = list.find(example => example.name === box.value);
    if (one) {
      steps.goTo('');
      steps.at = -1;
      note({t: null, step: null, sel: null});
      load(one.text, one.name);
    }
  });
}

function file(name, content, type) {
  const address = URL.createObjectURL(new Blob([content], {type}));
  const link = el('a', {href: address, download: name});
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}

function wire() {
  $('open').addEventListener('click', () => $('file').click());
  $('file').addEventListener('change', async () => {
    const [one] = $('file').files;
    if (one) load(await one.text(), one.name);
    $('file').value = '';
  });
  document.addEventListener('dragover', event => event.preventDefault());
  document.addEventListener('drop', async event => {
    const one = event.dataTransfer?.files[0];
    if (!one) return;
    event.preventDefault();
    load(await one.text(), one.name);
  });
  $('save').addEventListener('click', () => file(state.name.replace(/^.*\//, ''), editor.text, 'text/plain'));
  $('link').addEventListener('click', async () => {
    note({t: await packed(editor.text)});
    await copy(location.href, $('link'), word('copied'));
  });
  $('svg').addEventListener('click', () => {
    const drawn = picture.source && picture.markup();
    if (drawn) file(`picture${document.body.dataset.step ? '-' + document.body.dataset.step : ''}.svg`, drawn, 'image/svg+xml');
  });
  $('language').addEventListener('click', () => {
    language(spoken() === 'zh' ? 'en' : 'zh');
    note({lang: spoken()});
    all();
    formulasAgain();
  });
  $('theme').addEventListener('click', () => {
    theme(dark() ? 'light' : 'dark');
    lesson();
  });
  $('larger').addEventListener('click', () => picture.zoom(1.25));
  $('smaller').addEventListener('click', () => picture.zoom(0.8));
  $('fit').addEventListener('click', () => picture.fit());
  $('down').addEventListener('click', () => {
    state.down = !state.down;
    $('down').setAttribute('aria-pressed', String(state.down));
    picture.fitted = true;
    lesson();
  });
  for (const name of ['see', 'check', 'formulas', 'change']) {
    $('tab-' + name).addEventListener('click', () => tab(name));
    $('tab-' + name).addEventListener('keydown', event => {
      const all_ = ['see', 'check', 'formulas', 'change'];
      const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
      if (!by) return;
      event.stopPropagation();
      const next = all_[(all_.indexOf(name) + by + all_.length) % all_.length];
      tab(next);
      $('tab-' + next).focus();
    });
  }
  document.addEventListener('keydown', event => {
    const from = event.composedPath()[0];
    const typing = from instanceof Element && from.closest('input:not([type=range]):not([type=checkbox]), textarea, select, [contenteditable=true]');
    if (typing || event.ctrlKey || event.metaKey || event.altKey || state.tab !== 'see') return;
    if (from instanceof Element && from.matches('button, [type=checkbox]') && event.key === ' ') return;
    if (from instanceof Element && from.matches('[type=range]')) return;
    const keys = {ArrowRight: () => steps.move(1), ArrowLeft: () => steps.move(-1), ' ': () => steps.play(), Home: () => steps.go(0), End: () => steps.go(-1)};
    if (keys[event.key]) {
      event.preventDefault();
      keys[event.key]();
    }
  });
}

function formulasAgain() {
  state.formulas = null;
  if (state.tab === 'formulas') askFormulas();
}

async function start() {
  const asked = fields();
  language(asked.get('lang') || data('model-data')?.language || navigator.language || 'en');
  wire();
  const list = data('examples-data') || [];
  const held = data('model-data');
  const text = asked.get('t') ? await unpacked(asked.get('t')) : '';
  examples(list, Boolean(text || held));
  if (asked.get('tab')) tab(asked.get('tab'));
  if (asked.get('step')) steps.goTo(asked.get('step'));
  const selected = asked.get('sel') || '';
  const first = list.find(one => one.name === asked.get('example')) || list[0];
  if (text) load(text, 'model.cr');
  else if (held) load(held.text, held.name);
  else if (first) load(first.text, first.name);
  state.selected = selected;
}

start();
