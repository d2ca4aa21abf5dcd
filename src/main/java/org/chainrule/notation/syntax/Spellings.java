package org.chainrule.notation.syntax;

import static org.chainrule.message.Message.say;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.chainrule.message.Message;

/** The tables of foreign spellings: LaTeX commands, Unicode signs, names of numpy and MATLAB. */
final class Spellings {
    /** Prefixes such as {@code np.} that are read over. */
    static final Set<String> MODULES = Set.of("np", "numpy", "jnp", "jax", "torch", "math", "tf", "scipy", "F");

    /** Sums of rows and of columns, by the axis that they run along. */
    static final Map<String, Integer> SUMS_OF_LINES =
            Map.of("rowsum", 1, "rowSum", 1, "rowsums", 1, "colsum", 0, "colSum", 0, "colsums", 0);

    /** Functions that make a matrix of a vector, whose entries may be written with a letter: {@code diag(p_i (1 - p_i))}. */
    static final Set<String> DIAGONALS = Set.of("diag", "Diag", "diag_embed");

    /** What {@code \\langle A, B \\rangle} is a call of. */
    static final String INNER = "⟨⟩";

    /** Commands that only change how brackets and spaces look. */
    static final Set<String> LATEX_SKIPPED = Set.of(
            "left",
            "right",
            "big",
            "Big",
            "bigg",
            "Bigg",
            "bigl",
            "bigr",
            "Bigl",
            "Bigr",
            "biggl",
            "biggr",
            "quad",
            "qquad",
            "displaystyle",
            "textstyle",
            "limits",
            "nolimits",
            "nonumber",
            "notag",
            "therefore",
            "because",
            "Rightarrow",
            "implies",
            "boxed");

    /** Commands that only change how the name in their braces looks. */
    static final Set<String> LATEX_STYLE = Set.of(
            "mathbf",
            "boldsymbol",
            "bm",
            "mathrm",
            "mathit",
            "mathsf",
            "mathcal",
            "mathtt",
            "text",
            "textbf",
            "textit",
            "operatorname",
            "vec",
            "symbf");

    /** Styles in which a 1 is the indicator of a condition. */
    static final Set<String> LATEX_ONE = Set.of("mathbf", "mathbb", "mathds", "mathbbm", "mathrm", "boldsymbol", "bm");

    /** Accents become a part of the name: {@code \hat{y}} is {@code y_hat}. */
    static final Map<String, String> LATEX_ACCENTS =
            Map.of("hat", "_hat", "widehat", "_hat", "bar", "_bar", "overline", "_bar", "tilde", "_tilde");

    static final Map<String, TokenKind> LATEX_OPERATORS = Map.ofEntries(
            Map.entry("odot", TokenKind.STAR),
            Map.entry("circ", TokenKind.STAR),
            Map.entry("ast", TokenKind.STAR),
            Map.entry("oslash", TokenKind.SLASH),
            Map.entry("div", TokenKind.SLASH),
            Map.entry("otimes", TokenKind.KRON),
            Map.entry("cdot", TokenKind.DOT_PRODUCT),
            Map.entry("times", TokenKind.DOT_PRODUCT),
            Map.entry("top", TokenKind.TRANSPOSE),
            Map.entry("intercal", TokenKind.TRANSPOSE),
            Map.entry("prime", TokenKind.PRIME),
            Map.entry("frac", TokenKind.FRAC),
            Map.entry("dfrac", TokenKind.FRAC),
            Map.entry("tfrac", TokenKind.FRAC),
            Map.entry("sqrt", TokenKind.SQRT),
            Map.entry("sum", TokenKind.SUM),
            Map.entry("vert", TokenKind.BAR),
            Map.entry("lvert", TokenKind.BAR),
            Map.entry("rvert", TokenKind.BAR),
            Map.entry("mid", TokenKind.BAR),
            Map.entry("Vert", TokenKind.NORM),
            Map.entry("lVert", TokenKind.NORM),
            Map.entry("rVert", TokenKind.NORM),
            Map.entry("le", TokenKind.LESS_EQUAL),
            Map.entry("leq", TokenKind.LESS_EQUAL),
            Map.entry("ge", TokenKind.GREATER_EQUAL),
            Map.entry("geq", TokenKind.GREATER_EQUAL),
            Map.entry("ne", TokenKind.NOT_EQUAL),
            Map.entry("neq", TokenKind.NOT_EQUAL),
            Map.entry("lt", TokenKind.LESS),
            Map.entry("gt", TokenKind.GREATER),
            Map.entry("rangle", TokenKind.RIGHT_PAREN));

