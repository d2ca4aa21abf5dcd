package org.chainrule.notation.entries;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.chainrule.error.ChainruleException;
import org.chainrule.graph.Node;
import org.chainrule.notation.model.EntryTranslator;
import org.chainrule.notation.model.EntryTranslator.Read;
import org.chainrule.notation.model.Model;
import org.chainrule.notation.model.SmallNumber;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.notation.syntax.Mistake;
import org.chainrule.notation.syntax.ModelNames;
import org.chainrule.notation.syntax.Span;
import org.chainrule.notation.syntax.Statement;
import org.chainrule.tensor.Dim;

/**
 * The lines of a derivation that speak of entries, {@code ∂J/∂W_{ij} = (p_i − y_i) x_j}, as claims about whole arrays. A line that goes
 * on with {@code =} has the left side of the one before.
 */
final class EntryFormulas implements EntryTranslator.Formulas {
    private static final Pattern SUM = Pattern.compile("\\\\sum|Σ|∑");

    private final Model model;
    private final ModelNames names;
    private final Function<String, Boolean> known;
    private final String derived;
    private final Optional<Double> small;
    /** What lines of the derivation give, by name. */
    private final Map<String, Node> helpers;

    private final int given;
    /** Whether there is no number T, so that it can only be a transpose above a name. */
    private final boolean transposes;

    private final EntryDefinitions definitions;
    private final EntryClaims claims;
    private final ImpliedSums sums;
    private final LabelLetters labels;

    private EntryLayers layers;
    /** Whether it is asked which layer is meant: the one whose letters count right. */
    private boolean guessing;

    /**
     * The lines of one model.
     *
     * @param derived the name of what is derived
     * @param helpers what lines of the derivation give, by name
     */
    EntryFormulas(Model model, String derived, Map<String, Node> helpers) {
        Set<String> params = new LinkedHashSet<>();
        model.names().forEach((name, node) -> {
            if (model.params().contains(node)) {
                params.add(name);
            }
        });
        ModelNames names = new ModelNames(model.names().keySet(), model.sizeNames(), params, derived);
        this.model = model;
        this.helpers = new LinkedHashMap<>(helpers);
        this.given = helpers.size();
        helpers.keySet().forEach(names::add);
        names.readIn(model.source().text());
        this.names = names;
        this.derived = derived;
        this.small = SmallNumber.of(model);
        this.transposes = model.find("T").filter(node -> node.rank() == 0).isEmpty();
        this.definitions = new EntryDefinitions(model, names, this.helpers);
        this.labels = new LabelLetters(model, this::node);
        this.claims = new EntryClaims(model, this.helpers, labels);
        this.known = name -> (model.find(names.find(name)).isPresent() && !name.isEmpty())
                || this.helpers.containsKey(names.find(name))
                || (name.length() > 1 && name.equalsIgnoreCase(derived))
                || model.sizeNames().contains(name);
        this.layers = new EntryLayers(names, known, definitions, OptionalInt.empty());
        this.sums = new ImpliedSums(model.source().shown());
    }

    @Override
    public List<Read> in(int start, int end) {
        List<Read> first = once(start, end);
        // a name may be given below the line that uses it
        List<Read> again = helpers.size() > given ? once(start, end) : List.of();
        Set<Integer> read = first.stream().map(each -> each.span().start()).collect(Collectors.toSet());
        again.stream().filter(each -> !read.contains(each.span().start())).forEach(first::add);
        return first;
    }

    private List<Read> once(int start, int end) {
        List<Read> found = new ArrayList<>();
        Optional<EntryTerm.Ratio> left = Optional.empty();
        for (Span line : FormulaLines.of(model.source().text(), start, end)) {
            layers = new EntryLayers(names, known, definitions, OptionalInt.empty());
            Optional<EntryTerm.Ratio> before = left;
            int count = found.size();
            left = read(line, before, found);
            definitions.behind(this, line).ifPresent(found::add);
            if (layers.isNumberless() && found.size() == count) {
                numberless(line, before).ifPresent(found::addAll);
            }
            if (layers.isOpen()) {
                inLayers(line, found);
            }
        }
        return found;
    }

    /** A line with {@code w_{kj}} in a model with w1 and w2: that one is meant which has as many rows and columns as k and j count. */
    private Optional<List<Read>> numberless(Span line, Optional<EntryTerm.Ratio> before) {
        List<List<Read>> fitting = new ArrayList<>();
        guessing = true;
        for (int number = 1; number <= EntryLayers.MOST && fitting.size() < 2; number++) {
            layers = new EntryLayers(names, known, definitions, OptionalInt.empty()).assuming(number);
            List<Read> found = new ArrayList<>();
            read(line, before, found);
            if (!found.isEmpty()) {
                fitting.add(found);
                definitions.forget(found.get(0).statement());
            }
        }
        guessing = false;
        if (fitting.size() != 1) {
            return Optional.empty();
        }
        fitting.get(0).forEach(read -> definitions.remember(read.statement()));
        return Optional.of(fitting.get(0));
    }

