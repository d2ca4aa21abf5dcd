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
  where: ['where', '其中'],
  through: ['through', '经由'],
  rules: ['rules', '规则'],
  value: ['value', '值'],
  gradient: ['gradient', '梯度'],
  shape: ['shape', '形状'],
  random: ['No value is given for {0}; random ones are used.', '没有给出 {0} 的值，已使用随机值。'],
  busy: ['working …', '计算中…'],
  starting: ['the engine is starting …', '引擎正在启动…'],
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
  printSteps: ['Print, a page for each step', '打印，每步一页'],
  copySlide: ['Copy this step as SVG, 16:9', '将此步复制为 16:9 的 SVG'],
  search: ['Search (/)', '搜索 (/)'],
  notFound: ['none', '无'],
  layers: ['Layers', '层'],
  fold: ['Fold all', '全部折叠'],
  unfold: ['Open all', '全部展开'],
  foldAll: ['Fold or open all layers', '折叠或展开所有层'],
  speed: ['Speed (< >)', '速度 (< >)'],
  entries: ['Entries of the card', '卡片的元素'],
  close: ['Close', '关闭'],
  madeOf: ['Made of: point at an entry, or move to it with the arrow keys', '由以下各项得出：指向一个元素，或用方向键移到该处'],
  compare: ['Compare', '比较'],
  otherModel: ['Another model, such as a student’s', '另一个模型，例如学生的'],
  copyHere: ['Take the text on the left', '取左侧文本'],
  compareHow: ['Write or open another model: the same quantities are put side by side, with the same numbers, and the first difference is marked.',
    '写入或打开另一个模型：相同的量以相同的数值并排列出，并标出第一处不同。'],
  firstDifference: ['The first difference is at {0}.', '第一处不同在 {0}。'],
  equalModels: ['Both compute the same values and gradients.', '两者的值与梯度都相同。'],
  differsmissing: ['only here', '仅此处有'],
  differsshape: ['other shape', '形状不同'],
  differsvalue: ['other value', '值不同'],
  differsgradient: ['same value, other gradient', '值相同，梯度不同'],
  boundary: ['{0} over the plane of {1}', '{1} 平面上的 {0}'],
  train: ['Train', '训练'],
  pause: ['Pause', '暂停'],
  drag: ['Drag to the left or right, or ↑ ↓', '左右拖动，或按 ↑ ↓'],
  health: ['Gradients: how large they are', '梯度的大小'],
  dead: ['{0}: {1} % of the entries are 0; no gradient passes there.', '{0}：{1}% 的元素为 0，梯度在此处不通过。'],
  deadShort: ['{0} % dead', '{0}% 失活'],
  saturated: ['{0}: {1} % of the entries are saturated; hardly any gradient passes there.', '{0}：{1}% 的元素饱和，梯度几乎不通过。'],
  saturatedShort: ['{0} % saturated', '{0}% 饱和'],
  notFinite: ['The gradient of {0} is not finite.', '{0} 的梯度不是有限数。'],
  noGradient: ['The gradient of {0} is 0: it is not trained.', '{0} 的梯度为 0：它不会被训练。'],
  vanishing: ['The gradient of {0} is {1} of the largest: it vanishes on its way.', '{0} 的梯度只有最大者的 {1}：梯度消失。'],
  exploding: ['The gradient of {0} is large: {1}.', '{0} 的梯度很大：{1}。'],
  alike: ['All rows of {0} are alike, and so are their gradients: its units stay the same.', '{0} 的各行及其梯度都相同：各单元始终一样。'],
  alikeShort: ['alike', '相同'],
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
  for (const element of root.querySelectorAll('[data-hint]')) element.placeholder = word(element.dataset.hint);
  for (const element of root.querySelectorAll('[data-label]')) {
    element.setAttribute('aria-label', word(element.dataset.label));
  }
}
