package org.chainrule.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Objects;
import org.chainrule.view.Placement.Point;
import org.chainrule.view.Placement.Rectangle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LayoutTest {
    @Test
    void turnsTheAxisDown() {
        Placement layout = Placement.read(
                """
                {"bb": "0,0,200,100",
                 "objects": [{"name": "cluster_c1", "bb": "8,20,120,90", "lp": "1,2"}, {"name": "n1", "pos": "30,90"}],
                 "edges": [{"id": "e1", "pos": "e,50,10 10,90 20,80 30,70 40,20", "lp": "25,60"},
                           {"id": "e2", "pos": "s,10,90 40,20 30,70 20,80 10,90"}]}
                """);
        assertThat(layout.width()).isEqualTo(200);
        assertThat(layout.nodes()).containsEntry("n1", new Point(30, 10));
        assertThat(layout.frames()).containsEntry("c1", new Rectangle(8, 10, 112, 70));
        Placement.Route forward = Objects.requireNonNull(layout.routes().get("e1"));
        assertThat(forward.curve()).startsWith(new Point(10, 10)).endsWith(new Point(40, 80));
        assertThat(forward.tip()).isEqualTo(new Point(50, 90));
        assertThat(forward.label()).isEqualTo(new Point(25, 40));
        Placement.Route backward = Objects.requireNonNull(layout.routes().get("e2"));
        assertThat(backward.curve()).startsWith(new Point(10, 10)).endsWith(new Point(40, 80));
        assertThat(backward.tip()).isEqualTo(new Point(10, 10));
    }

    @Test
    void readsAnEmptyDrawing() {
        assertThat(Placement.read("{\"bb\": \"0,0,8,8\"}").nodes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "3",
                "Error: syntax",
                "{}",
                "{\"bb\": \"1,2\"}",
                "{\"bb\": []}",
                "{\"bb\": \"a,b,c,d\"}",
                "{\"bb\": \"0,0,1,1\", \"objects\": 3}",
                "{\"bb\": \"0,0,1,1\", \"edges\": [{\"id\": \"e1\"}]}",
                "{\"bb\": \"0,0,1,1\", \"objects\": [{\"name\": \"n1\", \"pos\": \"7\"}]}"
            })
    void refusesWhatIsNoLayout(String json) {
        assertThatThrownBy(() -> Placement.read(json))
                .isInstanceOf(EngineException.class)
                .hasMessage("it answered with something that is not a layout");
    }
}
