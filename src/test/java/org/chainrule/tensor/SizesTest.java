package org.chainrule.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SizesTest {
    @Test
    void namesAndValues() {
        Sizes sizes = Sizes.of(Map.of("n", 3L, "m", 0L));
        assertThat(sizes.has("n")).isTrue();
        assertThat(sizes.has("k")).isFalse();
        assertThat(sizes.get("m")).isZero();
        assertThat(sizes).hasToString("{m=0, n=3}");
        assertThat(sizes.asMap()).isUnmodifiable();
        assertThatThrownBy(() -> sizes.get("k"))
                .hasMessage("the size k has no value: give one, or bind an input whose shape contains k");
        assertThatThrownBy(() -> Sizes.of("n", -1)).hasMessage("the size n = -1 is negative");
    }
}
