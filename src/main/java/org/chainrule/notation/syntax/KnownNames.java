package org.chainrule.notation.syntax;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The names that have been declared or defined so far, and what a derivation calls them: the model's {@code W2} is
 * {@code W^{[2]}}, {@code W_2} or {@code nn.W{2}} in lectures.
 */
final class KnownNames {
    /** Numbers that have a name. */
    static final Set<String> CONSTANTS = Set.of("e", "pi", "π", "inf", "nan");

    /** What LaTeX writes as a bold 1: a vector of ones, as long as it has to be. */
    static final String ONES = "ones";

    private final GradientLines lines;
    private final Set<String> declared = new HashSet<>();
    /** By what remains without underscores, and without case too. */
    private final Map<String, List<String>> similar = new HashMap<>();

    private final Set<String> sizes = new HashSet<>();
    private final Set<String> params = new HashSet<>();
    /** The quantities of the model, as they were when its derivation began. */
    private final Set<String> ofModel = new HashSet<>();

    private final Set<String> defined = new HashSet<>();
    private final Set<String> choices = new HashSet<>();

    private boolean claiming;
    private Dialect dialect = Dialect.PLAIN;
    /** The variables of the sums that are being read, such as the i of Σᵢ. */
    private final List<String> bound = new ArrayList<>();
    /** The letter that counts entries in the line at hand, as in yᵢ(1 - yᵢ). */
    private String free = "";

    private String derived = "";
    private final LayerNumbers numbered = new LayerNumbers();
    private final StepNames steps = new StepNames(this);
    private final ImpliedNames implied;
    private final LayeredNames layers = new LayeredNames(this);

    /** @param text what the names stand in; empty for none */
    KnownNames(String text) {
        this.lines = new GradientLines(text);
        this.implied = new ImpliedNames(this, text);
    }
    /** Whether what is being read is a left side, which may be a new name. */
    private boolean introducing;

    private boolean naming;
    private String asked = "";

    void add(String id) {
        if (declared.add(id)) {
            numbered.add(id);
            String key = Spellings.key(id);
            similar.computeIfAbsent(key, k -> new ArrayList<>(1)).add(id);
            String folded = Spellings.folded(id);
            if (!folded.equals(key)) {
                similar.computeIfAbsent(folded, k -> new ArrayList<>(1)).add(id);
            }
        }
    }

    /** Says that a name stands for something computed, which lectures may write as a function: {@code h(x)}. */
    void define(String id) {
        defined.add(id);
    }

    /** Says that a name is one of several things, {@code a} in {@code π(a)}, and no data that all is computed from. */
    void addChoice(String id) {
        choices.add(id);
    }

    boolean isChoice(String id) {
        return choices.contains(id);
    }

    Set<String> params() {
        return params;
    }

    ImpliedNames implied() {
        return implied;
    }

    /** Whether a name as it was written stands for something computed. */
    boolean isDefined(String id) {
        return defined.contains(id);
    }

    /** Adds the name of a size, which may count entries as well: z_k of k classes. */
    void addSize(String id) {
        sizes.add(id);
        add(id);
    }

    /** Adds the name of a parameter. */
    void addParam(String id) {
        params.add(id);
        add(id);
    }

    boolean has(String id) {
        return declared.contains(id);
    }

    /** Whether the model has a quantity by a name, and no size. */
    boolean isQuantity(String id) {
        return declared.contains(id) && !sizes.contains(id);
    }

    /** Says whose gradients are derived from here on. */
    void derive(String name) {
        if (derived.isEmpty()) {
            ofModel.addAll(declared);
            ofModel.removeAll(sizes);
        }
        derived = name;
    }

    /**
     * Whether a name is a d before a quantity of the model where it is a gradient whatever else it might be: it is no product
     * with a size d, and another case of the letters is another name.
     */
    boolean isGradient(String id) {
        return id.length() > 1
                && id.startsWith("d")
                && ofModel.contains(id.substring(1))
                && (introducing || sizes.contains("d"))
                && !declared.contains(id);
    }

    /** Whether a name is the differential of what is derived. */
    boolean isOfResult(String id) {
        return !derived.isEmpty() && id.equals("d" + derived);
    }

    /** Whether a name, or what it is the gradient by, is a quantity of the model. */
    boolean isOfModel(String id) {
        return ofModel.contains(id) || ofModel.contains(id.substring(1));
    }

    /** The differential of what is derived, for one of a loss that the model calls otherwise: {@code dL} is dJ. */
    Optional<String> loss(String differential) {
        String of = differential.substring(1);
        boolean other = !derived.isEmpty()
                && GradientNames.isLoss(of, derived, lines.isMean(derived))
                && !declared.contains(of)
                && !declared.contains(differential);
        return other ? Optional.of("d" + derived) : Optional.empty();
    }

    /** The parameter of a model that has one. */
    Optional<String> onlyParameter() {
        return claiming && params.size() == 1 ? params.stream().findFirst() : Optional.empty();
    }

    /** Whether the line at hand claims something. */
    boolean isClaiming() {
        return claiming;
    }

