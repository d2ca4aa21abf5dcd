// The page in Chromium: browser.js RESULT-FOLDER. Pictures go to RESULT-FOLDER/pictures.
'use strict';
const fs = require('fs');
const {spawn} = require('child_process');
const path = require('path');
const {find, Chromium, serve} = require('./chromium.js');

const folder = path.resolve(process.argv[2]);
const program = find();
if (!program) {
  console.log('SKIPPED the page in a browser: no Chromium on the PATH');
  process.exit(0);
}
const engine = require(path.join(folder, 'engine.js'));
const pictures = path.join(folder, 'pictures');
fs.mkdirSync(pictures, {recursive: true});
const examples = path.join(__dirname, '../../../../examples');
const read = name => fs.readFileSync(path.join(examples, name), 'utf8');
const html = 'file://' + path.join(folder, 'chainrule.html');

let failures = 0;

function that(what, holds, detail = '') {
  if (!holds) failures++;
  console.log(`${holds ? 'ok  ' : 'FAIL'} ${what}${holds ? '' : ' ' + detail}`);
}

const rest = milliseconds => new Promise(resolve => setTimeout(resolve, milliseconds));

async function clean(page, what) {
  await rest(200);
  that(`${what}: nothing in the console, no violation of the policy`, page.problems.length === 0, page.problems.join('\n'));
  const foreign = page.requests.filter(url => url !== html && !url.startsWith(html + '#'));
  that(`${what}: no requests`, foreign.length === 0, foreign.join(' '));
  await page.close();
}

/** Types a text in place of the one that is there, as a person would paste it. */
async function type(page, text) {
  await page.value('document.querySelector("#editor").shadowRoot.querySelector(".cm-content").focus()');
  await page.send('Input.dispatchKeyEvent', {type: 'keyDown', key: 'a', code: 'KeyA', modifiers: 2, windowsVirtualKeyCode: 65});
  await page.send('Input.dispatchKeyEvent', {type: 'keyUp', key: 'a', code: 'KeyA', modifiers: 2, windowsVirtualKeyCode: 65});
  await page.send('Input.insertText', {text});
}

const flat = value => (Array.isArray(value) ? value.flat(Infinity) : [value]);

/** Chooses an example and waits for its picture. */
async function example(page, name) {
  const before = await page.value('document.querySelector("#picture svg")?.outerHTML.length || 0');
  await page.value(`(() => { const box = document.getElementById('examples'); box.value = ${JSON.stringify(name)};
    box.dispatchEvent(new Event('change')); window.drawn = document.querySelector('#picture svg'); })()`);
  await page.until('document.querySelector("#picture svg") !== window.drawn');
  return before;
}

/** Steps through everything with the arrow key; the numbers on the cards are those of the command line. */
async function stepping(page, name) {
  await example(page, name);
  const right = JSON.parse(engine.ask('eval', name, read(name), 'en', '')).values;
  await page.value('document.activeElement.blur()');
  const steps = [];
  for (let i = 0; i < 60; i++) {
    await page.key('ArrowRight');
    const step = await page.value('document.body.dataset.step');
    if (!step) break;
    steps.push(step);
    const shown = await page.value(`[...document.querySelectorAll('#picture .card[data-value]')].filter(card =>
      !card.classList.contains('without-value')).map(card => [card.dataset.name, card.dataset.value])`);
    for (const [card, value] of shown) {
      if (right[card] && JSON.stringify(flat(JSON.parse(value))) !== JSON.stringify(right[card].data)) {
        that(`${name} ${step}: ${card} is that of eval --json`, false, value);
      }
    }
  }
  const forward = steps.filter(step => step.startsWith('f')).length;
  that(`${name}: ${forward} steps forward, ${steps.length - forward} back, with the numbers of eval --json`,
    forward > 1 && steps.length - forward > 1, steps.join(' '));
}

