package org.chainrule.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.chainrule.check.RandomPoint;
import org.chainrule.exec.Interpreter;
import org.chainrule.exec.Values;
import org.chainrule.graph.Node;
import org.chainrule.notation.model.Model;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The index form. Written out entry by entry, it is turned back into the notation and computed: each line gives the entry
 * that the matrix formula gives.
 */
class IndexFormTest {
    private static final Pattern ENTRY = Pattern.compile("([\\p{L}_][\\p{L}\\w]*)(?:\\[([\\d,]+)\\])?(?![\\w(\\[])");
    /** Functions of whole matrices in the middle of an index form are left out: {@code inv(S)[1,2]}. */
    private static final Pattern WHOLE = Pattern.compile("\\)\\[|=|patches|fold|shape");

    private static Explanation explanation(String text) {
        Model model = Model.parse(text, new Model.Settings(false, 0));
        return Explanation.of(model.loss()).names(model.names());
    }

    @Test
    void twoLayers() {
        assertThat(explanation(PrintedModels.get("two layers, columns")).element())
                .isEqualTo(
                        """
                        Z1[i,j] = Σ_k W1[i,k] X[k,j] + b1[i]                     # i = 1..h, j = 1..m, k = 1..n
                        A1[i,j] = tanh(Z1[i,j])                                  # i = 1..h, j = 1..m
                        Z2[i] = Σ_j W2[j] A1[j,i] + b2                           # i = 1..m, j = 1..h
                        A2[i] = sigmoid(Z2[i])                                   # i = 1..m
                        J = -1/m Σ_i (Y[i] log(A2[i]) + (1 - Y[i]) log(1 - A2[i]))  # i = 1..m

                        derive J
                        dZ2[i] = (A2[i] - Y[i]) / m                              # i = 1..m
                        dW2[i] = Σ_j dZ2[j] A1[i,j]                              # i = 1..h, j = 1..m
                        db2 = Σ_i dZ2[i]                                         # i = 1..m
                        dZ1[i,j] = W2[i] dZ2[j] (1 - A1[i,j]^2)                  # i = 1..h, j = 1..m
                        dW1[i,j] = Σ_k dZ1[i,k] X[j,k]                           # i = 1..h, j = 1..n, k = 1..m
                        db1[i] = Σ_j dZ1[i,j]                                    # i = 1..h, j = 1..m
                        """);
    }

    @Test
    void functionsWithAnIndexFormOfTheirOwn() {
        String text =
                """
                dims n, m
                input X [n, m], Y [n, m] onehot(axis=0), K [2, 2], B [n, n]
                param W [n, n]
                Z = W @ X
                P = softmax(Z, axis=0)
                L = log_softmax(Z, axis=0)
                u = logsumexp(Z, axis=0)
                C = conv2d(Z, K)
                D = diag(W)
                T = trace(W @ B)
                E = einsum("ij,kj->ik", W, B)
                R = relu(Z)
                J = sum(P * L) + sum(u) + sum(C) + sum(D) + T + sum(E * (R @ R.T)) + det(W)
                """;
        assertThat(explanation(text).element().lines().map(String::strip).limit(9))
                .containsExactly(
                        "Z[i,j] = Σ_k W[i,k] X[k,j]                               # i = 1..n, j = 1..m, k = 1..n",
                        "P[i,j] = exp(Z[i,j]) / (Σ_k exp(Z[k,j]))                 # i = 1..n, j = 1..m, k = 1..n",
                        "L[i,j] = Z[i,j] - log(Σ_k exp(Z[k,j]))                   # i = 1..n, j = 1..m, k = 1..n",
                        "u[i] = log(Σ_j exp(Z[j,i]))                              # i = 1..m, j = 1..n",
                        "C[i,j] = Σ_k Σ_l K[k,l] Z[i+k-1,j+l-1]                   # i = 1..n - 1, j = 1..m - 1, k = 1..2, l"
                                + " = 1..2",
                        "D[i] = W[i,i]                                            # i = 1..n",
                        "T = Σ_i Σ_j W[i,j] B[j,i]                                # i = 1..n, j = 1..n",
                        "E[i,j] = Σ_k W[i,k] B[j,k]                               # i = 1..n, j = 1..n, k = 1..n",
                        "R[i,j] = relu(Z[i,j])                                    # i = 1..n, j = 1..m");
    }

    @Test
    void lettersKeepClearOfNames() {
        String element = explanation("dims n\ninput i [n, n]\nparam k [n]\nJ = sum(i @ k)\n")
                .element();
        assertThat(element).startsWith("J = Σ_j Σ_l i[j,l] k[l]").contains("dk[j] = Σ_l i[l,j]");
    }