    /** A line for any layer, as one claim for each layer that has all it speaks of. */
    private void inLayers(Span line, List<Read> into) {
        List<Statement.InLayer> instances = new ArrayList<>();
        for (int number = 0; number <= EntryLayers.MOST; number++) {
            layers = new EntryLayers(names, known, definitions, OptionalInt.of(number));
            List<Read> found = new ArrayList<>();
            read(line, Optional.empty(), found);
            if (found.size() == 1) {
                instances.add(new Statement.InLayer(number, found.get(0).statement()));
            }
        }
        if (!instances.isEmpty()) {
            into.add(new Read(new Statement.Layered(instances.get(0).statement(), instances, line), line));
        }
    }

    private EntryParser parser(int start, int end) {
        return parser(model.source().text(), start, end);
    }

    EntryParser parser(String text, int start, int end) {
        EntryParser parser = new EntryParser(text, start, end, names, known, derived, layers, small, transposes);
        parser.binary = entry -> node(entry).filter(EntryCases::isBinary).isPresent();
        return parser;
    }

    /** Reads a line; returns the left side with which the next one may go on. */
    private Optional<EntryTerm.Ratio> read(Span line, Optional<EntryTerm.Ratio> before, List<Read> into) {
        String text = model.source().text();
        Optional<EntryTerm.Ratio> left = Optional.empty();
        int from = line.start();
        int sign = FormulaLines.equals(text, from, line.end());
        if (sign < 0) {
            return Optional.empty();
        }
        if (text.substring(from, sign).replaceAll("[&\\s$\\\\{}]", "").isEmpty()) {
            left = before;
        } else {
            left = ratio(
                    from, sign, SUM.matcher(text.substring(sign, line.end())).find());
        }
        int second = FormulaLines.equals(text, sign + 1, line.end());
        if (left.isEmpty() && second > 0) {
            // H_{jk} = ∂²J/∂w_j∂w_k = …
            left = ratio(sign + 1, second);
            sign = left.isEmpty() ? sign : second;
        }
        int own = left.isEmpty() ? FormulaLines.behindMinus(text, from, sign) : -1;
        Optional<EntryTerm.Ratio> negative = own > 0 ? ratio(own, sign) : Optional.empty();
        if (negative.isPresent()) {
            Span whole = new Span(from, second < 0 ? line.end() : second);
            claim(negative.get(), sign + 1, whole.end(), whole, true)
                    .ifPresent(statement -> into.add(new Read(statement, whole)));
            return Optional.empty();
        }
        Optional<Read> named = left.isEmpty() ? named(line, sign) : Optional.empty();
        named.ifPresent(into::add);
        int minus = left.isEmpty() && second > 0 ? FormulaLines.behindMinus(text, sign + 1, second) : -1;
        if (minus > 0 && ratio(minus, second).isPresent()) {
            // e_h = −∂E/∂a_h = …
            int third = FormulaLines.equals(text, second + 1, line.end());
            Span whole = new Span(minus, third < 0 ? line.end() : third);
            claim(ratio(minus, second).get(), second + 1, whole.end(), whole, true)
                    .ifPresent(statement -> into.add(new Read(statement, whole)));
            return Optional.empty();
        }
        while (left.isPresent() && sign >= 0) {
            int next = FormulaLines.equals(text, sign + 1, line.end());
            int end = next < 0 ? line.end() : next;
            Span whole = new Span(from, end);
            EntryTerm.Ratio of = left.get();
            Optional<Statement> claim = claim(of, sign + 1, end, whole, false);
            claim.ifPresent(statement -> into.add(new Read(statement, whole)));
            // H_{jk} = ∂²J/∂w_j∂w_k says what the letters mean
            boolean said = claim.isEmpty()
                    && next > 0
                    && ratio(sign + 1, end)
                            .filter(same -> EntryTerm.text(same).equals(EntryTerm.text(of)))
                            .isPresent();
            from = said ? from : end;
            sign = next;
        }
        return left;
    }

    /** A line about something that has a name and is no gradient; behind a second sign of equality it says nothing more here. */
    private Optional<Read> named(Span line, int sign) {
        int next = FormulaLines.equals(model.source().text(), sign + 1, line.end());
        Span one = new Span(line.start(), next < 0 ? line.end() : next);
        return (next < 0 ? restated(line, sign) : Optional.<Statement>empty())
                .or(() -> definitions.read(parser(line.start(), sign), parser(sign + 1, one.end()), one))
                .map(statement -> new Read(statement, one));
    }

