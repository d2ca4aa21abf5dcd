// What the page itself says, in both languages; what the engine says comes in the language asked for.

const WORDS = {
  examples: ['Examples', '示例'],
  own: ['your text', '当前文本'],
  open: ['Open', '打开'],
  save: ['Save', '保存'],
  link: ['Link', '链接'],
  copied: ['copied', '已复制'],
  linkCopied: ['The link holds the whole text. It is copied.', '链接包含全部文本，已复制。'],
  linkShown: ['The link in the address bar holds the whole text.', '地址栏中的链接包含全部文本。'],
  theme: ['Light or dark', '浅色或深色'],
  model: ['Model and derivation', '模型与推导'],
  see: ['Picture', '图'],
  check: ['Derivation', '推导检查'],
  formulas: ['Formulas', '公式'],
  change: ['Values', '数值'],
  picture: ['Computation graph', '计算图'],
  smaller: ['Smaller', '缩小'],
  larger: ['Larger', '放大'],
  fit: ['Fit', '适应窗口'],
  turn: ['From left to right, or down', '横向或纵向'],
  saveSvg: ['Save this picture as SVG', '将此图保存为 SVG'],
  stepping: ['Step through the passes', '逐步演示'],
  first: ['To the start (Home)', '回到开始 (Home)'],
  back: ['One step back (←)', '上一步 (←)'],
  next: ['One step on (→)', '下一步 (→)'],
  play: ['Play or pause (space)', '播放或暂停 (空格)'],
  all: ['Show everything (End)', '全部显示 (End)'],
  step: ['Step', '步骤'],
  predict: ['hide the answer', '隐藏答案'],
  yours: ['Your prediction for {0}', '你对 {0} 的预测'],
  judge: ['Judge', '判断'],
  predicted: ['right', '正确'],
  mistaken: ['not yet: {0} of {1} entries are right', '还不对：{1} 个元素中有 {0} 个正确'],
  unreadNumbers: ['write numbers, with commas or spaces between them', '请输入数字，用逗号或空格分隔'],
  overview: ['all values and gradients', '所有值与梯度'],
  start: ['start: only inputs and parameters have values', '开始：只有输入和参数有值'],
  forward: ['forward', '前向'],
  backward: ['backward', '反向'],
  upstream: ['upstream', '上游梯度'],
  local: ['local derivative', '局部导数'],
  product: ['product', '乘积'],
  sum: ['sum over {0} paths', '{0} 条路径之和'],
  inserted: ['inserted', '代入'],
  through: ['through', '经由'],
  rules: ['rules', '规则'],
  value: ['value', '值'],
  gradient: ['gradient', '梯度'],
  shape: ['shape', '形状'],
  random: ['No value is given for {0}; random ones are used.', '没有给出 {0} 的值，已使用随机值。'],
  busy: ['working …', '计算中…'],
  fine: ['no errors', '没有错误'],
  errors: ['{0} errors', '{0} 个错误'],
  oneError: ['1 error', '1 个错误'],
  lines: ['{0} lines right, {1} wrong', '{0} 行正确，{1} 行错误'],
  stopped: ['stopped: this took longer than {0} s', '已停止：超过 {0} 秒'],
  noClaims: ['No derivation in the text. Write lines such as:', '文本中没有推导。可写入如下各行：'],
  line: ['line', '行'],
  verdict: ['verdict', '结论'],
  write: ['write', '改为'],
  apply: ['Apply', '应用'],
  card: ['show in the picture', '在图中显示'],
  proof: ['proof', '证明'],
  counter: ['for example entry {0}: yours {1}, right {2}', '例如元素 {0}：你的是 {1}，正确的是 {2}'],
  proved: ['proved', '已证明'],
  right: ['right', '正确'],
  agrees: ['agrees', '一致'],
  refuted: ['wrong', '错误'],
  follows: ['follows', '随之而错'],
  undecided: ['undecided', '未定'],
  unreadable: ['not readable', '无法读取'],
  followsFrom: ['follows from line {0}', '由第 {0} 行引起'],
  missing: ['missing', '缺少'],
  gradients: ['Gradients', '梯度'],
  index: ['Index form', '指标形式'],
  copy: ['Copy LaTeX', '复制 LaTeX'],
  copyText: ['Copy text', '复制文本'],
  copyAll: ['Copy all as LaTeX', '复制全部 LaTeX'],
  rate: ['learning rate', '学习率'],
  one: ['One step', '走一步'],
  hundred: ['100 steps', '走 100 步'],
  reset: ['Back to the text', '恢复文本中的值'],
  loss: ['loss', '损失'],
  nudge: ['Add 0.001 to {0}: the loss changes by {1}; 0.001 · gradient is {2}.',
    '{0} 增加 0.001：损失变化 {1}；0.001 · 梯度为 {2}。'],
  large: ['{0} entries: change them in the text', '{0} 个元素：请在文本中修改'],
  changed: ['changed', '已修改'],
  noLoss: ['There is no loss to go down.', '没有可下降的损失。'],
  print: ['Print', '打印'],
};

let language = 'en';

/** The language in use, `en` or `zh`. */
export function spoken() {
  return language;
}

/** Speaks another language from now on. */
export function speak(tag) {
  language = String(tag).toLowerCase().startsWith('zh') ? 'zh' : 'en';
  document.documentElement.lang = language;
}

/** A sentence with its places filled. */
export function word(key, ...filled) {
  const entry = WORDS[key];
  const text = entry ? entry[language === 'zh' ? 1 : 0] : key;
  return text.replace(/\{(\d)\}/g, (all, i) => String(filled[i] ?? ''));
}

/** Writes the words of the page where the markup asks for them. */
export function translate(root) {
  for (const element of root.querySelectorAll('[data-word]')) element.textContent = word(element.dataset.word);
  for (const element of root.querySelectorAll('[data-title]')) {
    element.title = word(element.dataset.title);
    element.setAttribute('aria-label', word(element.dataset.title));
  }
  for (const element of root.querySelectorAll('[data-label]')) {
    element.setAttribute('aria-label', word(element.dataset.label));
  }
}
