package org.chainrule.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chainrule.explain.Explanation;
import org.chainrule.graph.Node;
import org.chainrule.graph.Op;
import org.chainrule.graph.Type;
import org.chainrule.notation.model.Model;
import org.chainrule.tensor.Domain;
import org.chainrule.tensor.Shape;
import org.junit.jupiter.api.Test;

/** How printed functions read. That they compute the right thing is tested where their languages are. */
class FunctionCodeTest {
    private static String print(String text, Tongue tongue) {
        Model model = Model.parse(text, new Model.Settings(false, 0));
        Optional<Explanation> gradients =
                model.lossName().map(loss -> Explanation.of(model.get(loss)).names(model.names()));
        return FunctionCode.of("f", model.names(), model.definitions(), model.lossName(), gradients)
                .in(tongue);
    }

    @Test
    void namesBecomeNamesOfTheLanguage() {
        assertThat(print("param θ = 2\nlambda = sin(θ)\nJ = lambda^2", Tongue.NUMPY))
                .contains("def f(theta):")
                .contains("lambda_2 = np.sin(theta)")
                .contains("J = lambda_2**2")
                .contains("return J, dtheta");
    }

    @Test
    void aDefinitionCalledLikeAGradientKeepsItsName() {
        assertThat(print("param w = 2\nJ = w^2\ndw = grad(J, w)\nloss J", Tongue.NUMPY))
                .contains("return J, dw, dw_");
    }

    @Test
    void sizesComeFromArgumentsAndWholeNumbersDivideAsReals() {
        String c = print("dims n, m\ninput X [n, m]\nparam w [n]\nJ = sum(w @ X) / (n * m)", Tongue.C);
        assertThat(c).contains("void f(int ").contains("const double *X").contains("(double) (m * n)");
        assertThat(print("dims n\ninput x [n]\nJ = sum(x) / n", Tongue.MATLAB)).contains("n = size(x, 1);");
    }

    @Test
    void anOpWithoutARowIsPrintedByItsDefinition() {
        assertThat(print("param x [3]\nJ = sum(mish(x))", Tongue.NUMPY)).contains("np.tanh(np.logaddexp(0, x))");
    }

    @Test
    void whatALanguageHasNothingForIsNamedAllAtOnce() {
        assertThatThrownBy(() -> print("param A [2, 2]\nJ = sum(svdvals(A)) + sum(matrix_exp(A))", Tongue.C))
                .hasMessageContaining("code in c has nothing for")
                .hasMessageContaining("matrix_exp")
                .hasMessageContaining("svdvals");
        assertThatThrownBy(() -> Tongue.of("cobol"))
                .hasMessage("code is printed in numpy, torch, jax, julia, matlab, c, latex, not in cobol");
    }

    /** What has the name of an op of the library is not that op. */
    @Test
    void anOpIsKnownByItselfAndNotByItsName() {
        for (String name : List.of("exp", "max", "softplus", "matmul", "reshape")) {
            Op own = Op.unary(name, x -> 2 * x).define(x -> x.times(2));
            Node x = Node.param("x", Type.real(Shape.of(3)), Domain.REAL);
            Map<String, Node> names = new LinkedHashMap<>(Map.of("x", x));
            names.put("y", own.of(x));
            for (Tongue tongue : Tongue.values()) {
                String printed = FunctionCode.of("f", names, List.of("y"), Optional.empty(), Optional.empty())
                        .in(tongue);
                if (tongue != Tongue.LATEX) {
                    assertThat(printed).contains("2").doesNotContain(name + "(", name + ".(");
                }
            }
        }
    }

    @Test
    void layersOfLoopsAreOneStatement() {
        assertThat(print("param W [2, 3], x [3]\nz = W @ x\nJ = sum(z)", Tongue.C))
                .contains("sum += W[i * 3 + j] * x[j];");
        assertThat(print("param W [2, 3], x [3]\nz = W @ x\nJ = sum(z)", Tongue.JULIA))
                .contains("z = W * x")
                .contains("return J, dW, dx");
    }

    @Test
    void latexIsTwoBlocks() {
        assertThat(print("param x [3]\nJ = sum(x * (x > 0))", Tongue.LATEX))
                .startsWith("% forward\n\\begin{align*}\n")
                .contains("% backward\n")
                .doesNotContain("\\gt");
    }
}
