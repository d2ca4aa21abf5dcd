package org.chainrule.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Font;
import java.awt.font.FontRenderContext;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "W1 @ X + b1",
                "⊙ σ'(Z2)",
                "sum over m",
                "W2ᵀ ·",
                "∂J/∂Θ",
                "-0.1234 … 12.5",
                "Ünïcødé",
                "iiiiii",
                "MWMWMW",
                "(A2 − Y)/(m A2(1 − A2))",
                "层 1 权重",
                "x̂ᵢ ≤ ∞ → ½ √π"
            })
    void isNeverNarrowerThanTheFont(String text) {
        Font font;
        try {
            font = new Font("DejaVu Sans", Font.PLAIN, 100);
            font.getStringBounds("x", new FontRenderContext(null, true, true));
        } catch (InternalError | LinkageError e) {
            Assumptions.abort("Java finds no fonts here");
            return;
        }
        Assumptions.assumeTrue(font.getFamily().equals("DejaVu Sans"), "the font DejaVu Sans is not installed");
        FontRenderContext context = new FontRenderContext(null, true, true);
        assertThat(Text.width(text, 100, false))
                .isGreaterThanOrEqualTo(font.getStringBounds(text, context).getWidth() - 0.5);
        assertThat(Text.width(text, 100, true))
                .isGreaterThanOrEqualTo(font.deriveFont(Font.BOLD)
                                .getStringBounds(text, context)
                                .getWidth()
                        - 0.5);
    }

    @Test
    void showsControlCharacters() {
        assertThat(Text.visible("a\nb\tc\u0000d\u007fe\u0085f\u2028g")).isEqualTo("a␊b␉c␀d␡e\ufffdf\ufffdg");
    }

    @Test
    void removesWhatReordersTextAndHalvesOfPairs() {
        assertThat(Text.visible("a\u202eb\u2066c\ud83dd\uffff")).isEqualTo("a\ufffdb\ufffdc\ufffdd\ufffd");
        assertThat(Text.visible("层 σ 😀")).isEqualTo("层 σ 😀");
    }

    @Test
    void cutsByCharactersAndNotByHalves() {
        assertThat(Text.brief("  abc ", 3)).isEqualTo("abc");
        assertThat(Text.brief("😀😀😀😀", 3)).isEqualTo("😀😀…");
    }

    @Test
    void escapesForXml() {
        assertThat(Text.xml("<a b=\"c\" d='e'>&amp;\u0001"))
                .isEqualTo("&lt;a b=&quot;c&quot; d=&#39;e&#39;&gt;&amp;amp;␁");
    }
}
