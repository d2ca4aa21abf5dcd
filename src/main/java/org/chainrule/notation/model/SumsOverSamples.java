package org.chainrule.notation.model;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.chainrule.graph.Elementwise;
import org.chainrule.graph.Node;
import org.chainrule.notation.model.Reading.Context;
import org.chainrule.notation.syntax.BinaryOp;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.tensor.Dim;

/**
 * Sums over an index of samples in which the index is meant: in {@code \sum_i (w^T x_i - y_i) x_i} each {@code x_i} is a vector,
 * row i or column i of the matrix X, and {@code y_i} a number. The sum is written out for all samples at once, as
 * {@code X.T @ (X @ w - y)}.
 */
final class SumsOverSamples {
    private static final Pattern VARIABLE = Pattern.compile("(?:\\\\sum|∑|Σ)(?:\\\\limits|\\s)*_\\{?\\s*(\\p{L})");
    private static final Pattern LIMIT = Pattern.compile(
            "(?:\\\\sum|∑|Σ)(?:\\\\limits|\\s)*_(?:\\{[^}]*\\}|\\w)\\s*\\^(?:\\{\\s*(\\w+)\\s*\\}|(\\w))");
    private static final Pattern SAMPLE = Pattern.compile("\\^\\{(?:\\[[^\\]]*\\])?\\((\\p{L})\\)");
    private static final Pattern SUBSCRIPT = Pattern.compile("_\\{?(\\p{L})\\}?(?!\\p{L})");
    private static final Pattern SIGN = Pattern.compile("\\\\odot|\\\\circ|\\\\ast|⊙|∘|\\*");

    private final int axis;

    /** @param axis along which the samples are counted where a matrix may have them along both */
    SumsOverSamples(int axis) {
        this.axis = axis;
    }

    /** The sum for all samples at once; empty for what is no such sum. */
    Optional<Expr> meaning(Expr part, Context context) {
        Optional<Expr> body = summed(part, context);
        Optional<String> variable = body.flatMap(sum -> variable(part, context));
        return variable.isEmpty()
                ? Optional.empty()
                : new Sum(context, variable.get(), limit(part, context)).of(body.orElseThrow());
    }

    /** What is added up: the parser has made one product of matrices of a sum of columns times rows. */
    private static Optional<Expr> summed(Expr part, Context context) {
        if (SampleSums.isWritten(part, context)) {
            return Optional.of(((Expr.Call) part).arguments().get(0));
        }
        return part instanceof Expr.Binary product
                        && product.op() == BinaryOp.MATMUL
                        && SampleSums.isSign(product.span(), context)
                ? Optional.of(part)
                : Optional.empty();
    }