    /**
     * Begins a line.
     *
     * @param of the system it is from
     * @param claim whether it claims something, so that names may be spelt as in a lecture
     */
    void line(Dialect of, boolean claim) {
        dialect = of;
        claiming = claim;
        introducing = false;
        naming = false;
        bound.clear();
        free = "";
    }

    /** Reads the names below a sum: {@code a_i} is an entry of {@code a}. */
    void bind(String variable) {
        bound.add(variable);
    }

    void unbind() {
        bound.remove(bound.size() - 1);
    }

    /** Whether a name ends with the variable of a sum: {@code x_i}. */
    boolean isBound(String written) {
        return bound.stream().anyMatch(variable -> written.endsWith("_" + variable));
    }

    /** Whether the factors at hand are numbers: entries of what the names stand for. */
    boolean hasEntries() {
        return !bound.isEmpty() || !free.isEmpty();
    }

    /** The letter that counts entries of what is being read, empty for none. */
    String counting() {
        return free;
    }

    /** Says which letter counts entries from here on: in {@code X^T diag(y_i) X} the i counts within the brackets alone. */
    void count(String letter) {
        free = letter;
    }

    /** The model's name for a name as it was written; the name itself when the model has none that is like it. */
    String find(String written) {
        asked = written;
        if (declared.contains(written)) {
            return written;
        } else if (CONSTANTS.contains(written)) {
            // a model that has a pi_ means that, and not the number
            return claiming && written.equals("π")
                    ? Stream.of("pi", "pi_")
                            .filter(declared::contains)
                            .findFirst()
                            .orElse(written)
                    : written;
        }
        String id = entry(written);
        return claiming
                ? exactGradient(id)
                        .or(() -> like(id))
                        .or(() -> anyEntry(id))
                        .or(() -> gradient(id))
                        .or(() -> steps.name(id))
                        .or(() -> dialect == Dialect.LATEX ? implied.name(id) : Optional.empty())
                        .or(() -> marked(id))
                        .orElse(id)
                : id;
    }

    /** A d before a name of the model, which no name in other letters hides, such as a size dv hides dV. */
    private Optional<String> exactGradient(String id) {
        return id.startsWith("d") && ofModel.contains(id.substring(1)) ? Optional.of(id) : Optional.empty();
    }

    /** What programs call a gradient, such as {@code grad_W}. */
    private Optional<String> gradient(String id) {
        return derived.isEmpty()
                ? Optional.empty()
                : GradientNames.variable(id, ofModel::contains, params, derived).map(variable -> "d" + variable);
    }

    /** The model's name for what is surely a lecture's name, such as the a of {@code a(i)}. */
    String foreign(String written) {
        Dialect own = dialect;
        dialect = Dialect.LATEX;
        String id = find(written);
        dialect = own;
        return id;
    }

    /** The model's name for a quantity of a layer: {@code W2} or {@code W_2} for base W, index 2. */
    String layer(String base, String index) {
        String of = entryOfLayer(base, index);
        return like(of + index)
                .or(() -> layers.symbolic(of, index))
                .or(() -> layers.input(of, index))
                .or(() -> layers.introduced(of, index))
                .orElse(of + index);
    }

    /** Says that what is read next may be a name that the line gives. */
    void name(boolean left) {
        naming = left;
    }

    /** The quantities of layers. */
    LayeredNames layers() {
        return layers;
    }

    /** The steps of a recurrence that is written out. */
    StepNames steps() {
        return steps;
    }

    LayerNumbers numbered() {
        return numbered;
    }

    /** Reads a left side: its name may be new. */
    void introduce(boolean left) {
        introducing = left;
    }

    /** Of what x̄ is the mean, where the model has samples x and nothing that is called x̄. */
    Optional<String> meanOf(String id) {
        String apart = Normalizer.normalize(id, Normalizer.Form.NFD);
        String of = apart.endsWith("\u0304") ? apart.substring(0, apart.length() - 1) : apart.replaceFirst("_bar$", "");
        boolean mean = claiming && !introducing && !of.equals(apart) && !has(find(id));
        return mean ? Optional.of(find(of)).filter(ofModel::contains) : Optional.empty();
    }

    /** Whether a left side is read. */
    boolean isIntroducing() {
        return introducing;
    }

    /** {@code a_j^l} is an entry of {@code a^l}. */
    private String entryOfLayer(String base, String index) {
        int at = base.lastIndexOf('_');
        String letter = base.substring(at + 1);
        boolean counts = bound.contains(letter) || ("ijk".contains(letter) && (free.isEmpty() || free.equals(letter)));
        if (at <= 0 || letter.length() != 1 || !counts || isKnown(base, index)) {
            return base;
        }
        String whole = base.substring(0, at);
        if (!isKnown(whole, index)) {
            return base;
        }
        free = bound.contains(letter) ? free : letter;
        return whole;
    }

    /** Whether the model has this quantity of this layer, however it is spelt. */
    boolean hasLayer(String base, String index) {
        return isKnown(base, index) || !entryOfLayer(base, index).equals(base);
    }

    private boolean isKnown(String base, String index) {
        return like(base + index).isPresent() || layers.symbolic(base, index).isPresent();
    }