    static final Map<String, String> LATEX_NAMES = latexNames();

    static final Map<String, Message> LATEX_HINTS = Map.ofEntries(
            Map.entry("prod", say("write prod(…)")),
            Map.entry("begin", say("write a matrix as [[1, 2], [3, 4]], and a derivation line by line")),
            Map.entry("end", say("write a matrix as [[1, 2], [3, 4]], and a derivation line by line")),
            Map.entry("mathbb", say("a domain such as positive stands after the shape")),
            Map.entry("approx", say("write ==")),
            Map.entry("equiv", say("write ==")),
            Map.entry("dots", say("write the terms out")),
            Map.entry("cdots", say("write the terms out")),
            Map.entry("ldots", say("write the terms out")));

    static final Map<Integer, TokenKind> SIGNS = Map.ofEntries(
            Map.entry((int) '(', TokenKind.LEFT_PAREN),
            Map.entry((int) ')', TokenKind.RIGHT_PAREN),
            Map.entry((int) '[', TokenKind.LEFT_BRACKET),
            Map.entry((int) ']', TokenKind.RIGHT_BRACKET),
            Map.entry((int) '{', TokenKind.LEFT_BRACE),
            Map.entry((int) '}', TokenKind.RIGHT_BRACE),
            Map.entry((int) ',', TokenKind.COMMA),
            Map.entry((int) ';', TokenKind.SEMICOLON),
            Map.entry((int) ':', TokenKind.COLON),
            Map.entry((int) '=', TokenKind.ASSIGN),
            Map.entry((int) '+', TokenKind.PLUS),
            Map.entry((int) '-', TokenKind.MINUS),
            Map.entry((int) '−', TokenKind.MINUS),
            Map.entry((int) '*', TokenKind.STAR),
            Map.entry((int) '⊙', TokenKind.STAR),
            Map.entry((int) '∘', TokenKind.STAR),
            Map.entry((int) '∗', TokenKind.STAR),
            Map.entry((int) '/', TokenKind.SLASH),
            Map.entry((int) '÷', TokenKind.SLASH),
            Map.entry((int) '⊘', TokenKind.SLASH),
            Map.entry((int) '@', TokenKind.AT),
            Map.entry((int) '⊗', TokenKind.KRON),
            Map.entry((int) '·', TokenKind.DOT_PRODUCT),
            Map.entry((int) '⋅', TokenKind.DOT_PRODUCT),
            Map.entry((int) '×', TokenKind.DOT_PRODUCT),
            Map.entry((int) '^', TokenKind.CARET),
            Map.entry((int) '<', TokenKind.LESS),
            Map.entry((int) '>', TokenKind.GREATER),
            Map.entry((int) '≤', TokenKind.LESS_EQUAL),
            Map.entry((int) '≥', TokenKind.GREATER_EQUAL),
            Map.entry((int) '≠', TokenKind.NOT_EQUAL),
            Map.entry((int) '.', TokenKind.DOT),
            Map.entry((int) '|', TokenKind.BAR),
            Map.entry((int) '‖', TokenKind.NORM),
            Map.entry((int) '（', TokenKind.LEFT_PAREN),
            Map.entry((int) '）', TokenKind.RIGHT_PAREN),
            Map.entry((int) '［', TokenKind.LEFT_BRACKET),
            Map.entry((int) '］', TokenKind.RIGHT_BRACKET),
            Map.entry((int) '【', TokenKind.LEFT_BRACKET),
            Map.entry((int) '】', TokenKind.RIGHT_BRACKET),
            Map.entry((int) '，', TokenKind.COMMA),
            Map.entry((int) '；', TokenKind.SEMICOLON),
            Map.entry((int) '：', TokenKind.COLON),
            Map.entry((int) '＝', TokenKind.ASSIGN),
            Map.entry((int) '＋', TokenKind.PLUS),
            Map.entry((int) '－', TokenKind.MINUS),
            Map.entry((int) '＊', TokenKind.STAR),
            Map.entry((int) '／', TokenKind.SLASH),
            Map.entry((int) '＜', TokenKind.LESS),
            Map.entry((int) '＞', TokenKind.GREATER),
            Map.entry((int) 'ᵀ', TokenKind.TRANSPOSE),
            Map.entry((int) '⊤', TokenKind.TRANSPOSE),
            Map.entry((int) '√', TokenKind.SQRT),
            Map.entry((int) '′', TokenKind.PRIME));