    private static Optional<String> variable(Expr sum, Context context) {
        Matcher matcher = VARIABLE.matcher(from(sum, context));
        return matcher.lookingAt() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private static Optional<String> limit(Expr sum, Context context) {
        Matcher matcher = LIMIT.matcher(from(sum, context));
        return matcher.lookingAt()
                ? Optional.of(matcher.group(1) != null ? matcher.group(1) : matcher.group(2))
                : Optional.empty();
    }

    private static String from(Expr sum, Context context) {
        int start = sum instanceof Expr.Call call
                ? call.functionSpan().start()
                : sum.span().start();
        return context.text().substring(start, Math.min(context.text().length(), start + 60));
    }

    /** One sum. */
    private final class Sum {
        private final Context context;
        private final String variable;
        private final Optional<String> limit;
        private final IdentityHashMap<Expr, PerSample> values = new IdentityHashMap<>();
        private boolean usesAxis;

        Sum(Context context, String variable, Optional<String> limit) {
            this.context = context;
            this.variable = variable;
            this.limit = limit;
        }

        Optional<Expr> of(Expr body) {
            Optional<Dim> size = size(body);
            if (size.isEmpty()) {
                return Optional.empty();
            }
            List<Expr> parts = body.parts();
            // an operand stands behind the operator that takes it
            for (int i = parts.size() - 1; i >= 0; i--) {
                Optional<PerSample> value = value(parts.get(i), size.get());
                if (value.isPresent()) {
                    values.put(parts.get(i), value.get());
                }
            }
            PerSample value = values.get(body);
            return value == null || !usesAxis || !value.isForEach()
                    ? Optional.empty()
                    : Optional.of(value.total(context.rank()));
        }

        /** How many samples there are: what stands above the Σ, else the size that all with the index have. */
        private Optional<Dim> size(Expr body) {
            Optional<Dim> written = limit.flatMap(name -> context.size(name));
            if (written.isPresent()) {
                return written;
            }
            Optional<List<Dim>> common = Optional.empty();
            for (Expr part : body.parts()) {
                if (part instanceof Expr.Name name
                        && hasVariable(name)
                        && context.node(name).isPresent()) {
                    List<Dim> dims = context.node(name).orElseThrow().shape().dims();
                    common = Optional.of(common.<List<Dim>>map(before ->
                                    before.stream().filter(dims::contains).toList())
                            .orElse(dims));
                }
            }
            List<Dim> dims = common.orElse(List.of()).stream()
                    .filter(dim -> !dim.isOne())
                    .distinct()
                    .toList();
            return dims.stream()
                    .filter(dim -> dims.size() == 1 || context.samples().contains(dim))
                    .findFirst();
        }

        private boolean hasVariable(Expr.Name name) {
            return Index.of(name, context).counts(variable);
        }

        private Optional<PerSample> value(Expr part, Dim size) {
            if (part instanceof Expr.Num) {
                return Optional.of(PerSample.constant(PerSample.Kind.NUMBER, part));
            } else if (part instanceof Expr.Name name) {
                return name(name, size);
            }
            List<PerSample> parts = part.children().stream().map(values::get).toList();
            if (parts.isEmpty() || parts.contains(null)) {
                return Optional.empty();
            } else if (part instanceof Expr.Transpose) {
                return parts.get(0).transposed();
            } else if (part instanceof Expr.Negate) {
                return Optional.of(parts.get(0).mapped(expr -> new Expr.Negate(expr, part.span())));
            } else if (part instanceof Expr.Binary binary) {
                return binary(binary, parts.get(0), parts.get(1));
            }
            return part instanceof Expr.Call call && call.keywords().isEmpty() && parts.size() == 1
                    ? call(call, parts.get(0))
                    : Optional.empty();
        }

        private Optional<PerSample> name(Expr.Name name, Dim size) {
            Optional<Node> found = context.node(name);
            if (found.isEmpty() || found.get().rank() > 2) {
                return Optional.empty();
            }
            Node node = found.get();
            Index index = Index.of(name, context);
            if (!index.counts(variable)) {
                return index.sample().isPresent()
                        ? Optional.empty()
                        : PerSample.fixed(name, node, index.entry(variable));
            }
            List<Integer> axes = IntStream.range(0, node.rank())
                    .filter(k -> node.shape().dim(k).sameSize(size))
                    .boxed()
                    .toList();
            if (axes.isEmpty()) {
                return Optional.empty();
            }
            int along = axes.size() == 1 ? axes.get(0) : axis;
            boolean vector = node.rank() == 2 && !node.shape().dim(1 - along).isOne();
            usesAxis |= along == axis && vector;
            return Optional.of(PerSample.sample(name, node, along, index.entry(variable)));
        }

        private Optional<PerSample> binary(Expr.Binary binary, PerSample left, PerSample right) {
            switch (binary.op()) {
                case ADD, SUBTRACT:
                    return left.beside(binary.op(), right);
                case DIVIDE:
                    return left.over(right);
                case POWER:
                    return left.raised(right);
                case PRODUCT, MATMUL:
                    return left.product(right);
                case MULTIPLY:
                    return SIGN.matcher(context.between(binary.left(), binary.right()))
                                    .find()
                            ? left.beside(BinaryOp.MULTIPLY, right)
                            : left.product(right);
                default:
                    return left.isNumber() && right.isNumber() ? left.beside(binary.op(), right) : Optional.empty();
            }
        }

        private Optional<PerSample> call(Expr.Call call, PerSample inner) {
            boolean bars = call.function().equals("norm")
                    || (call.function().equals("abs") && context.node(call).isPresent() && inner.isVector());
            if (bars) {
                return inner.length();
            } else if (SampleSums.isWritten(call, context)) {
                return variable(call, context).flatMap(inner::summedOverEntries);
            }
            Expr.Call whole =
                    new Expr.Call(call.function(), call.functionSpan(), List.of(inner.expr()), List.of(), call.span());
            boolean ofEntries = context.node(whole)
                    .filter(node ->
                            node.op() instanceof Elementwise || call.function().endsWith("'"))
                    .isPresent();
            if (!ofEntries && !inner.isForEach() && inner.letter().isEmpty()) {
                // the same for each sample: S^{-1}
                return context.node(whole)
                        .filter(node -> node.rank() <= 2)
                        .flatMap(node -> PerSample.fixed(whole, node, ""));
            }
            return ofEntries ? Optional.of(inner.mapped(expr -> whole)) : Optional.empty();
        }
    }

    /**
     * The indices that a name was written with.
     *
     * @param sample the letter in round brackets above, as in {@code x^{(i)}}
     * @param below the letter below
     */
    private record Index(Optional<String> sample, Optional<String> below) {
        static Index of(Expr.Name name, Context context) {
            int start = name.span().start();
            int end = Math.min(name.span().end(), context.text().length());
            String text = start >= 0 && start < end ? context.text().substring(start, end) : "";
            return new Index(found(SAMPLE, text), found(SUBSCRIPT, text).filter(letter -> !name.id()
                    .endsWith("_" + letter)));
        }

        private static Optional<String> found(Pattern pattern, String text) {
            Matcher matcher = pattern.matcher(text);
            return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
        }

        boolean counts(String variable) {
            return sample.or(() -> below).filter(variable::equals).isPresent();
        }

        /** The letter of another index, which stands for any entry. */
        String entry(String variable) {
            return below.filter(letter -> !letter.equals(variable)).orElse("");
        }
    }
}
