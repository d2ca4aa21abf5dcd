// axe-core in the states of the page: accessible.js RESULT-FOLDER AXE. What it calls serious or critical fails.
'use strict';
const fs = require('fs');
const path = require('path');
const {find, Chromium} = require('./chromium.js');

const folder = path.resolve(process.argv[2]);
const program = find();
if (!program) {
  console.log('SKIPPED accessibility: no Chromium on the PATH');
  process.exit(0);
}
const axe = fs.readFileSync(process.argv[3], 'utf8');
const model = fs.readFileSync(path.join(__dirname, '../../../../examples/two-layer.cr'), 'utf8');
const html = 'file://' + path.join(folder, 'chainrule.html');
const pictures = path.join(folder, 'pictures');
fs.mkdirSync(pictures, {recursive: true});

/** The address and what is there when the page is as it should be. */
const STATES = {
  see: ['sel=W2', 'document.querySelectorAll("#card td").length > 2'],
  step: ['step=b4', 'document.querySelector("#told .way") !== null'],
  folded: ['open=layer1&step=f2', 'document.querySelectorAll("#layers button").length > 1'],
  check: ['example=homework/two-layer-no-derivative.cr&tab=check', 'document.querySelector("#check .fix") !== null'],
  formulas: ['tab=formulas', 'document.querySelectorAll("#formulas math").length > 5'],
  change: ['example=training/exclusive-or.cr&tab=change', 'document.querySelector("#change .plane") !== null'],
  compare: ['tab=compare', 'document.getElementById("other") !== null'],
};

let failures = 0;

async function look(browser, name, [hash, there], dark, language, mobile) {
  const page = await browser.page({dark, mobile, ...(mobile ? {width: 390, height: 844} : {})});
  await page.open(`${html}#lang=${language}&${hash}`);
  await page.until('document.getElementById("state").className !== ""');
  await page.until(there);
  if (name === 'compare') {
    await page.value('document.getElementById("other").focus()');
    await page.send('Input.insertText', {text: model.replace('tanh(Z1)', 'relu(Z1)')});
    await page.until('document.querySelector("#compare .first-difference") !== null');
  }
  // Evaluated through the protocol: the policy of the page would not let it in as a script.
  await page.value(axe + '; undefined');
  const found = await page.value(`axe.run(document, {resultTypes: ['violations'], runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice']})
    .then(({violations}) => violations.map(({id, impact, help, nodes}) => ({id, impact, help,
      nodes: nodes.map(node => node.target.join(' ') + (node.any[0] ? ': ' + node.any[0].message : ''))})))`);
  const where = `${name}, ${dark ? 'dark' : 'light'}, ${language}${mobile ? ', phone' : ''}`;
  const serious = found.filter(one => ['serious', 'critical'].includes(one.impact));
  failures += serious.length ? 1 : 0;
  const minor = found.length - serious.length;
  console.log(`${serious.length ? 'FAIL' : 'ok  '} axe: ${where}${minor ? `: ${minor} minor` : ''}`);
  for (const one of process.env.SHOW ? found : serious) {
    console.log(`     ${one.impact} ${one.id}: ${one.help}`);
    for (const node of one.nodes.slice(0, 6)) console.log('       ' + node);
  }
  if (process.env.SHOW) await page.screenshot(path.join(pictures, `axe-${name}-${dark ? 'dark' : 'light'}-${language}${mobile ? '-phone' : ''}.png`));
  await page.close();
}

(async () => {
  const browser = new Chromium(program);
  try {
    for (const [name, state] of Object.entries(STATES)) {
      await look(browser, name, state, false, 'en', false);
      await look(browser, name, state, true, 'zh', false);
      if (['see', 'step', 'check'].includes(name)) await look(browser, name, state, false, 'zh', true);
    }
  } catch (e) {
    failures++;
    console.log('FAIL ' + e.stack);
  } finally {
    await browser.close();
  }
  process.exit(failures ? 1 : 0);
})();