    /** The same as marks of Unicode. */
    private static final Map<Character, String> MARKS = Map.of('\u0302', "_hat", '\u0304', "_bar", '\u0303', "_tilde");

    /** Signs of two or three characters; the first that matches is taken. */
    static final Map<String, TokenKind> LONG_SIGNS = Map.ofEntries(
            Map.entry("...", TokenKind.ELLIPSIS),
            Map.entry("**", TokenKind.STAR_STAR),
            Map.entry(".^", TokenKind.STAR_STAR),
            Map.entry(".*", TokenKind.STAR),
            Map.entry(".+", TokenKind.PLUS),
            Map.entry(".-", TokenKind.MINUS),
            Map.entry("./", TokenKind.SLASH),
            Map.entry("==", TokenKind.EQUAL),
            Map.entry("＝＝", TokenKind.EQUAL),
            Map.entry("：＝", TokenKind.ASSIGN),
            Map.entry("!=", TokenKind.NOT_EQUAL),
            Map.entry("~=", TokenKind.NOT_EQUAL),
            Map.entry("<=", TokenKind.LESS_EQUAL),
            Map.entry(">=", TokenKind.GREATER_EQUAL));

    static final Map<Integer, Message> SIGN_HINTS = Map.ofEntries(
            Map.entry((int) '–', say("write the minus as `-`")),
            Map.entry((int) '—', say("write the minus as `-`")),
            Map.entry((int) '‘', say("write straight quotes: \"…\"")),
            Map.entry((int) '’', say("write straight quotes: \"…\", and the transpose as .T")),
            Map.entry((int) '“', say("write straight quotes: \"…\"")),
            Map.entry((int) '”', say("write straight quotes: \"…\"")),
            Map.entry((int) '∑', say("write sum(…)")),
            Map.entry((int) '。', say("delete it: a statement ends with its line")),
            Map.entry((int) '、', say("write `,`")),
            Map.entry((int) '∏', say("write prod(…)")),
            Map.entry((int) '∇', say("write grad(J, W) or dJ/dW")),
            Map.entry((int) '⁻', say("write inv(X) for the inverse, 1/X elementwise")),
            Map.entry((int) '≈', say("write ==")),
            Map.entry((int) '%', say("a comment starts with `#`")),
            Map.entry((int) '!', say("`!=` means not equal")),
            Map.entry((int) '?', Message.NONE),
            Map.entry((int) '`', say("names are written without quotes")));

