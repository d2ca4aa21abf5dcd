// Everything together: the text is asked about after each edit, and what comes back is shown.

import {Editor} from './editor.js';
import {Engine, follow, prepare, Studio} from './engine.js';
import {Picture} from './picture.js';
import {Steps} from './steps.js';
import {Change} from './change.js';
import {Compare} from './compare.js';
import {Entries} from './entries.js';
import {Layers} from './layers.js';
import {first as prepared, pictured} from './first.js';
import * as checks from './check.js';
import * as formulas from './formulas.js';
import {copy, el, math, numbers} from './dom.js';
import {fields, note, packed, unpacked} from './link.js';
import {speak, spoken, translate, word} from './words.js';

const PAUSE = 60;
const TABS = ['see', 'check', 'formulas', 'change', 'compare'];
const $ = id => document.getElementById(id);
const data = id => JSON.parse($(id)?.textContent || 'null');

const studio = Boolean(data('model-data')?.studio);
const judge = studio ? new Studio() : new Engine();
const teacher = studio ? new Studio() : new Engine();
// What takes longest starts first: while the editor is made, the engine is loaded; but after a picture that is there already.
if (!pictured || /[#&](?:t|example|open)=/.test(location.hash)) teacher.started();
/** How the page was asked to be, such as by `view --title … --seed … --direction down --ground dark`. */
const manner = data('model-data')?.manner || {};
const state = {name: 'model.cr', judged: null, lesson: null, formulas: null, tab: 'see', down: Boolean(manner.down), edit: 0, selected: ''};

const editor = new Editor($('editor'), () => edited(), line => atLine(line));
const ask = (what, options = {}, text = editor.text) => teacher.ask(what, state.name, text, spoken(), seeded(options));
const layers = new Layers($('layers'), () => {
  note({open: layers.written()});
  lesson();
});
const picture = new Picture($('picture'), name => select(name), (from, to) => pointed(from, to), path => layers.toggle(path));
const entries = new Entries($('card'), () => ask('index'), async latex => (await ask('typeset', {}, latex)).formula,
  names => picture.light(entries.name, names));
const steps = new Steps(picture, {first: $('first'), back: $('back'), next: $('next'), last: $('last'), play: $('play'),
  slider: $('slider'), where: $('where'), told: $('told'), predict: $('predict'), speed: $('speed')}, id => note({step: id || null}));
const change = new Change($('change'), (what, options) => ask(what, options), more => moved(more), list => picture.badges(list));
const compare = new Compare($('compare'), (text, values) => ask('lesson', {values, dark: dark() ? 1 : 0}, text),
  holder => Object.assign(new Picture(holder, () => {}), {whole: true}), name => { tab('see'); select(name); });

/** What is asked, with the seed of values that the text does not give. */
function seeded(options) {
  return manner.seed ? {...options, seed: manner.seed} : options;
}

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
  entries.reset();
  if (judge.busy) judge.stop();
  if (teacher.busy) teacher.stop();
  const drawn = () => lesson(edit).then(() => edit === state.edit && state.tab === 'formulas' && askFormulas());
  // At first the picture alone: two engines that start at once would start late. Later the margin is what one looks at.
  const first = !state.lesson && !state.judged;
  if (first) {
    await drawn();
    await painted();
    judge.started();
  }
  if (edit !== state.edit) return;
  const verdicts = margin(edit);
  if (first) {
    const steps_ = state.lesson ? backward(edit) : null;
    // A third engine waits until the first two have said what they were asked.
    if (!studio) Promise.all([verdicts, steps_]).then(() => setTimeout(prepare, 1000));
  } else {
    await Promise.race([verdicts, new Promise(resolve => setTimeout(resolve, 400))]);
    if (edit === state.edit) drawn();
  }
}

/** Until the browser has shown what was drawn, or would not show anything. */
function painted() {
  return new Promise(resolve => {
    requestAnimationFrame(() => setTimeout(resolve));
    setTimeout(resolve, 100);
  });
}

/** The steps of the backward pass, which come after the picture. */
async function backward(edit = state.edit) {
  const of = state.lesson;
  const answer = await ask('backward', {values: change.values});
  if (edit !== state.edit || answer.stopped || answer.errors || of !== state.lesson) return;
  of.backward = answer.backward;
  steps.take(of);
  entries.take(of);
  if (state.tab === 'change') change.show(of);
}

let moving = null;

/** Values have changed; while more are to come, the steps of the backward pass keep their formulas. */
async function moved(more) {
  state.more = more;
  state.again = true;
  if (!moving) {
    moving = (async () => {
      while (state.again) {
        state.again = false;
        await lesson(state.edit, state.more);
      }
    })();
    await moving;
    moving = null;
    if (!state.more && state.lesson?.kept) await backward();
  } else {
    await moving;
  }
}

async function margin(edit) {
  const text = editor.text;
  tell(word(judge.ready ? 'busy' : 'starting'));
  // Verdicts by numbers come first: proofs, and what is wrong with a wrong line, take longer.
  const answer = await judge.ask('verdicts', state.name, text, spoken());
  if (edit !== state.edit) return;
  judged(answer, text);
  if (answer.judgement) {
    proofs(edit, text);
  }
}

async function proofs(edit, text) {
  const answer = await judge.ask('judge', state.name, text, spoken());
  if (edit !== state.edit) return;
  if (!answer.stopped) judged(answer, text);
  else if (answer.late) tell(word('stopped', judge.patience / 1000));
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

async function lesson(edit = state.edit, quick = false) {
  const first = !state.lesson;
  const options = seeded({values: change.values, down: state.down ? 1 : 0, dark: dark() ? 1 : 0,
    width: $('picture').clientWidth, height: $('picture').clientHeight});
  if (layers.open) options.open = layers.open;
  const made = await prepared(state.name, editor.text, spoken(), options);
  const answer = made ? {...made} : await ask('lesson', options);
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
  // Formulas of the backward pass are asked for after the picture; while values move, those from before stay.
  answer.kept = quick;
  answer.backward = state.lesson && quick ? state.lesson.backward : [];
  state.lesson = answer;
  picture.draw(answer);
  layers.show(answer);
  if (!first && !quick) {
    const late = await ask('backward', {values: change.values});
    if (edit !== state.edit || late.stopped) return;
    answer.backward = late.backward || [];
  }
  if (!first || !steps.wanted?.startsWith('b')) steps.take(answer);
  entries.take(answer);
  change.show(answer);
  if (state.tab === 'compare') compare.show(answer, editor.text, state.examples);
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

function select(name, opened = true) {
  state.selected = name || '';
  picture.select(state.selected);
  if (entries.name !== state.selected && (opened || entries.name)) entries.show(state.selected);
  note({sel: state.selected || null});
}

/** What the way back along an edge does with the gradient that comes from above. */
function pointed(from, to) {
  const step = from && state.lesson?.backward.find(one => one.of === from);
  const way = step && step.ways.find(one => one.through === to);
  const box = $('edge');
  box.hidden = !way;
  if (!way) return;
  const above = state.lesson.numbers[to]?.gradient;
  const product = way.productValue ?? (step.ways.length === 1 ? state.lesson.numbers[from]?.gradient : undefined);
  box.replaceChildren(
    el('div', {class: 'faint'}, `${to} → ${from}`),
    el('div', {class: 'formula'}, math(way.upstream), el('span', {class: 'shape'}, way.upstreamShape), el('span', {class: 'local'}, way.local),
      ' ⟶ ', math(way.product), el('span', {class: 'shape'}, way.productShape)),
    el('div', {class: 'operands'}, above === undefined ? null : numbers(above, 5), above === undefined ? null : ' ⟶ ',
      product === undefined ? null : numbers(product, 5)));
}

/** The card of what a line defines is selected with it. */
function atLine(number) {
  const text = editor.view.state.doc.line(number).text;
  const left = /^\s*(?:d(?=[\p{L}]))?([\p{L}][\p{L}\p{N}_]*)\s*=/u.exec(text);
  const name = left && (picture.cards.has(left[1]) ? left[1] : picture.cards.has('d' + left[1]) ? 'd' + left[1] : '');
  if (name) select(name, false);
}

function tab(name) {
  picture.point(null);
  state.tab = name;
  for (const other of TABS) {
    // Values are changed beside the picture that shows what becomes of them.
    $(other).hidden = other !== name && !(other === 'see' && name === 'change');
    $('tab-' + other).setAttribute('aria-selected', String(other === name));
    $('tab-' + other).tabIndex = other === name ? 0 : -1;
  }
  $('see').classList.toggle('beside', name === 'change');
  note({tab: name === 'see' ? null : name});
  if (name === 'formulas') askFormulas();
  if (name !== 'change') change.training = false;
  if (state.lesson) change.show(state.lesson);
  if (name === 'compare' && state.lesson) compare.show(state.lesson, editor.text, state.examples);
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

function load(text, name, values = {}) {
  state.name = name;
  if (state.lesson) {
    layers.read(null);
    note({open: null});
  }
  state.selected = '';
  state.fresh = true;
  change.reset();
  Object.assign(change.values, values);
  if (editor.text !== text) editor.text = text;
  // Nobody is typing: there is nothing to wait for.
  clearTimeout(pause);
  all();
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
  $('save').addEventListener('click', () => state.keep ? state.keep(editor.text) : file(state.name.replace(/^.*\//, ''), editor.text, 'text/plain'));
  $('link').addEventListener('click', async () => {
    note({t: await packed(editor.text)});
    await copy(location.href, $('link'), word('copied'));
  });
  $('svg').addEventListener('click', () => {
    const drawn = picture.source && picture.markup();
    if (drawn) file(`picture${document.body.dataset.step ? '-' + document.body.dataset.step : ''}.svg`, drawn, 'image/svg+xml');
  });
  $('picture').addEventListener('blur', () => picture.point(null));
  $('slide').addEventListener('click', async () => {
    if (!picture.source) return;
    await copy(picture.slide(steps.text()), $('slide'), word('copied'));
  });
  $('print').addEventListener('click', () => {
    $('sheets').replaceChildren(...(picture.source ? steps.pages() : []));
    print();
  });
  addEventListener('afterprint', () => $('sheets').replaceChildren());
  $('search').addEventListener('input', () => search(0));
  $('search').addEventListener('keydown', event => {
    if (event.key === 'Enter') search(event.shiftKey ? -1 : 1);
    if (event.key === 'Escape') {
      $('search').value = '';
      $('picture').focus();
    }
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
  for (const name of TABS) {
    $('tab-' + name).addEventListener('click', () => tab(name));
    $('tab-' + name).addEventListener('keydown', event => {
      const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
      if (!by) return;
      event.stopPropagation();
      const next = TABS[(TABS.indexOf(name) + by + TABS.length) % TABS.length];
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
    const keys = {'/': () => $('search').focus(), '>': () => steps.faster(steps.pace * 2), '<': () => steps.faster(steps.pace / 2),
      h: () => $('predict').click(), F: () => layers.all(), f: () => layers.toggle((layers.of(state.selected) || layers.list[0])?.path),
      ArrowRight: () => steps.move(1), ArrowLeft: () => steps.move(-1), ' ': () => steps.play(), Home: () => steps.go(0), End: () => steps.go(-1)};
    if (keys[event.key]) {
      event.preventDefault();
      keys[event.key]();
    }
  });
}

let found = 0;

/** Goes to a card whose name has the letters in it; `by` to the next. */
function search(by) {
  const letters = $('search').value.trim();
  const names = letters ? picture.search(letters) : [];
  found = by && names.length ? (found + by + names.length) % names.length : 0;
  $('found').textContent = letters ? (names.length ? `${found + 1}/${names.length}` : word('notFound')) : '';
  if (!names.length) return;
  // Looked for and found is also shown: a picture that is small is moved there.
  if (picture.scale < 0.7) picture.zoom(0.9 / picture.scale);
  select(names[found]);
}

function formulasAgain() {
  state.formulas = null;
  if (state.tab === 'formulas') askFormulas();
}

async function start() {
  const asked = fields();
  language(asked.get('lang') || data('model-data')?.language || navigator.language || 'en');
  wire();
  if (manner.dark) theme('dark');
  $('down').setAttribute('aria-pressed', String(state.down));
  if (manner.title) document.title = document.querySelector('h1').textContent = manner.title;
  const list = data('examples-data') || [];
  state.examples = list;
  layers.read(asked.get('open'));
  const held = data('model-data');
  const text = asked.get('t') ? await unpacked(asked.get('t')) : '';
  examples(list, Boolean(text || held?.name));
  if (asked.get('tab')) tab(asked.get('tab'));
  if (asked.get('step')) steps.goTo(asked.get('step'));
  const selected = asked.get('sel') || '';
  const first = list.find(one => one.name === asked.get('example')) || list[0];
  if (studio && held.name) state.keep = follow(held.text, (now, name) => now !== editor.text && load(now, name));
  if (text) load(text, 'model.cr');
  else if (held && (held.name || held.text)) {
    // After a training there are the values it came to.
    load(held.text, held.name, held.values);
  }
  else if (first) {
    $('examples').value = first.name;
    load(first.text, first.name);
  }
  state.selected = selected;
}

start();
