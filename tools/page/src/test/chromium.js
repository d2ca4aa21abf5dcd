// Chromium over the DevTools protocol, through a pipe.
'use strict';
const {spawn} = require('child_process');
const fs = require('fs');
const http = require('http');
const os = require('os');
const path = require('path');

/** Where a Chromium is; null where there is none. */
function find() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  for (const folder of (process.env.PATH || '').split(':')) {
    for (const name of ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']) {
      const file = path.join(folder, name);
      if (fs.existsSync(file)) return file;
    }
  }
  return null;
}

class Chromium {
  constructor(program) {
    this.folder = fs.mkdtempSync(path.join(os.tmpdir(), 'page-'));
    this.child = spawn(program, ['--headless', '--no-sandbox', '--disable-gpu', '--hide-scrollbars', '--no-first-run',
      '--disable-background-networking', '--disable-component-update', '--user-data-dir=' + this.folder,
      '--remote-debugging-pipe', 'about:blank'], {stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe']});
    this.waiting = new Map();
    this.listeners = [];
    this.number = 0;
    let rest = '';
    this.child.stdio[4].on('data', chunk => {
      rest += chunk;
      const parts = rest.split('\0');
      rest = parts.pop();
      for (const part of parts) this.received(JSON.parse(part));
    });
  }

  received(message) {
    if (message.id) {
      const {resolve, reject} = this.waiting.get(message.id);
      this.waiting.delete(message.id);
      if (message.error) reject(new Error(message.error.message));
      else resolve(message.result);
    } else {
      for (const listener of this.listeners) listener(message);
    }
  }

  send(method, params = {}, sessionId = undefined) {
    const id = ++this.number;
    this.child.stdio[3].write(JSON.stringify({id, method, params, sessionId}) + '\0');
    return new Promise((resolve, reject) => this.waiting.set(id, {resolve, reject}));
  }

  /** A tab; what goes wrong in it is kept in `problems`, and what it asks the network for in `requests`. */
  async page({width = 1280, height = 720, dark = false, mobile = false} = {}) {
    const {targetId} = await this.send('Target.createTarget', {url: 'about:blank'});
    const {sessionId} = await this.send('Target.attachToTarget', {targetId, flatten: true});
    const page = new Page(this, sessionId, targetId);
    for (const domain of ['Page', 'Runtime', 'Log', 'Network', 'Audits']) await page.send(domain + '.enable');
    await page.send('Emulation.setDeviceMetricsOverride', {width, height, deviceScaleFactor: mobile ? 2 : 1, mobile});
    await page.send('Emulation.setEmulatedMedia', {features: [{name: 'prefers-color-scheme', value: dark ? 'dark' : 'light'}]});
    return page;
  }

  close() {
    this.child.kill();
    return new Promise(resolve => this.child.on('exit', () => {
      try {
        fs.rmSync(this.folder, {recursive: true, force: true, maxRetries: 20, retryDelay: 100});
      } catch (e) {
        // Something of the browser still writes there; the system clears its folder for such files.
      }
      resolve();
    }));
  }
}

class Page {
  constructor(browser, session, target) {
    this.browser = browser;
    this.target = target;
    this.session = session;
    this.problems = [];
    this.requests = [];
    browser.listeners.push(message => {
      if (message.sessionId !== session) return;
      const {method, params} = message;
      if (method === 'Runtime.exceptionThrown') {
        this.problems.push('exception: ' + (params.exceptionDetails.exception?.description || params.exceptionDetails.text));
      } else if (method === 'Runtime.consoleAPICalled' && ['error', 'warning'].includes(params.type)) {
        this.problems.push('console: ' + params.args.map(arg => arg.value || arg.description).join(' '));
      } else if (method === 'Log.entryAdded' && ['error', 'warning'].includes(params.entry.level)) {
        this.problems.push('log: ' + params.entry.text);
      } else if (method === 'Audits.issueAdded' && params.issue.code === 'ContentSecurityPolicyIssue') {
        this.problems.push('csp: ' + JSON.stringify(params.issue.details));
      } else if (method === 'Network.requestWillBeSent' && !/^(?:blob|data):/.test(params.request.url)) {
        this.requests.push(params.request.url);
      }
    });
  }

  send(method, params) {
    return this.browser.send(method, params, this.session);
  }

  close() {
    return this.browser.send('Target.closeTarget', {targetId: this.target});
  }

  async open(url) {
    await this.send('Page.navigate', {url});
    await this.until('document.body && document.body.dataset.ready === "true"');
  }

  async value(expression) {
    const {result, exceptionDetails} = await this.send('Runtime.evaluate', {expression, returnByValue: true, awaitPromise: true});
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description || exceptionDetails.text);
    return result.value;
  }

  /** Waits for something to become true. */
  async until(expression, most = 60000) {
    const start = Date.now();
    while (!(await this.value(expression).catch(() => false))) {
      if (Date.now() - start > most) throw new Error('never true: ' + expression);
      await new Promise(resolve => setTimeout(resolve, 15));
    }
    return Date.now() - start;
  }

  async key(key, code = key, text = undefined) {
    const virtual = {ArrowRight: 39, ArrowLeft: 37, Home: 36, End: 35, ArrowUp: 38, ArrowDown: 40, Escape: 27, Tab: 9, Enter: 13, ' ': 32}[key];
    await this.send('Input.dispatchKeyEvent', {type: 'keyDown', key, code, text, windowsVirtualKeyCode: virtual});
    await this.send('Input.dispatchKeyEvent', {type: 'keyUp', key, code, windowsVirtualKeyCode: virtual});
  }

  async screenshot(file) {
    const {data} = await this.send('Page.captureScreenshot', {format: 'png'});
    fs.writeFileSync(file, Buffer.from(data, 'base64'));
  }
}

const TYPES = {'.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.wasm': 'application/wasm'};

/** A static host for a folder: its address, and how to end it. */
async function serve(folder) {
  const server = http.createServer((request, response) => {
    const asked = request.url.split(/[?#]/)[0];
    const file = path.join(folder, asked === '/' ? 'index.html' : path.basename(asked));
    if (!fs.existsSync(file)) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, {'Content-Type': TYPES[path.extname(file)] || 'text/plain'}).end(fs.readFileSync(file));
  });
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
  return {address: `http://127.0.0.1:${server.address().port}/`, close: () => {
    server.close();
    server.closeAllConnections();
  }};
}

module.exports = {find, Chromium, serve};