    /** {@code u_j = \\sum_l A_{jl} x_l}: what a quantity of the model is, said once more for its entries. */
    private Optional<Statement> restated(Span line, int sign) {
        try {
            EntryParser left = parser(line.start(), sign);
            Optional<EntryTerm.Entry> entry = left.named();
            left.skipArguments();
            EntryParser parser = parser(sign + 1, line.end());
            EntryTerm right = entry.isPresent() && left.atEnd() ? parser.sum() : null;
            if (right == null
                    || !parser.atEnd()
                    || (entry.get().letters().isEmpty()
                            && entry.get().sample().isEmpty()
                            && !EntryTerm.hasLetters(right))) {
                return Optional.empty();
            }
            boolean numbers = entry.get().sample().isEmpty();
            return (numbers ? claims.restated(line, entry.get(), right, parser) : Optional.<Statement>empty())
                    .or(() -> {
                        EntryVectors vectors = vectors(parser, entry.get(), right);
                        EntryTerm.Entry of = vectors.left(entry.get());
                        return claims.restated(line, of, vectors.right(right, of), parser);
                    });
        } catch (ChainruleException | Mistake e) {
            return Optional.empty();
        }
    }

    private EntryVectors vectors(EntryParser parser, EntryTerm... terms) {
        return new EntryVectors(model.source().text(), this::node, parser.limits()::is, NumberedEntry.refusedIn(terms));
    }

    @Override
    public Optional<Expr> sum(Span span, int rank, List<Dim> samples) {
        try {
            EntryParser parser = parser(span.start(), span.end());
            EntryTerm term = parser.sum();
            if (!parser.atEnd()) {
                return Optional.empty();
            }
            EntryVectors vectors = new EntryVectors(
                    model.source().text(),
                    this::node,
                    (letter, size) ->
                            parser.limits().has(letter) ? parser.limits().is(letter, size) : samples.contains(size),
                    term);
            EntryVectors.Part sum = vectors.of(labels.without(term));
            Expr whole = new EntryWriter(model, helpers, sum.letters()).right(sum.term(), parser.limits());
            if (rank != 2 || sum.letters().size() != 1) {
                return Optional.of(whole);
            }
            Expr.IndexItem all = new Expr.Slice(Optional.empty(), Optional.empty(), Optional.empty());
            Expr.IndexItem one = new Expr.At(new Expr.None(span));
            return Optional.of(new Expr.Index(whole, sum.isRow() ? List.of(one, all) : List.of(all, one), span));
        } catch (ChainruleException | Mistake e) {
            return Optional.empty();
        }
    }

    private Optional<Node> node(EntryTerm.Entry entry) {
        return model.find(entry.name()).or(() -> Optional.ofNullable(helpers.get(entry.name())));
    }

    private Optional<EntryTerm.Ratio> ratio(int start, int end) {
        return ratio(start, end, false);
    }

    /** @param whole whether {@code db = Σ_t dU_t} may stand here, of all entries of b */
    private Optional<EntryTerm.Ratio> ratio(int start, int end, boolean whole) {
        try {
            EntryParser parser = parser(start, end);
            Optional<EntryTerm.Ratio> ratio = parser.ratio()
                    .or(parser::layerGradient)
                    .or(() -> parser.shortGradient(whole))
                    .or(() -> parser.hessian(model.params()));
            return parser.atEnd() ? ratio : Optional.empty();
        } catch (Mistake mistake) {
            return Optional.empty();
        }
    }

    private Optional<Statement> claim(EntryTerm.Ratio of, int start, int end, Span whole, boolean negated) {
        EntryTerm.Ratio left = of;
        try {
            EntryParser parser = parser(start, end);
            EntryTerm said = labels.without(sums.implied(parser.sum(), of.letters()));
            EntryTerm right = negated ? new EntryTerm.Minus(said, said.span()) : said;
            Set<String> counting = EntryTerm.lettersOf(right);
            right = indexed(right, counting);
            left = (EntryTerm.Ratio) indexed(left, counting);
            List<String> free = left.letters();
            if (left.again().isEmpty() && free.stream().anyMatch(labels::isLabel)) {
                List<String> own =
                        free.stream().filter(letter -> !labels.isLabel(letter)).toList();
                return parser.atEnd()
                        ? claims.ofLabel(
                                own,
                                labels.without(left),
                                right,
                                vectors(parser, labels.without(left), right),
                                parser,
                                whole)
                        : Optional.empty();
            }
            boolean plain = free.isEmpty() && !EntryTerm.hasLetters(right) && !NumberedEntry.anyIn(left);
            if (plain && EntryTerm.hasCases(right)) {
                // r for |r| ≤ d: whatever has the shape of the left side stands for each of its entries
                Node by = model.get(left.by().name());
                right = claims.each(right, by);
                left = new EntryTerm.Ratio(left.of(), (EntryTerm.Entry) claims.each(left.by(), by), left.span());
                free = left.letters();
                plain = free.isEmpty();
            }
            if (!parser.atEnd() || plain || left.of().sample().isPresent()) {
                return Optional.empty();
            }
            EntryTerm.Ratio ratio = left;
            EntryTerm value = right;
            EntryTerm named = ImpliedSums.uncounted(right, left.letters());
            return claims.written(ratio, value, parser, whole)
                    .or(() -> ofVectors(ratio, value, parser, whole))
                    .or(() -> named.equals(value) ? Optional.empty() : ofVectors(ratio, named, parser, whole))
                    .or(() -> guessing ? Optional.empty() : claims.turned(ratio, value, parser, whole))
                    .or(() -> negated ? Optional.empty() : misplaced(ratio, start, end, whole));
        } catch (ChainruleException | Mistake e) {
            return negated ? Optional.empty() : misplaced(left, start, end, whole);
        }
    }

