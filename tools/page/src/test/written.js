// Pages that the commands write, in Chromium: written.js RESULT-FOLDER. The program is that of CHAINRULE_JAVA and CHAINRULE_CLASSES.
'use strict';
const fs = require('fs');
const path = require('path');
const {spawnSync} = require('child_process');
const {find, Chromium} = require('./chromium.js');

const folder = path.resolve(process.argv[2]);
const [java, classPath] = [process.env.CHAINRULE_JAVA, process.env.CHAINRULE_CLASSES];
const program = find();
if (!program || !java || !classPath) {
  console.log('SKIPPED pages that commands write: tools/page/test names the program, and Chromium is to be on the PATH');
  process.exit(0);
}
const here = path.join(folder, 'written');
const resources = path.join(folder, 'studio');
fs.rmSync(here, {recursive: true, force: true});
fs.mkdirSync(here, {recursive: true});
fs.mkdirSync(path.join(resources, 'org/chainrule/page'), {recursive: true});
fs.copyFileSync(path.join(folder, 'chainrule.html'), path.join(resources, 'org/chainrule/page/chainrule.html'));
const examples = path.join(__dirname, '../../../../examples');

let failures = 0;

function that(what, holds, detail = '') {
  if (!holds) failures++;
  console.log(`${holds ? 'ok  ' : 'FAIL'} ${what}${holds ? '' : ' ' + detail}`);
}

function chainrule(...words) {
  const classes = [resources, ...classPath.split(path.delimiter)].join(path.delimiter);
  const ran = spawnSync(java, ['-cp', classes, 'org.chainrule.cli.Main', ...words], {encoding: 'utf8'});
  that(words.join(' ').replaceAll(here + '/', '').replaceAll(examples + '/', ''), ran.status === 0, ran.stdout + ran.stderr);
}

const at = name => path.join(here, name);
const url = name => 'file://' + at(name);

/** Whatever stands in a name or a text, none of it is live, and nothing leaves the page. */
async function quiet(page, name, allowed = [name]) {
  await new Promise(resolve => setTimeout(resolve, 300));
  that(`${name}: nothing in the console, no violation of the policy`, page.problems.length === 0, page.problems.join('\n'));
  const foreign = page.requests.filter(one => !allowed.some(each => one.split('#')[0] === url(each)));
  that(`${name}: no requests`, foreign.length === 0, foreign.join(' '));
  that(`${name}: no markup is live`, await page.value(`document.querySelectorAll('img, b.live, a[href^="javascript:"]').length === 0
    && window.live === undefined && document.title !== 'live'`));
  await page.close();
}

const HOSTILE = `# </script><script>window.live = 1; document.title = 'live'</script> <img src=x onerror="window.live = 1">
input x [2] = [1, 2]  # "><b class=live>
param w [2] = [0.5, -1]  # &lt;img src=x onerror=live=1&gt; javascript:live=1
J = sum((w * x)^2)
derive J
dw = 2 * x^2 * w
`;

(async () => {
  const model = at('</script><img src=x onerror=live=1>.cr'.replaceAll('/', '∕'));
  fs.writeFileSync(model, HOSTILE);
  const browser = new Chromium(program);
  try {
    const title = '</title><script>window.live = 1</script><img src=x onerror=live=1>';
    chainrule('view', model, '-o', at('net.html'));
    that('net.html: under 4 MB', fs.statSync(at('net.html')).size < 4e6);
    let page = await browser.page();
    await page.open(url('net.html'));
    await page.until(`document.querySelector('#picture .card[data-name=J]')?.dataset.value === '4.25'`);
    await page.until(`document.getElementById('state').className === 'good'`);
    that('net.html opens at the picture, with its numbers', true);
    await page.key('ArrowRight');
    that('net.html steps', (await page.value('document.body.dataset.step')) === 'f1');
    const link = await page.value('location.href');
    await quiet(page, 'net.html');
    page = await browser.page({dark: true});
    await page.open(link);
    await quiet(page, 'net.html');

    chainrule('view', model, '-o', at('asked.html'), '--title', title, '--seed', '7', '--direction', 'down', '--ground', 'dark');
    page = await browser.page();
    await page.open(url('asked.html'));
    await page.until(`document.querySelector('#picture .card[data-name=J]')?.dataset.value === '4.25'`);
    that('asked.html has the title, the direction and the ground that were asked for', await page.value(`document.title === ${JSON.stringify(title)}
      && document.querySelector('h1').textContent === ${JSON.stringify(title)} && document.documentElement.dataset.theme === 'dark'
      && document.getElementById('down').getAttribute('aria-pressed') === 'true'`));
    await page.until(`document.getElementById('state').className === 'good'`);
    await quiet(page, 'asked.html');

    chainrule('view', model, '-o', at('static.html'), '--static', '--title', title);
    that('static.html: small', fs.statSync(at('static.html')).size < 4e5, String(fs.statSync(at('static.html')).size));
    page = await browser.page();
    await page.send('Page.navigate', {url: url('static.html')});
    await page.until(`document.querySelector('svg') !== null && document.readyState === 'complete'`);
    await quiet(page, 'static.html');

    fs.mkdirSync(at('report'));
    chainrule('check', model, '--report', at('report/report.html'));
    page = await browser.page();
    await page.send('Page.navigate', {url: url('report/report.html')});
    await page.until(`document.readyState === 'complete' && document.querySelector('a[href*="chainrule.html#"]') !== null`);
    const opened = await page.value(`document.querySelector('a[href*="chainrule.html#"]').href`);
    await quiet(page, 'report/report.html');
    page = await browser.page();
    await page.open(opened);
    await page.until(`document.getElementById('state').className === 'good'`);
    that('the link of a report opens the derivation', await page.value(`document.querySelector('#editor').shadowRoot.textContent.includes('dw = 2 * x^2 * w')`));
    await quiet(page, 'report/chainrule.html');

    chainrule('train', path.join(examples, 'training/exclusive-or.cr'), '--out', at('trained'));
    page = await browser.page();
    await page.open(url('trained/page.html'));
    await page.until(`document.querySelector('#picture .card[data-name=J]')?.dataset.value !== undefined`);
    that('train --out: the page has the trained values', Number(await page.value(`document.querySelector('#picture .card[data-name=J]').dataset.value`)) < 0.3);
    await quiet(page, 'trained/page.html');
  } catch (e) {
    that(e.stack, false);
  } finally {
    await browser.close();
  }
  console.log(failures ? `${failures} failures` : 'what the commands write works');
  process.exit(failures ? 1 : 0);
})();
