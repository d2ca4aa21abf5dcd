package org.chainrule.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chainrule.check.RandomPoint;
import org.chainrule.error.ChainruleException;
import org.chainrule.exec.Interpreter;
import org.chainrule.exec.Values;
import org.chainrule.grad.Calculus;
import org.chainrule.graph.Node;
import org.chainrule.notation.model.Model;
import org.chainrule.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Jacobians case by case: as they are printed, and with the numbers of the Jacobian itself. */
class JacobianFormTest {
    private static final String MODEL =
            """
            dims n, m, r
            input z [n], x [n], Z [m, n], c [n, 1]
            param W [n, n], b [n], V [r, n], s []
            y = softmax(z)
            t = sigmoid(z)
            l = log_softmax(z)
            P = softmax(Z, axis=1)
            h = tanh(W @ z + b)
            o = V @ h
            u = z / sqrt(sum(z^2))
            d = z - mean(z)
            f = dot(z, x) * z
            A = Z @ W.T
            D = diag(z)
            g = diag(W) * s
            q = W.T @ c
            v = Z @ z - Z @ x
            """;

    private static final Pattern INDEX = Pattern.compile("\\[([a-z](?:,[a-z])*)\\]");

    private static JacobianForm form(String of, String wrt) {
        return form(Model.parse(MODEL, new Model.Settings(false, 0)), of, wrt);
    }

    private static JacobianForm form(Model model, String of, String wrt) {
        return JacobianForm.of(model.get(of), model.get(wrt), model.names());
    }

    @Test
    void softmax() {
        assertThat(form("y", "z").text())
                .isEqualTo(
                        """
                        check jacobian(y, z) == diag(y) - outer(y, y)
                        # ∂y[i]/∂z[j] = δ[i,j] y[i] - y[i] y[j]                    # i = 1..n, j = 1..n
                        #             = y[i] (1 - y[i])                            # if i = j
                        #             = -y[i] y[j]                                 # if i ≠ j
                        """);
        assertThat(form("y", "z").latex())
                .isEqualTo(
                        """
                        \\begin{aligned}
                        \\frac{\\partial y}{\\partial z} &= \\operatorname{Diag}\\left(y\\right) - y {y}^{\\top} \\\\
                        \\frac{\\partial y_{i}}{\\partial z_{j}} &= \\delta_{ij} y_{i} - y_{i} y_{j} && i = 1, \\ldots, n,\\; j = 1, \\ldots, n \\\\
                        &= \\begin{cases}
                        y_{i} \\left(1 - y_{i}\\right) & \\text{if } i = j \\\\
                        -y_{i} y_{j} & \\text{if } i \\ne j \\\\
                        \\end{cases} \\\\
                        \\end{aligned}
                        """);
    }

    @Test
    void severalLettersThatHaveToBeEqual() {
        assertThat(form("P", "Z").element())
                .isEqualTo(
                        """
                        ∂P[i,j]/∂Z[k,p] = δ[i,k] δ[j,p] P[i,j] - δ[i,k] P[i,j] P[i,p]  # i = 1..m, j = 1..n, k = 1..m, p = 1..n
                                        = P[i,j] (1 - P[i,j])                    # if i = k, j = p
                                        = -P[i,j] P[i,p]                         # if i = k, j ≠ p
                                        = 0                                      # otherwise
                        """);
        assertThat(form("P", "Z").cases().get(1).when().latex()).isEqualTo("\\text{if } i = k,\\ j \\ne p");
    }

    @Test
    void chainsOfMatrices() {
        assertThat(form("o", "z").text())
                .isEqualTo(
                        """
                        check jacobian(o, z) == V @ diag(1 - h^2) @ W
                        # ∂o[i]/∂z[j] = Σ_k V[i,k] (1 - h[k]^2) W[k,j]             # i = 1..r, j = 1..n, k = 1..n
                        """);
        assertThat(form("o", "z").cases()).isEmpty();
        assertThat(form("f", "z").matrix().orElseThrow().text()).isEqualTo("(x @ z) * eye(n) + outer(z, x)");
        assertThat(form("l", "z").matrix()).isEmpty();
    }

    @Test
    void withoutAnIndexForm() {
        Model model = Model.parse("input X [5, 5], z [3]\nY = max_pool2d(X, kernel=2)\nw = 2 * z");
        assertThatThrownBy(() -> form(model, "Y", "X"))
                .isInstanceOf(ChainruleException.class)
                .hasMessage("the Jacobian of Y by X has no index form; jacobian(…) computes it, and jvp and vjp its"
                        + " products");
        assertThat(form(model, "w", "X").entry().text()).isEqualTo("0");
    }

