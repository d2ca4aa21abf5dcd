package org.chainrule.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.chainrule.notation.model.Model;
import org.junit.jupiter.api.Test;

class NumberedLayersTest {
    /** The names of what stands in each layer. */
    private static String layers(String text) {
        Model model = Model.parse(text);
        Scene scene = GraphView.of(model.loss()).names(model.names()).scene();
        Map<String, String> names = new HashMap<>();
        scene.nodes().forEach(node -> names.put(node.id(), node.name()));
        Map<String, String> layers = new TreeMap<>();
        for (Scene.Cluster cluster : scene.clusters()) {
            List<String> members = cluster.members().stream().map(names::get).toList();
            layers.put(cluster.path(), String.join(" ", new TreeSet<>(members)));
        }
        return layers.entrySet().stream()
                .map(layer -> layer.getKey() + ": " + layer.getValue())
                .collect(Collectors.joining("; "));
    }

    @Test
    void whatIsCalledByANumber() {
        assertThat(
                        layers(
                                """
                        input x1 [2], y [2]
                        param W1 [2, 2], b1 [2], W2 [2, 2]
                        Z1 = W1 @ x1 + b1
                        A1 = tanh(Z1)
                        Z2 = W2 @ A1
                        J = sum((Z2 - y)^2)
                        """))
                .isEqualTo("layer1: A1 W1 Z1 b1; layer2: W2 Z2");
    }

    /** N1 to R1 by way of S, with the weight of S; a frame or a box around N1 and R1 alone would be left and entered again. */
    @Test
    void whatLiesOnAWayBackBelongsToTheLayer() {
        assertThat(
                        layers(
                                """
                        input X [2, 2]
                        param g1 [2], Q [2, 2], W1 [2, 2], W2 [2, 2], V [2, 2]
                        N1 = X * g1
                        S = softmax(N1 @ Q)
                        R1 = X + S
                        F = tanh(R1 @ W1)
                        R2 = R1 + F @ W2
                        T = R2 @ V
                        J = sum(T^2)
                        """))
                .isEqualTo("layer1: N1 Q R1 S g1; layer2: R2 W2");
    }

    /** The encoder's and the decoder's first layer are not one. */
    @Test
    void layersOnEachOthersWaysAreNone() {
        assertThat(
                        layers(
                                """
                        input x [2]
                        param W1 [2, 2], W2 [2, 2], V1 [2, 2], V2 [2, 2], W3 [2, 2]
                        E1 = tanh(W1 @ x)
                        E2 = tanh(W2 @ E1)
                        D2 = tanh(V2 @ E2)
                        D1 = V1 @ D2
                        O3 = W3 @ D1
                        J = sum(O3^2)
                        """))
                .isEqualTo("layer3: O3 W3");
    }

    /** U2 has the number of a layer that does not use it. */
    @Test
    void aParameterStandsWhereItIsUsed() {
        assertThat(
                        layers(
                                """
                        input x [2]
                        param W1 [2, 2], W2 [2, 2], U2 [2, 2], c1 [2]
                        A1 = W1 @ x
                        A2 = W2 @ A1 + c1
                        B = U2 @ A2
                        J = sum(B^2)
                        """))
                .isEqualTo("layer1: A1 W1; layer2: A2 W2 c1");
    }
}
