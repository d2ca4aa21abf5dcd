package org.chainrule.symbolic.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.chainrule.exec.Interpreter;
import org.chainrule.graph.Binding;
import org.chainrule.graph.Node;
import org.chainrule.notation.model.Model;
import org.chainrule.ops.Catalogue;
import org.chainrule.ops.Function;
import org.chainrule.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where graphs are defined. */
class DefinednessTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "log(x)                  | [x > 0]",
                "exp(3*log(x))           | [x > 0]",
                "sqrt(x)^2               | [x >= 0]",
                "x^3                     | []",
                "x^-2                    | [x != 0]",
                "x^0.5 + log(x)          | [x > 0]",
                "1/x + y/(x - y)         | [x != 0, x - y != 0]",
                "log(x^2) + log(abs(x))  | [x != 0]",
                "1/(1/x) + 1/abs(x)      | [x != 0]",
                "log(1 + x) + log(x + 1) | [x + 1 > 0]",
                "(x^3)^0.5               | [x >= 0]",
                "atanh(x)                | [1 - x ^ 2 > 0]",
                "atanh(tanh(x))          | []",
                "log(1 + exp(x))         | []",
                "softplus(x) + tanh(x)   | []",
                "log(sigmoid(x))         | []",
                "asin(x)                 | [-1 <= x <= 1]",
                "acosh(x)                | [x >= 1]",
                "asinh(x)                | []",
                "log(p) + 1/p + sqrt(p)  | []",
                "where(x > 0, log(x), 0) | [x > 0 where greater(x, 0)]",
                "bce(y, x)               | [y > 0 where not_equal(x, 0), 1 - y > 0 where not_equal(1 - x, 0)]",
                "sum(softmax(V)*log(softmax(V))) | []",
                "norm(V)                 | []",
                "sum(inv(A))             | [det(A) != 0]",
                "sum(inv(S)) + logdet(S) | []",
                "sum(log(diag(cholesky(S)))) + sum(log(diag(S))) | []",
                "sum(log(diag(A)))       | [diag_part(A) > 0]",
            })
    void conditionsOfFormulas(String formula, String conditions) {
        Model model = Model.parse("input x [], y [], p [] positive, V [3], A [2, 2], S [2, 2] spd\nJ = " + formula);
        assertThat(Definedness.of(model.get("J")).stream()
                        .map(condition -> condition.text().toString())
                        .toList()
                        .toString())
                .isEqualTo(conditions.strip());
    }

    /** At any numbers: where all conditions hold the value is finite, where one does not it is not. */
    @Test
    void everyElementwiseFunctionIsDefinedWhereItsConditionsHold() {
        SplittableRandom random = new SplittableRandom(5);
        for (List<Function> family : Catalogue.families().values()) {
            for (Function function : family) {
                for (Function.Example example : function.examples()) {
                    agrees(example, random);
                }
            }
        }
    }

    private static void agrees(Function.Example example, SplittableRandom random) {
        Model model = Model.parse("input " + example.inputs().replaceAll("\\] (?!integer)[a-z]+(\\([^)]*\\))?", "]")
                + "\nJ = " + example.call());
        Node node = model.get("J");
        if (!node.op().isElementwise()
                || node.inputs().stream().anyMatch(x -> !x.isLeaf() || !x.type().isReal())) {
            return;
        }
        List<Condition> conditions = Definedness.of(node);
        for (int point = 0; point < 40; point++) {
            double scale = point % 2 == 0 ? 3 : 0.9;
            List<Binding> values = model.leaves().stream()
                    .map(leaf -> leaf.is(Tensor.fill(
                            org.chainrule.tensor.DType.F64, leaf.shape(), i -> scale * (2 * random.nextDouble() - 1))))
                    .toList();
            boolean allowed = conditions.stream().allMatch(condition -> holds(condition, values));
            Tensor value = Interpreter.run(List.of(node), values).get(node);
            boolean finite = true;
            for (int i = 0; i < value.count(); i++) {
                finite &= Double.isFinite(value.at(i));
            }
            assertThat(finite).as("%s where %s", example.call(), conditions).isEqualTo(allowed);
        }
    }

    private static boolean holds(Condition condition, List<Binding> values) {
        Tensor of = Interpreter.run(List.of(condition.of()), values).get(condition.of());
        for (int i = 0; i < of.count(); i++) {
            if (!condition.allows(of.at(i))) {
                return false;
            }
        }
        return true;
    }
}