    @ParameterizedTest
    @CsvSource({
        "y, z", "t, z", "l, z", "P, Z", "h, z", "h, b", "o, z", "d, z", "f, x", "A, Z", "A, W", "D, z", "g, W", "g, s",
        "q, c", "v, z", "u, z", "o, W"
    })
    void numbersAreThoseOfTheJacobian(String of, String wrt) {
        Model model = Model.parse(MODEL.replace("dims n, m, r", "dims n=3, m=2, r=4"), new Model.Settings(false, 0));
        JacobianForm form = form(model, of, wrt);
        Node jacobian = Calculus.jacobian(model.get(of), model.get(wrt));
        Map<List<Integer>, Node> entries = new LinkedHashMap<>();
        for (List<Integer> index : indices(jacobian)) {
            value(form, letters(form), index).ifPresent(text -> entries.put(index, model.expression(text)));
        }
        List<Node> roots = new ArrayList<>(entries.values());
        roots.add(jacobian);
        Optional<Node> matrix = form.matrix().map(written -> model.expression(written.text()));
        matrix.ifPresent(roots::add);
        Values values = Interpreter.run(
                roots, RandomPoint.of(roots, new SplittableRandom(3)).bindings());
        Tensor exact = values.get(jacobian);
        List<List<Integer>> all = indices(jacobian);
        entries.forEach((index, node) -> assertThat(values.get(node).item())
                .as(index.toString())
                .isCloseTo(exact.at(all.indexOf(index)), within(1e-12)));
        matrix.ifPresent(node -> {
            for (int i = 0; i < exact.count(); i++) {
                assertThat(values.get(node).at(i)).isCloseTo(exact.at(i), within(1e-12));
            }
        });
        assertThat(entries.size() + matrix.stream().count()).isPositive();
    }

    /** The formula for an entry in the notation; empty when it has a sum in it. */
    private static Optional<String> value(JacobianForm form, List<String> letters, List<Integer> index) {
        String text = form.entry().text();
        if (!form.cases().isEmpty()) {
            text = form.cases().stream()
                    .filter(one -> holds(one.when().text(), letters, index))
                    .findFirst()
                    .orElseThrow()
                    .value()
                    .text();
        }
        if (text.contains("Σ")) {
            return Optional.empty();
        }
        String numbers = INDEX.matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(Stream.of(
                                match.group(1).split(","))
                        .map(letter -> index.get(letters.indexOf(letter)).toString())
                        .collect(Collectors.joining(", ", "[", "]"))));
        // c [n, 1] and what is made of it have one letter for two axes.
        return Optional.of(
                numbers.replaceAll("\\b([cq])\\[(\\d)\\]", "$1[$2, 0]").replaceAll("(?<=[\\w)\\]]) (?=[\\w(])", " * "));
    }

    private static boolean holds(String when, List<String> letters, List<Integer> index) {
        return when.equals("otherwise")
                || Stream.of(when.substring(3).split(", ")).allMatch(condition -> {
                    String[] words = condition.split(" ");
                    boolean equal = index.get(letters.indexOf(words[0])).equals(index.get(letters.indexOf(words[2])));
                    return equal == words[1].equals("=");
                });
    }

    /** The letters of the entry, one an axis; those of axes of size 1 are empty. */
    private static List<String> letters(JacobianForm form) {
        Matcher index = INDEX.matcher(form.left().text());
        List<String> letters = new ArrayList<>();
        while (index.find()) {
            letters.addAll(List.of(index.group(1).split(",")));
        }
        List<String> spread = new ArrayList<>();
        form.left().shape().dims().forEach(dim -> spread.add(dim.isOne() ? "" : letters.remove(0)));
        return spread;
    }

    private static List<List<Integer>> indices(Node node) {
        List<List<Integer>> all = List.of(List.of());
        for (int axis = 0; axis < node.rank(); axis++) {
            List<List<Integer>> longer = new ArrayList<>();
            for (List<Integer> start : all) {
                for (int i = 0; i < node.shape().extent(axis); i++) {
                    List<Integer> next = new ArrayList<>(start);
                    next.add(i);
                    longer.add(next);
                }
            }
            all = longer;
        }
        return all;
    }
}