async function desktop(browser) {
  const page = await browser.page();
  const start = Date.now();
  await page.open(html);
  console.log(`     ready after ${Date.now() - start} ms`);
  await page.until('document.querySelectorAll("#picture .card").length > 5');
  const first = await page.value('document.querySelector("#picture .card[data-name=W2]").dataset.gradient');
  that('a card has its gradient as nested lists', JSON.parse(first).length === 1 && JSON.parse(first)[0].length === 3, first);
  await page.until('document.getElementById("state").className === "good"');
  await page.screenshot(path.join(pictures, 'light.png'));

  await stepping(page, 'training/exclusive-or.cr');
  await stepping(page, 'two-layer.cr');
  await page.key('ArrowLeft');
  await page.key('ArrowLeft');
  that('the arrow to the left goes back', /^b\d+$/.test(await page.value('document.body.dataset.step')));
  await page.screenshot(path.join(pictures, 'step.png'));

  await example(page, 'homework/two-layer-right.cr');
  await page.until('document.getElementById("state").className === "good"');
  await rest(1500);
  const text = read('homework/two-layer-right.cr').replace(/\(1 - A1\^2\)/, '(1 - A1)');
  const typedAt = Date.now();
  await type(page, text);
  await page.until('document.querySelector("#editor").shadowRoot.querySelector(".wrong-line") !== null');
  const marked = Date.now() - typedAt;
  console.log(`     a wrong line is marked after ${marked} ms`);
  that('a wrong line is marked', true);
  if (process.env.STRICT_TIME) that('within half a second', marked <= 500, String(marked));
  await page.until('document.querySelector("#editor").shadowRoot.querySelector(".said button") !== null');
  await page.screenshot(path.join(pictures, 'wrong.png'));
  await page.value('document.querySelector("#editor").shadowRoot.querySelector(".said button").click()');
  await page.until('document.getElementById("state").className === "good"');
  that('the correction is right once it is taken', true);

  await type(page, text + '\nW1 = = 3');
  await page.until('document.getElementById("state").className === "bad"');
  await page.value('document.getElementById("tab-check").click()');
  await rest(300);
  await page.screenshot(path.join(pictures, 'check.png'));
  await page.value('document.getElementById("tab-formulas").click()');
  await type(page, text);
  await page.until('document.querySelectorAll("#formulas math").length > 5');
  await page.screenshot(path.join(pictures, 'formulas.png'));
  await example(page, 'two-layer.cr').catch(() => {});
  await page.value('document.getElementById("tab-change").click()');
  await page.until('document.querySelectorAll("#change input[type=number]").length > 10');
  const loss = () => page.value('Number(document.querySelector("#picture .card[data-name=J]").dataset.value)');
  const before = await loss();
  await page.value('document.querySelector("[data-key=hundred]").click()');
  await page.until(`Number(document.querySelector("#picture .card[data-name=J]").dataset.value) < ${before}`);
  that('steps down the gradient make the loss smaller', (await loss()) < before);
  await page.screenshot(path.join(pictures, 'change.png'));
  await clean(page, 'desktop');
}

const press = (page, key, text = key) => page.key(key, 'Key' + key.toUpperCase(), text);

/** What a card is made of, edges, layers, search: by keyboard alone. */
async function looking(browser) {
  const page = await browser.page();
  await page.open(html + '#example=two-layer.cr&sel=Z1');
  await page.until('document.querySelectorAll("#card .own td").length === 24');
  await page.until('document.getElementById("state").className === "good"');
  await page.value('document.querySelectorAll("#card .own td")[0].focus()');
  for (const key of ['ArrowDown', 'ArrowRight']) await page.key(key);
  // The entry that ArrowDown reaches has a sum as well.
  await page.until('document.activeElement === document.querySelectorAll("#card .own td")[5]');
  await page.until('document.querySelector("#card .sum math") !== null && /·1 /.test(document.querySelector("#card .numbers").textContent)');
  const sum = await page.value('document.querySelector("#card .numbers").textContent');
  that('an entry is a sum of products, with numbers', sum === '= 0.4·0 + 0.3·1 + 0 = 0.3', sum);
  that('what it is made of is marked', await page.value('document.querySelectorAll("#card td.marked").length') === 6);
  await page.screenshot(path.join(pictures, 'entry.png'));

  await page.value('document.getElementById("picture").focus()');
  await press(page, 'e');
  await page.until('!document.getElementById("edge").hidden');
  that('an edge shows what the way back does', (await page.value('document.getElementById("edge").textContent')).startsWith('Z1 → W1'));
  await page.screenshot(path.join(pictures, 'edge.png'));
  await page.key('Escape');
  that('and is let go', await page.value('document.getElementById("edge").hidden'));

  await press(page, 'f');
  await page.until('location.hash.includes("open=layer2")');
  await page.until('document.querySelector("#picture .card[data-name=\'layer 1\']") !== null');
  that('a layer folds into one card', await page.value('document.querySelector("#picture .card[data-name=Z1]") === null'));
  await page.screenshot(path.join(pictures, 'folded.png'));
  await page.value('document.getElementById("picture").focus()');
  await press(page, 'F');
  await page.until('document.querySelectorAll("#layers [aria-expanded=true]").length === 0 && location.hash.includes("open=-")');
  await press(page, 'F');
  await page.until('document.querySelectorAll("#picture .card[data-name=Z2]").length === 1');
  that('all layers fold and open', !(await page.value('location.hash')).includes('open'));

  await press(page, '/');
  await page.send('Input.insertText', {text: 'b2'});
  await page.until('document.querySelector("#picture .card.selected")?.dataset.name === "b2"');
  that('a card is found', (await page.value('document.getElementById("found").textContent')) === '1/1');

  await page.value('document.getElementById("picture").focus()');
  await press(page, '>');
  that('the speed is set', (await page.value('document.getElementById("speed").value')) === '2');
  await page.key('ArrowRight');
  await page.value('window.print = () => {}');
  await page.value('document.getElementById("print").click()');
  const steps = await page.value('document.getElementById("slider").max');
  that('each step is printed on a page', (await page.value('document.querySelectorAll("#sheets .sheet svg").length')) === Number(steps) + 1);
  await clean(page, 'looking');

  const link = await browser.page();
  await link.open(html + '#step=b7&open=layer1&sel=A1');
  await link.until('document.body.dataset.step === "b7"');
  that('a deep link opens a step, a layer and a card', await link.value(`document.querySelector('#picture .card.selected')?.dataset.name === 'A1'
    && document.querySelector('#layers [data-path=layer2]').getAttribute('aria-expanded') === 'false'`));
  await clean(link, 'deep link');
}