    /** Functions that other systems call by another name. */
    private static final Map<String, String> FUNCTIONS = Map.ofEntries(
            Map.entry("σ", "sigmoid"),
            Map.entry("sigm", "sigmoid"),
            Map.entry("ReLU", "relu"),
            Map.entry("ln", "log"),
            Map.entry("tr", "trace"),
            Map.entry("Tr", "trace"),
            Map.entry("cof", "cofactor"),
            Map.entry("arcsin", "asin"),
            Map.entry("arccos", "acos"),
            Map.entry("arctan", "atan"),
            Map.entry("arctan2", "atan2"),
            Map.entry("arcsinh", "asinh"),
            Map.entry("arccosh", "acosh"),
            Map.entry("arctanh", "atanh"),
            Map.entry("artanh", "atanh"),
            Map.entry("Diag", "diag_embed"),
            Map.entry("power", "pow"),
            Map.entry("absolute", "abs"),
            Map.entry("amax", "max"),
            Map.entry("amin", "min"),
            Map.entry("sgn", "sign"),
            Map.entry("concatenate", "concat"));

    /** Functions that are operators here. */
    static final Map<String, BinaryOp> OPERATOR_FUNCTIONS = Map.of(
            "multiply", BinaryOp.MULTIPLY,
            "divide", BinaryOp.DIVIDE,
            "true_divide", BinaryOp.DIVIDE,
            "subtract", BinaryOp.SUBTRACT,
            "matmul", BinaryOp.MATMUL,
            "mm", BinaryOp.MATMUL,
            "bmm", BinaryOp.MATMUL);

    private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    private Spellings() {}

    /** Functions that LaTeX applies to what follows without brackets. */
    static final Set<String> APPLIED = Set.of(
            "exp", "log", "ln", "sin", "cos", "tan", "sinh", "cosh", "tanh", "arcsin", "arccos", "arctan", "tr", "Tr",
            "trace", "det", "diag", "vec");

    /** Those of them that take the whole product: {@code tr M^T C}. */
    static final Set<String> APPLIED_TO_PRODUCTS = Set.of("tr", "Tr", "trace");

    /** Functions whose names are no product of names before a bracket, whatever the letters are. */
    static final Set<String> CALLED = Set.of(
            "sum",
            "mean",
            "max",
            "min",
            "vec",
            "inv",
            "var",
            "std",
            "norm",
            "rank",
            "sign",
            "relu",
            "diag",
            "erf",
            "abs",
            "exp",
            "log",
            "ln",
            "sin",
            "cos",
            "tan",
            "sinh",
            "cosh",
            "tanh",
            "det",
            "tr",
            "trace",
            "sqrt",
            "softmax",
            "sigmoid",
            "prod",
            "adj",
            "adjugate",
            "cofactor",
            "pinv");

    /** What the transposed matrix of cofactors is called. */
    static final Set<String> ADJUGATES = Set.of("adj", "adjugate");

    /** Functions with the d of a differential before them. */
    static final Set<String> DIFFERENTIATED =
            Set.of("dtr", "dtrace", "ddet", "dσ", "dlog", "dln", "dexp", "dtanh", "dsigmoid", "dinv", "drelu");

    /** Conditions are numbers here; numpy and MATLAB make them so. */
    static final Set<String> CASTS = Set.of("int", "int32", "int64", "float", "float32", "float64", "double", "single");

    /** Environments that only say where lines begin and end. */
    static final Set<String> ENVIRONMENTS =
            Set.of("aligned", "align", "align*", "equation", "equation*", "split", "gather", "gather*", "gathered");

    /** The name a function has here; primes stay behind it. */
    static String function(String written) {
        int prime = written.indexOf('\'');
        String name = prime < 0 ? written : written.substring(0, prime);
        return FUNCTIONS.getOrDefault(name, name) + written.substring(name.length());
    }

    /** The value of a superscript digit, or -1. */
    static int superscript(int codePoint) {
        return SUPERSCRIPTS.indexOf(codePoint);
    }

    /** Whether a name is a Greek letter, or its name. */
    static boolean isGreek(String id) {
        return LATEX_NAMES.containsKey(id) || LATEX_NAMES.containsValue(id);
    }

