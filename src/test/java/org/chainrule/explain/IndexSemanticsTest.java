package org.chainrule.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chainrule.check.RandomPoint;
import org.chainrule.exec.Interpreter;
import org.chainrule.exec.Values;
import org.chainrule.grad.Calculus;
import org.chainrule.grad.Gradient;
import org.chainrule.graph.Node;
import org.chainrule.notation.model.Model;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Index forms of everything that moves, adds and multiplies entries: as printed, and computed from what is printed. */
class IndexSemanticsTest {
    private static final String MODEL =
            """
            dims n=5, m=3
            input x [n], k [3], s [7], X [2, 6, 6], Z [1, 4, m]
            param w [n], W [n, n], K [2, 2, 3, 3], B [m, 4, n], C [m, n, n], D [n, n, m]
            a = flip(tanh(w), axis=0)
            b = w[0:n-1:2]
            c = (W @ w)[1:3]
            d = conv1d(s, k, stride=2)
            e = conv1d(s, k, padding=1)
            f = conv1d(s, k, stride=2, dilation=2, flip=true)
            g = conv2d(X, K, stride=2, dilation=2, padding=1)
            h = B @ C
            o = einsum("ij,ij->i", W, W)
            p = einsum("iij,jk->ik", D, C[:, :, 1])
            q = trace(W @ W.T)
            r = w[::-1] * x
            t = diag(w)
            u = w[2] * x
            v = softmax(w) * x
            y = outer(w, x)
            z = Z + B[:, :, 1:2].T
            A = conv1d(w[1:2] * 2, k, padding=1)
            J = sum(a) + sum(b^2) + sum(c^2) + sum(d) + sum(e^2) + sum(f^2) + sum(g^2) + sum(h^2) + sum(o) + sum(p^2) + q \
            + sum(r) + sum(t^2) + sum(u) + sum(v^2) + sum(y^2) + sum(z^2) + sum(A^2)
            """;

    private final Model model = Model.parse(MODEL, new Model.Settings(false, 0));

    @Test
    void asPrinted() {
        String element = Explanation.of(model.loss()).names(model.names()).element();
        assertThat(element.lines()
                        .map(line -> line.replaceAll(" +# ", " # ").strip())
                        .limit(18)
                        .collect(Collectors.joining("\n", "", "\n")))
                .isEqualTo(
                        """
                        a[i] = tanh(w[n+1-i]) # i = 1..n
                        b[i] = w[2*i-1] # i = 1..2
                        c[i] = Σ_j W[i+1,j] w[j] # i = 1..2, j = 1..n
                        d[i] = Σ_j k[j] s[2*i+j-2] # i = 1..3, j = 1..3
                        e[i] = Σ_j k[j] s[i+j-2] # i = 1..7, j = 1..3, s = 0 outside
                        f[i] = Σ_j k[j] s[2*i-2*j+5] # i = 1..2, j = 1..3
                        g[i,j,l] = Σ_i1 Σ_j1 Σ_l1 K[i,i1,j1,l1] X[i1,2*j+2*j1-4,2*l+2*l1-4] # \
                        i = 1..2, j = 1..2, l = 1..2, i1 = 1..2, j1 = 1..3, l1 = 1..3, X = 0 outside
                        h[i,j,l] = Σ_i1 B[i,j,i1] C[i,i1,l] # i = 1..m, j = 1..4, l = 1..n, i1 = 1..n
                        o[i] = Σ_j W[i,j]^2 # i = 1..n, j = 1..n
                        p[i,j] = Σ_l D[i,i,l] C[l,j,2] # i = 1..n, j = 1..n, l = 1..m
                        q = Σ_i Σ_j W[i,j] W[i,j] # i = 1..n, j = 1..n
                        r[i] = w[6-i] x[i] # i = 1..n
                        t[i,j] = δ[i,j] w[i] # i = 1..n, j = 1..n
                        u[i] = w[3] x[i] # i = 1..n
                        v[i] = (exp(w[i]) / (Σ_j exp(w[j]))) x[i] # i = 1..n, j = 1..n
                        y[i,j] = w[i] x[j] # i = 1..n, j = 1..n
                        z[i,j] = Z[i,j] + B[j,i,2] # i = 1..4, j = 1..m
                        A = k[2] 2 w[2]
                        """);
    }