/** Values that move, training, the plane of a model, and two models side by side. */
async function changing(browser) {
  const page = await browser.page();
  await page.open(html + '#example=training/exclusive-or.cr&tab=change');
  await page.until('document.querySelector("#change .plane") !== null');
  that('the plane of the data is drawn', true);
  const loss = () => page.value('Number(document.querySelector("#picture .card[data-name=J]").dataset.value)');
  const before = await loss();
  await page.value('document.querySelector("[data-key=\'W10\']").focus()');
  await page.key('ArrowUp');
  await page.until(`Number(document.querySelector("#picture .card[data-name=J]").dataset.value) !== ${before}`);
  that('a weight is moved by a key', true);
  const moved = await loss();
  const box = await page.value(`(() => { const box = document.querySelector("[data-key='W10']").getBoundingClientRect(); return [box.x + 20, box.y + box.height / 2]; })()`);
  const mouse = (type, x) => page.send('Input.dispatchMouseEvent', {type, x, y: box[1], button: 'left', buttons: 1, clickCount: 1});
  await mouse('mousePressed', box[0]);
  for (let i = 1; i <= 5; i++) await mouse('mouseMoved', box[0] + 12 * i);
  await mouse('mouseReleased', box[0] + 60);
  await page.until(`Number(document.querySelector("#picture .card[data-name=J]").dataset.value) !== ${moved}`);
  that('a weight is dragged', Math.abs(await page.value(`JSON.parse(document.querySelector('#picture .card[data-name=W1]').dataset.value)[0][0]`)) > 0);
  await page.value('document.querySelector("[data-key=\'W10d\']").click()');
  await page.until('document.querySelector("#change .nudge").textContent.includes("0.001")');
  that('a nudge stands beside the derivative', true);
  const start = await loss();
  await page.value('document.querySelector("[data-key=train]").click()');
  await page.until(`Number(document.querySelector("#picture .card[data-name=J]").dataset.value) < ${start} - 0.001`);
  await page.value('document.querySelector("[data-key=train]").click()');
  await page.until('document.querySelector("[data-key=train]").getAttribute("aria-pressed") === "false"');
  that('it trains until it is stopped', await page.value('document.querySelector(".curve path") !== null'));
  that('the sizes of the gradients are told', (await page.value('document.querySelectorAll(".health tr").length')) === 4);
  await page.screenshot(path.join(pictures, 'training.png'));
  await clean(page, 'changing');

  const pair = await browser.page();
  await pair.open(html + '#example=two-layer.cr&tab=compare');
  await pair.until('document.getElementById("other") !== null');
  await pair.value('document.getElementById("other").focus()');
  await pair.send('Input.insertText', {text: read('two-layer.cr').replace('tanh(Z1)', 'relu(Z1)')});
  await pair.until('document.querySelector("#compare .first-difference") !== null');
  that('two models are compared: the first difference is marked',
    (await pair.value('document.querySelector("#compare .first-difference").dataset.name')) === 'A1');
  await pair.screenshot(path.join(pictures, 'compare.png'));
  await clean(pair, 'compare');
}

/** A model of ten thousand operations opens folded. */
async function large(browser) {
  const lines = ['input x = 0.5'];
  for (let i = 0; i < 3300; i++) lines.push(`param w${i} = 0.${i % 9 + 1}`, `a${i} = tanh(w${i} * ${i ? 'a' + (i - 1) : 'x'})`);
  lines.push('J = (a3299 - 1)^2', '');
  const page = await browser.page();
  await page.open(html);
  await page.until('document.getElementById("state").className === "good"');
  const start = Date.now();
  await type(page, lines.join('\n'));
  await page.until('document.querySelector("#picture .card[data-name=J]") !== null && document.querySelector("#picture .card[data-name=A1]") === null');
  console.log(`     10,000 operations are drawn after ${Date.now() - start} ms`);
  that('a large model is folded', (await page.value('document.querySelectorAll("#picture .card").length')) <= 300);
  const frames = await page.value(`new Promise(resolve => { let n = 0; const start = performance.now(); const holder = document.getElementById('picture');
    const next = () => { holder.dispatchEvent(new KeyboardEvent('keydown', {key: n % 2 ? 'a' : 'd'})); n++;
      performance.now() - start < 1000 ? requestAnimationFrame(next) : resolve(n); }; next(); })`);
  console.log(`     and moved at ${frames} frames a second`);
  await page.screenshot(path.join(pictures, 'large.png'));
  await clean(page, 'large');
}