    private String entry(String written) {
        for (String variable : bound) {
            String suffix = "_" + variable;
            String whole = written.substring(0, Math.max(0, written.length() - suffix.length()));
            // e_i is no entry of Euler's number
            if (written.endsWith(suffix) && (declared.contains(whole) || !CONSTANTS.contains(whole))) {
                return whole;
            }
        }
        return written;
    }

    /** {@code y_i} is an entry of {@code y}, any one, as long as the line speaks of one index only. */
    private Optional<String> anyEntry(String id) {
        int at = id.lastIndexOf('_');
        boolean index =
                dialect == Dialect.LATEX && at > 0 && at == id.length() - 2 && "ijk".indexOf(id.charAt(at + 1)) >= 0;
        String letter = index ? id.substring(at + 1) : "";
        boolean taken = declared.contains(letter) && !sizes.contains(letter);
        if (!index || taken || !(free.isEmpty() || free.equals(letter))) {
            return Optional.empty();
        }
        Optional<String> whole = like(id.substring(0, at));
        if (whole.isPresent()) {
            free = letter;
        }
        return whole;
    }

    /** {@code v_c}, the v of the word c, where the model has one v and nothing that is called c: the letter tells, and counts nothing. */
    private Optional<String> marked(String id) {
        int at = id.length() - 2;
        boolean mark = dialect == Dialect.LATEX
                && at > 0
                && id.charAt(at) == '_'
                && Character.isLowerCase(id.charAt(at + 1))
                && "ijk".indexOf(id.charAt(at + 1)) < 0
                && free.isEmpty()
                && bound.isEmpty()
                && (!introducing || id.startsWith("d"))
                && like(id.substring(at + 1)).isEmpty();
        String of = mark ? id.substring(0, at) : "";
        String base = of.startsWith("d") && !declared.contains(of) ? of.substring(1) : of;
        return mark && declared.contains(base) && lines.isMark(base, id.charAt(at + 1))
                ? Optional.of(of)
                : Optional.empty();
    }

    /** The model's name that is spelt otherwise, or the gradient by it. */
    Optional<String> like(String id) {
        if (id.length() > 1 && id.startsWith("d") && declared.contains(id.substring(1))) {
            return Optional.of(id);
        }
        Optional<String> own = declaredLike(id);
        if (own.isPresent()) {
            return own;
        } else if (id.length() > 1 && id.startsWith("d")) {
            Optional<String> of = declaredLike(id.substring(1), false);
            // ∂L of a model with a length l is that of the loss
            return of.isPresent() && !defined.contains(of.get()) && loss(id).isPresent()
                    ? loss(id)
                    : of.map(name -> "d" + name);
        } else if (id.startsWith("δ") && !lines.countDeltas()) {
            // δ² of the lecture is the gradient by z², unless a line of its own tells dz2
            return declaredLike("z" + id.substring(1))
                    .or(() -> declaredLike("Z" + id.substring(1)))
                    .filter(of -> !lines.claim(of))
                    .map(of -> "d" + of);
        }
        return Optional.empty();
    }

    private Optional<String> declaredLike(String id) {
        return declaredLike(id, naming);
    }

    /** @param fresh whether it may be a new name: data are not given once more in letters of the other case */
    private Optional<String> declaredLike(String id, boolean fresh) {
        if (declared.contains(id)) {
            return Optional.of(id);
        }
        // x_i is not ξ, and p_i not π
        boolean index = id.indexOf('_') > 0;
        List<String> spelt = similar.getOrDefault(Spellings.key(id), List.of()).stream()
                .filter(other -> Spellings.key(other).equals(Spellings.key(id)) && !(index && Spellings.isGreek(other)))
                .toList();
        // a small l beside a mean L is the loss of one sample
        boolean sample = id.equals("l") && derived.equals("L") && lines.isMean(derived);
        // a letter on a left side is another quantity than that of the other case: H = ∂²J/∂w² is no h
        boolean apart = naming && (Spellings.isGreek(id) || (id.length() == 1 && id.equals(asked)));
        boolean folds = dialect != Dialect.PLAIN && !apart;
        if (spelt.isEmpty() && claiming && folds && !sample) {
            spelt = similar.getOrDefault(Spellings.folded(id), List.of()).stream()
                    .filter(other -> !(index && Spellings.isGreek(other)) && !(fresh && !defined.contains(other)))
                    .toList();
        }
        if (spelt.isEmpty() && claiming) {
            List<String> words = Spellings.words(id);
            spelt = words.stream().filter(declared::contains).toList();
            if (spelt.isEmpty() && folds) {
                // the vectors φ are the rows of Phi
                spelt = words.stream()
                        .flatMap(word -> similar.getOrDefault(Spellings.folded(word), List.of()).stream())
                        .distinct()
                        .toList();
            }
        }
        if (spelt.isEmpty() && claiming) {
            spelt = implied.plain(id, dialect == Dialect.LATEX && !derived.isEmpty());
        }
        return spelt.size() == 1 ? Optional.of(spelt.get(0)) : Optional.empty();
    }
}