    private static final Map<String, List<String>> SHORT = Map.of(
            "λ",
            List.of("lam", "lambd", "lmbda"),
            "γ",
            List.of("gam"),
            "α",
            List.of("alp", "alph"),
            "θ",
            List.of("th", "thet"),
            "ε",
            List.of("eps"),
            "η",
            List.of("lr"),
            "σ",
            List.of("sig", "std"),
            "ℓ",
            List.of("l", "ll", "loglik"));

    /** What remains of a name without underscores, and with its numbers on the line: W₁ is W1. */
    static String key(String id) {
        String key = id.indexOf('_') < 0 ? id : id.replace("_", "");
        for (char c = '₀'; c <= '₉' && !key.isEmpty() && key.charAt(key.length() - 1) >= '₀'; c++) {
            key = key.replace(c, (char) (c - '₀' + '0'));
        }
        return key;
    }

    /** The same without case. */
    static String folded(String id) {
        return key(id).toLowerCase(Locale.ROOT);
    }

    /** What models call a quantity of lectures: lambda is λ, yh is ŷ, and mu the mean of a batch, μ_B. */
    static List<String> words(String letter) {
        String apart = Normalizer.normalize(letter, Normalizer.Form.NFD);
        String accent = apart.length() < 2 ? "" : MARKS.getOrDefault(apart.charAt(apart.length() - 1), "");
        if (!accent.isEmpty()) {
            // ŷ is what LaTeX writes \hat{y}
            String base = apart.substring(0, apart.length() - 1) + accent;
            return Stream.concat(Stream.of(base, base.replace("_", "")), words(base).stream())
                    .distinct()
                    .toList();
        }
        for (String mark : List.of("_tilde", "_bar")) {
            if (letter.endsWith(mark)) {
                String base = letter.substring(0, letter.length() - mark.length());
                return List.of(base + mark.charAt(1), base + mark.substring(1));
            }
        }
        if (letter.endsWith("_hat")) {
            String base = letter.substring(0, letter.length() - "_hat".length());
            return Stream.concat(
                            Stream.of(base),
                            words(base).stream().flatMap(word -> Stream.of(word, word.substring(0, 1))))
                    .distinct()
                    .flatMap(word ->
                            Stream.of("h", "_hat", "hat", "_pred", "pred", "p").map(word::concat))
                    .toList();
        } else if (letter.endsWith("_B")) {
            String base = letter.substring(0, letter.length() - 2);
            return Stream.concat(Stream.of(base), words(base).stream()).toList();
        }
        Stream<String> words = LATEX_NAMES.entrySet().stream()
                .filter(name -> name.getValue().equals(letter))
                .map(Map.Entry::getKey)
                .sorted();
        // lambda is a word of Python, and pi a constant of most systems
        return Stream.concat(words, SHORT.getOrDefault(letter, List.of()).stream())
                .flatMap(word -> Stream.of(word, word + "_"))
                .toList();
    }

    private static Map<String, String> latexNames() {
        String[] greek = ("alpha α beta β gamma γ delta δ epsilon ε varepsilon ε zeta ζ eta η theta θ vartheta θ iota ι"
                        + " kappa κ lambda λ mu μ nu ν xi ξ pi π rho ρ varrho ρ sigma σ tau τ upsilon υ phi φ varphi φ"
                        + " chi χ psi ψ omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ"
                        + " Psi Ψ Omega Ω ell ℓ infty inf tr trace")
                .split(" ", -1);
        Map<String, String> names = new HashMap<>();
        for (int i = 0; i < greek.length; i += 2) {
            names.put(greek[i], greek[i + 1]);
        }
        for (String same : ("exp log ln sin cos tan sinh cosh tanh arcsin arccos arctan max min det argmax dim arg"
                        + " softmax relu sigmoid")
                .split(" ", -1)) {
            names.put(same, same);
        }
        return Map.copyOf(names);
    }
}