    /** The network of the lecture with three inputs, three hidden units and one output, unit by unit. */
    @Test
    void everyUnitOfASmallNetwork() {
        String text =
                """
                input x [3], y []
                param W1 [3, 3], b1 [3], W2 [1, 3], b2 [1]
                a1 = sigmoid(W1 @ x + b1)
                a2 = sigmoid(W2 @ a1 + b2)
                J = sum((a2 - y)^2) / 2
                """;
        assertThat(explanation(text).entries().lines().limit(5))
                .containsExactly(
                        "a1[1] = sigmoid(W1[1,1] x[1] + W1[1,2] x[2] + W1[1,3] x[3] + b1[1])",
                        "a1[2] = sigmoid(W1[2,1] x[1] + W1[2,2] x[2] + W1[2,3] x[3] + b1[2])",
                        "a1[3] = sigmoid(W1[3,1] x[1] + W1[3,2] x[2] + W1[3,3] x[3] + b1[3])",
                        "a2 = sigmoid(W2[1] a1[1] + W2[2] a1[2] + W2[3] a1[3] + b2)",
                        "J = (a2 - y)^2 / 2");
    }

    @TestFactory
    Stream<DynamicTest> entriesAreThoseOfTheMatrixFormulas() {
        return PrintedModels.all().entrySet().stream()
                .map(model -> DynamicTest.dynamicTest(model.getKey(), () -> check(sized(model.getValue()))));
    }

    /** The same model with a small number for every size, all different. */
    private static String sized(String text) {
        int[] next = {2};
        return text.lines()
                .map(line -> line.startsWith("dims ")
                        ? "dims "
                                + Stream.of(line.substring(5).split(", "))
                                        .map(name -> name + "=" + next[0]++)
                                        .collect(Collectors.joining(", "))
                        : line)
                .collect(Collectors.joining("\n"));
    }

    private static void check(String text) {
        Explanation explanation = explanation(text);
        StringBuilder whole = new StringBuilder(text).append("\nloss J\n");
        explanation.text().lines().skip(1).filter(line -> !line.startsWith("#")).forEach(line -> whole.append(line)
                .append('\n'));
        Model model = Model.parse(whole.toString().replace("dJ/dx", "dJdx"), new Model.Settings(false, 0));
        List<Node> left = new ArrayList<>();
        List<Node> right = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        for (String line : explanation.entries().split("\n")) {
            String plain = line.replaceAll(" +# .*", "").replace("dJ/dx", "dJdx");
            String notation = line.contains(" = ") ? notation(plain, model) : "";
            if (!notation.isEmpty()
                    && !WHOLE.matcher(plain.replaceFirst(" = ", " ")).find()) {
                left.add(model.expression(notation.split(" = ")[0]));
                right.add(model.expression(notation.split(" = ")[1]));
                lines.add(line);
            }
        }
        boolean onlyOfWholeMatrices = text.contains("det(");
        assertThat(lines.isEmpty()).isEqualTo(onlyOfWholeMatrices);
        if (onlyOfWholeMatrices) {
            return;
        }
        List<Node> all = new ArrayList<>(left);
        all.addAll(right);
        Values values = Interpreter.run(
                all, RandomPoint.of(all, new SplittableRandom(1)).bindings());
        for (int i = 0; i < lines.size(); i++) {
            double expected = values.get(left.get(i)).item();
            assertThat(values.get(right.get(i)).item())
                    .as(lines.get(i))
                    .isCloseTo(
                            expected, org.assertj.core.api.Assertions.within(1e-9 * Math.max(1, Math.abs(expected))));
        }
    }

    /**
     * Entries counted from 0 and with the axes of size 1, and a sign for every product; empty when the line has letters, or
     * speaks of a whole matrix.
     */
    private static String notation(String line, Model model) {
        Map<String, Node> names = new LinkedHashMap<>(model.names());
        boolean whole = ENTRY.matcher(line).results().anyMatch(match -> {
            Node node = names.get(match.group(1));
            long axes = node == null
                    ? 0
                    : node.shape().dims().stream().filter(dim -> !dim.isOne()).count();
            return axes > 0 && match.group(2) == null;
        });
        if (whole || line.contains("Σ") || line.matches(".*\\[[a-z].*")) {
            return "";
        }
        String entries = ENTRY.matcher(line).replaceAll(match -> Matcher.quoteReplacement(entry(match, names)));
        return entries.replaceAll("(?<=[\\w)\\]]) (?=[\\w(])", " * ").replace("·", "*");
    }

    private static String entry(MatchResult match, Map<String, Node> names) {
        Node node = names.get(match.group(1));
        if (node == null || node.isScalar()) {
            return match.group();
        }
        String[] given = match.group(2) == null ? new String[0] : match.group(2).split(",");
        int[] next = {0};
        return match.group(1)
                + IntStream.range(0, node.rank())
                        .mapToObj(axis -> node.shape().dim(axis).isOne()
                                ? "0"
                                : Integer.toString(Integer.parseInt(given[next[0]++]) - 1))
                        .collect(Collectors.joining(", ", "[", "]"));
    }
}
