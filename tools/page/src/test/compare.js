// Asks the translated engine what Expected asked the JVM, and compares: compare.js ENGINE EXPECTED in Node,
// compare.js SITE EXPECTED js|wasm in Chromium, in a worker as the page starts it.
'use strict';
const fs = require('fs');
const path = require('path');
const {find, Chromium, serve} = require('./chromium.js');
const [, , enginePath, expectedPath, kind] = process.argv;
const lines = fs.readFileSync(expectedPath, 'utf8').split('\n').filter(line => line);

const NUMBER = /-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?/g;

/**
 * A function such as exp is that of the browser, off by a unit in the last place now and then, as the JVM's is: what is computed
 * from it has this many digits in common.
 */
const DIGITS = 12;

/** Errors of a comparison are rounding themselves, wherever they are far below what tells a wrong line from a right one. */
const ERROR = /("maxRelError":)[^,}]*/g;
const SMALL = 1e-8;

/** The same text with small errors of comparisons left out. */
function withoutRounding(text) {
  return text.replace(ERROR, (all, name) => (Math.abs(Number(all.slice(name.length))) < SMALL ? name + 'small' : all));
}

/** Whether two texts are the same but for the last digits of numbers. */
function closeTo(a, b) {
  const [one, other] = [withoutRounding(a), withoutRounding(b)];
  if (one.replace(NUMBER, '#') !== other.replace(NUMBER, '#')) return false;
  const left = one.match(NUMBER) || [];
  const right = other.match(NUMBER) || [];
  return left.every((text, i) => {
    const x = Number(text), y = Number(right[i]);
    return Object.is(x, y) || (x !== y && Math.abs(x - y) <= 10 ** -DIGITS * Math.max(Math.abs(x), Math.abs(y), 1));
  });
}

/** The first numbers that are not written the same. */
function firstApart(a, b) {
  const [left, right] = [a.match(NUMBER), b.match(NUMBER)];
  const i = left.findIndex((text, k) => text !== right[k]);
  return `${left[i]} ${right[i]}`;
}

/** What the commands say of a failure, without the name of the program. */
function expected(line) {
  if (line.code === 2) return line.out.trim() || line.err.trim();
  return line.out.trim();
}

const WORKER = {
  js: `window.engine = Promise.resolve(new Worker('engine.js'))`,
  wasm: `window.engine = fetch('engine.wasm').then(answer => answer.arrayBuffer())
    .then(code => WebAssembly.compile(code, {builtins: ['js-string']}))
    .then(module => { const worker = new Worker('engine-wasm.js'); worker.postMessage({module}); return worker; })`,
};

/** What answers a question, and what ends it. */
async function engine() {
  if (!kind) {
    const held = require(path.resolve(enginePath));
    return {ask: line => held.ask(line.what, line.file, line.text, line.language, line.options), again: () => {}, end: () => {}};
  }
  const site = await serve(enginePath);
  const browser = new Chromium(find());
  const page = await browser.page();
  await page.send('Page.navigate', {url: site.address});
  await page.until('document.body && document.body.dataset.ready === "true"');
  const again = () => page.value(`window.engine && window.engine.then(worker => worker.terminate()); ${WORKER[kind]}; undefined`);
  await again();
  return {
    again,
    ask: ({what, file, text, language, options}) => page.value(`window.engine.then(worker => new Promise((resolve, reject) => {
      worker.onerror = event => reject(new Error(event.message));
      worker.onmessage = ({data}) => data.failed ? reject(new Error(data.failed)) : resolve(data.answer);
      worker.postMessage(${JSON.stringify({id: 1, what, name: file, text, language, options})});
    }))`),
    end: async () => {
      await browser.close();
      site.close();
    },
  };
}

async function main() {
  if (kind && !find()) {
    console.log(`SKIPPED ${kind} in a browser: no Chromium on the PATH`);
    return 0;
  }
  const {ask, again, end} = await engine();
  const count = {same: 0, close: 0, different: 0};
  let slowest = 0;
  let where = '';
  let all = 0;
  for (const text of lines) {
    const line = JSON.parse(text);
    const start = Date.now();
    let answer;
    try {
      answer = (await ask(line)).trim();
    } catch (error) {
      // A program that has ended answers nothing any more: another takes its place.
      answer = 'the engine failed: ' + error.message;
      await again();
    }
    const time = Date.now() - start;
    all += time;
    if (time > slowest) [slowest, where] = [time, line.file + ' ' + line.what];
    let right = expected(line);
    if (line.code === 2 && !right.startsWith('{')) {
      // The commands print every error with its line and caret, the page has the first as data.
      const error = answer.startsWith('{') && JSON.parse(answer).error;
      answer = error ? 'refused' : answer;
      right = 'refused';
    }
    if (answer === right) {
      count.same++;
    } else if (line.file !== 'Platform' && closeTo(answer, right)) {
      count.close++;
      if (process.env.SHOW) console.log('close', line.file, line.what, line.options, line.language, firstApart(answer, right));
    } else {
      count.different++;
      let i = 0;
      while (answer[i] === right[i]) i++;
      console.log(`different: ${line.file} ${line.what} ${line.options} ${line.language}`);
      console.log('  page: …' + JSON.stringify(answer.slice(Math.max(0, i - 40), i + 100)));
      console.log('  JVM:  …' + JSON.stringify(right.slice(Math.max(0, i - 40), i + 100)));
    }
  }
  await end();
  console.log(`${kind ? kind + ' in Chromium' : 'in Node'}: ${lines.length} answers: ${count.same} the same byte for byte, `
    + `${count.close} but for digits after the ${DIGITS}th, ${count.different} different; ${all} ms, slowest ${slowest} ms (${where})`);
  return count.different > 0 ? 1 : 0;
}

main().then(code => process.exit(code), error => {
  console.log('FAIL ' + error.stack);
  process.exit(1);
});
