package org.chainrule.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class NotesTest {
    private final Node x = Leaves.real("x", 2);

    @Test
    void theLastNameCounts() {
        Node node = x.plus(17);
        assertThat(node.label()).isEmpty();
        assertThat(node.named("first").named("second")).isSameAs(node);
        assertThat(node.label()).contains("second");
        assertThat(x.plus(17).label()).contains("second");
        assertThat(Notes.labelIfNone(node, "third").label()).contains("second");
        assertThat(Notes.labelIfNone(x.plus(16), "third").label()).contains("third");
        assertThat(x.named("other").label()).contains("x");
        assertThat(node).hasToString("second [2]");
        assertThat(node.square()).hasToString("second ^ 2 [2]");
        assertThatThrownBy(() -> node.named(" ")).hasMessage("a name is a word such as W1 or gate, not \" \"");
    }

    @Test
    void scopesNest() {
        Node[] inner = new Node[1];
        Node outer = Notes.inScope("encoder", () -> {
            inner[0] = Notes.inScope("layer1", () -> x.plus(18));
            return x.plus(19);
        });
        assertThat(Notes.scope(inner[0])).isEqualTo("encoder/layer1");
        assertThat(Notes.scope(outer)).isEqualTo("encoder");
        assertThat(Notes.scope(x.plus(20))).isEmpty();
    }

    @Test
    void aScopeEndsWhenItsBodyFails() {
        assertThatThrownBy(() -> Notes.inScope("broken", () -> {
                    throw new IllegalStateException("on purpose");
                }))
                .hasMessage("on purpose");
        assertThat(Notes.scope(x.plus(21))).isEmpty();
    }

    @Test
    void thePlaceInForceIsThatOfTheCallerElseThatOfTheFile() {
        Node node = Notes.at("model.cr:4:8", () -> x.plus(22));
        assertThat(Notes.place(node)).isEqualTo("model.cr:4:8");
        assertThat(Notes.at("model.cr:4:8", Notes::here)).isEqualTo("model.cr:4:8");
        assertThat(Notes.here()).isEqualTo("NotesTest.java:" + new Throwable().getStackTrace()[0].getLineNumber());
    }
}