async function others(browser) {
  const dark = await browser.page({dark: true});
  await dark.open(html + '#lang=zh&step=b3&sel=W2');
  await dark.until('document.body.dataset.step === "b3"');
  await dark.until('document.getElementById("state").className === "good"');
  that('a deep link opens a step', true);
  await dark.screenshot(path.join(pictures, 'dark-zh.png'));
  await clean(dark, 'dark');

  const phone = await browser.page({width: 390, height: 844, mobile: true});
  await phone.open(html);
  await rest(500);
  await phone.screenshot(path.join(pictures, 'phone.png'));
  that('nothing is wider than the phone', await phone.value('document.documentElement.scrollWidth <= innerWidth'));
  await clean(phone, 'phone');
}

/** Names and texts are never markup. */
async function hostile(browser) {
  const page = await browser.page();
  const text = 'input x = 2\ny = x * 3  # <img src=x onerror=alert(1)> </script><script>alert(2)</script>\nz = y + "<b>"\n';
  await page.open(html);
  await type(page, text);
  await rest(800);
  that('markup in a text stays text', await page.value('document.querySelectorAll("img, b").length === 0'));
  await clean(page, 'hostile');
}

/** The page as files of a static host. */
async function hosted(browser) {
  const site = path.join(folder, 'site');
  const host = await serve(site);
  const page = await browser.page();
  await page.open(host.address);
  await page.until('document.getElementById("state").className === "good"');
  that('the site works from a host', true);
  that('the site: nothing in the console', page.problems.filter(one => !one.includes('favicon')).length === 0, page.problems.join('\n'));
  host.close();
}

/** The page that the program itself serves, which follows a file. */
async function studio(browser) {
  const [java, classPath] = [process.env.CHAINRULE_JAVA, process.env.CHAINRULE_CLASSES];
  if (!java || !classPath) {
    console.log('SKIPPED the studio: tools/page/test names the program');
    return;
  }
  const resources = path.join(folder, 'studio');
  fs.mkdirSync(path.join(resources, 'org/chainrule/page'), {recursive: true});
  fs.copyFileSync(path.join(folder, 'chainrule.html'), path.join(resources, 'org/chainrule/page/chainrule.html'));
  const file = path.join(resources, 'model.cr');
  fs.writeFileSync(path.join(resources, 'x.csv'), '1,3\n');
  fs.writeFileSync(file, 'input x [2] = file("x.csv")\nparam w = 2\nJ = sum((w*x)^2)\n');
  const child = spawn(java, ['-cp', [resources, ...classPath.split(path.delimiter)].join(path.delimiter), 'org.chainrule.cli.Main', 'studio', file, '--no-open']);
  try {
    const address = await new Promise((resolve, reject) => {
      let text = '';
      child.stdout.on('data', part => { text += part; if (text.includes('\n')) resolve(text.split('\n')[0].trim()); });
      child.on('exit', code => reject(new Error('the studio ended with ' + code)));
    });
    const page = await browser.page();
    await page.open(address);
    await page.until('document.querySelector("#picture .card[data-name=J]")?.dataset.value === "40"');
    that('the studio answers from the JVM, with files', true);
    fs.writeFileSync(file, 'input x [2] = file("x.csv")\nparam w = 1\nJ = sum((w*x)^2)\n');
    await page.until('document.querySelector("#picture .card[data-name=J]")?.dataset.value === "10"');
    that('and follows the file', true);
    await rest(300);
    that('the studio: nothing in the console', page.problems.length === 0, page.problems.join('\n'));
    that('the studio: nothing is asked of others', page.requests.every(url => url.startsWith(address)), page.requests.join(' '));
    await page.close();
  } finally {
    child.kill();
  }
}

(async () => {
  const browser = new Chromium(program);
  try {
    const only = process.argv[3];
    for (const part of [desktop, looking, changing, large, others, hostile, hosted, studio].filter(one => !only || one.name === only)) await part(browser);
  } catch (e) {
    that(e.stack, false);
  } finally {
    await browser.close();
  }
  console.log(failures ? `${failures} failures` : 'the page works');
  process.exit(failures ? 1 : 0);
})();
