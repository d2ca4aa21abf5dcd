package org.chainrule.graph;

import static org.assertj.core.api.Assertions.assertThat;

import org.chainrule.Chainrule;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LatexNameTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    W1        | W_{1}
                    y_hat     | \\hat{y}
                    W[l+1]    | W^{l+1}
                    x(i)      | x^{(i)}
                    a[1](i)   | a^{[1](i)}
                    a[2](3)   | a^{[2](3)}
                    z[l](i)   | z^{[l](i)}
                    alpha     | \\alpha
                    """)
    void layersAndSamplesAreRaised(String name, String latex) {
        assertThat(LatexName.of(name)).isEqualTo(latex);
        Node called = Chainrule.input("q").times(2).named(name);
        assertThat(Chainrule.latex(called.plus(1))).contains(latex);
    }
}