    /** {@code b_u} of a model that calls a vector so is its entry u in a formula that counts by u. */
    private EntryTerm indexed(EntryTerm term, Set<String> letters) {
        EntryTerm whole = term.mapped(part -> indexed(part, letters));
        if (whole instanceof EntryTerm.Entry entry
                && entry.letters().isEmpty()
                && entry.sample().isEmpty()
                && entry.name().length() > 2) {
            int below = entry.name().length() - 2;
            String letter = entry.name().substring(below + 1);
            boolean vector = node(entry).filter(node -> node.rank() == 1).isPresent();
            return entry.name().charAt(below) == '_' && letters.contains(letter) && vector
                    ? new EntryTerm.Entry(entry.name(), List.of(letter), entry.sample(), entry.span())
                    : whole;
        }
        return whole;
    }

    /** A claim about vectors; where a letter may count rows or columns, that which gives the line a meaning. */
    private Optional<Statement> ofVectors(EntryTerm.Ratio left, EntryTerm right, EntryParser parser, Span whole) {
        Map<String, List<Dim>> open = vectors(parser, left, right).open();
        Optional<Map.Entry<String, List<Dim>>> letter = open.entrySet().stream().findFirst();
        List<Dim> sizes = letter.map(Map.Entry::getValue).orElse(List.of());
        if (open.size() != 1) {
            return ofVectors(vectors(parser, left, right), left, right, parser, whole);
        }
        List<Statement> fitting = new ArrayList<>();
        for (Dim size : sizes) {
            BiPredicate<String, Dim> counts =
                    (of, dim) -> of.equals(letter.orElseThrow().getKey())
                            ? dim.equals(size)
                            : parser.limits().is(of, dim);
            EntryVectors vectors = new EntryVectors(model.source().text(), this::node, counts, left, right);
            ofVectors(vectors, left, right, parser, whole).ifPresent(fitting::add);
        }
        return fitting.size() == 1 ? Optional.of(fitting.get(0)) : Optional.empty();
    }

    private Optional<Statement> ofVectors(
            EntryVectors vectors, EntryTerm.Ratio left, EntryTerm right, EntryParser parser, Span whole) {
        try {
            EntryTerm.Entry by = vectors.left(left.by());
            EntryTerm.Ratio full =
                    new EntryTerm.Ratio(left.of(), by, left.again().map(vectors::left), left.span());
            return claims.written(full, vectors.right(right, by), parser, whole);
        } catch (Mistake unfit) {
            return Optional.empty();
        }
    }

    /** Whether some formula has a name with letters in this order. */
    private boolean isWritten(String name, List<String> letters) {
        String below =
                "_\\{?" + String.join(",?", letters.stream().map(Pattern::quote).toList()) + "(?![\\p{L}\\d])";
        return Pattern.compile("(?i)" + Pattern.quote(name) + below)
                .matcher(model.source().text())
                .find();
    }

    /** A formula that is wrong for its letters: one of them cannot count all that it stands at. */
    private Optional<Statement> misplaced(EntryTerm.Ratio left, int start, int end, Span whole) {
        try {
            EntryParser parser = parser(start, end);
            EntryTerm right = labels.without(parser.sum());
            boolean gradient =
                    model.find(left.of().name()).filter(Node::isScalar).isPresent();
            return parser.atEnd() && gradient && !guessing
                    ? claims.written(
                            new EntryWriter(model, helpers, left.letters()).splitting(this::isWritten),
                            left,
                            right,
                            parser,
                            whole)
                    : Optional.empty();
        } catch (ChainruleException | Mistake e) {
            return Optional.empty();
        }
    }
}