    @Test
    void formsAndGradientsHaveTheValuesOfTheirNodes() {
        Node loss = model.loss();
        List<Node> parameters =
                Stream.of("w", "W", "K", "B", "C", "D").map(model::get).toList();
        List<Node> roots = new ArrayList<>(model.names().values());
        Map<String, Node> expected = new LinkedHashMap<>(model.names());
        for (Node x : parameters) {
            Node slope = Gradient.of(loss, List.of(x)).get(x);
            roots.add(slope);
            expected.put("d" + x.label().orElseThrow(), slope);
        }
        Values run = run(roots);
        Map<String, Tensor> values = values(run, model);
        int compared = 0;
        for (String line : Explanation.of(loss).names(model.names()).element().split("\n")) {
            if (!line.contains(" = ")) {
                continue;
            }
            String[] parts = line.split(" +# ");
            String left = parts[0].substring(0, parts[0].indexOf(" = "));
            String right = parts[0].substring(left.length() + 3);
            String name = left.replaceAll("\\[.*", "");
            String legend = parts.length == 1 ? "" : parts[1];
            Node node = expected.get(name);
            if (node == null) {
                // A part that several gradients have in common.
                values.put(name, computed(left, right, values, legend));
                continue;
            }
            Tensor exact = run.get(node);
            values.put(name, exact);
            for (Map<String, Integer> letters : places(left, new IndexEvaluator(values, legend, Map.of()).ranges())) {
                double known = new IndexEvaluator(Map.of(name, exact), "", letters).value(left);
                assertThat(new IndexEvaluator(values, legend, letters).value(right))
                        .as("%s at %s", line, letters)
                        .isCloseTo(known, within(1e-9 * Math.max(1, Math.abs(known))));
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(200);
    }

    private static Tensor computed(String left, String right, Map<String, Tensor> values, String legend) {
        Map<String, Integer> ranges = new IndexEvaluator(values, legend, Map.of()).ranges();
        List<String> axes = axes(left);
        Shape shape = Shape.of(axes.stream()
                .map(axis -> Dim.of(Objects.requireNonNull(ranges.get(axis))))
                .toList());
        return Tensor.generate(DType.F64, shape, index -> {
            Map<String, Integer> letters = new TreeMap<>();
            for (int i = 0; i < axes.size(); i++) {
                letters.put(axes.get(i), index[i] + 1);
            }
            return new IndexEvaluator(values, legend, letters).value(right);
        });
    }

    /** The letters in the brackets of a left side. */
    private static List<String> axes(String left) {
        return Pattern.compile("[\\[,](\\w+)(?=[\\],])")
                .matcher(left)
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "a, w", "b, w", "c, w", "c, W", "d, s", "d, k", "e, s", "e, k", "f, s", "f, k", "g, X", "g, K", "h, B", "h, C",
        "o, W", "p, D", "p, C", "r, w", "t, w", "u, w", "v, w", "y, w", "z, B", "A, w", "A, k"
    })
    void jacobiansHaveTheirValues(String of, String wrt) {
        Node jacobian = Calculus.jacobian(model.get(of), model.get(wrt));
        Values run = run(Stream.concat(model.names().values().stream(), Stream.of(jacobian))
                .toList());
        Map<String, Tensor> values = values(run, model);
        JacobianForm form = JacobianForm.of(model.get(of), model.get(wrt), model.names());
        String[] first = form.element().lines().findFirst().orElseThrow().split(" +# ");
        String left = form.left().text();
        String free = "J[" + String.join(",", axes(left)) + "]";
        Map<String, Integer> ranges = new IndexEvaluator(values, first[1], Map.of()).ranges();
        for (Map<String, Integer> letters : places(left, ranges)) {
            double exact = new IndexEvaluator(Map.of("J", run.get(jacobian)), "", letters).value(free);
            IndexEvaluator here = new IndexEvaluator(values, first[1], letters);
            assertThat(here.value(form.entry().text())).as("%s", letters).isCloseTo(exact, within(1e-9));
            form.cases().stream()
                    .filter(one -> holds(one.when().text(), here))
                    .findFirst()
                    .ifPresent(one -> assertThat(here.value(one.value().text()))
                            .as("%s %s", one.when(), letters)
                            .isCloseTo(exact, within(1e-9)));
        }
    }

    private static boolean holds(String when, IndexEvaluator here) {
        return when.equals("otherwise")
                || Stream.of(when.substring(3).split(", ")).allMatch(condition -> {
                    String[] sides = condition.split(" [=≠] ");
                    return condition.contains("=") == (here.value(sides[0]) == here.value(sides[1]));
                });
    }

    private static Values run(List<Node> roots) {
        return Interpreter.run(
                roots, RandomPoint.of(roots, new SplittableRandom(3)).bindings());
    }

    private static Map<String, Tensor> values(Values run, Model model) {
        Map<String, Tensor> values = new TreeMap<>();
        values.put("n", Tensor.scalar(5));
        values.put("m", Tensor.scalar(3));
        model.names().forEach((name, node) -> values.put(name, run.get(node)));
        return values;
    }

    /** All places of the free letters of a left side. */
    private static List<Map<String, Integer>> places(String left, Map<String, Integer> ranges) {
        List<Map<String, Integer>> places = List.of(Map.of());
        for (Map.Entry<String, Integer> range : ranges.entrySet()) {
            if (!axes(left).contains(range.getKey())) {
                continue;
            }
            List<Map<String, Integer>> more = new ArrayList<>();
            for (Map<String, Integer> place : places) {
                for (int i = 1; i <= range.getValue(); i++) {
                    Map<String, Integer> next = new TreeMap<>(place);
                    next.put(range.getKey(), i);
                    more.add(next);
                }
            }
            places = more;
        }
        return places;
    }
}
