package org.chainrule.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.chainrule.check.GradientCheck;
import org.chainrule.error.ChainruleException;
import org.chainrule.exec.Interpreter;
import org.chainrule.graph.Node;
import org.chainrule.notation.model.Model;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Tensor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportTest {
    @TempDir
    private Path folder = Path.of("");

    private GraphWriter writer = new GraphWriter(ElementType.DOUBLE);

    @BeforeEach
    void begin() {
        writer = new GraphWriter(ElementType.DOUBLE);
    }

    private Path saved() throws IOException {
        return saved(writer.toBytes("test"));
    }

    private Path saved(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("model.onnx"), bytes);
    }

    private static Tensor value(OnnxModel model, String name, Map<String, Tensor> inputs) {
        List<org.chainrule.graph.Binding> bindings = new java.util.ArrayList<>(model.bindings());
        inputs.forEach((input, tensor) -> bindings.add(model.get(input).is(tensor)));
        return Interpreter.run(List.of(model.get(name)), bindings).get(model.get(name));
    }

    @Test
    void nodesNeedNotBeSorted() throws IOException {
        writer.input("x", Shape.of(2), false);
        writer.node("Neg", List.of("a"), List.of("y"));
        writer.node("Exp", List.of("x"), List.of("a"));
        writer.output("y", Shape.of(2), false);
        OnnxModel model = Onnx.read(saved());
        Tensor y = value(model, "y", Map.of("x", Tensor.of(0, Math.log(3))));
        assertThat(y.at(0)).isEqualTo(-1);
        assertThat(y.at(1)).isCloseTo(-3, org.assertj.core.data.Offset.offset(1e-12));
    }

    @Test
    void openSizesStayNamed() throws IOException {
        writer.input("x", Shape.of(Dim.named("batch"), Dim.of(2), Dim.of(3)), false);
        // The usual way to flatten all but the batch: its size is read from the shape.
        String shape = writer.node("Shape", List.of("x"));
        String first = writer.node("Gather", List.of(shape, writer.longs(0)), "axis", 0);
        String target = writer.node("Concat", List.of(first, writer.longs(-1)), "axis", 0);
        writer.node("Reshape", List.of("x", target), List.of("y"));
        writer.output("y", Shape.of(Dim.named("batch"), Dim.of(6)), false);
        OnnxModel model = Onnx.read(saved());
        assertThat(model.get("y").shape().toString()).isEqualTo("[batch, 6]");
        Tensor x = Tensor.fill(DType.F64, Shape.of(4, 2, 3), i -> i);
        assertThat(value(model, "y", Map.of("x", x)).shape()).isEqualTo(Shape.of(4, 6));
    }

    @Test
    void softmaxOfOldVersionsJoinsAxes() throws IOException {
        for (int version : new int[] {12, 13}) {
            WireWriter node = new WireWriter().text(1, "x").text(2, "y").text(4, "Softmax");
            WireWriter graph = new WireWriter()
                    .message(1, node)
                    .message(11, port("x", 2, 2, 3))
                    .message(12, port("y", 2, 2, 3));
            OnnxModel model = Onnx.read(saved(model(graph, version)));
            Tensor x = Tensor.zeros(2, 2, 3);
            double expected = version == 12 ? 1 / 6.0 : 1 / 3.0;
            assertThat(value(model, "y", Map.of("x", x)).at(0))
                    .isCloseTo(expected, org.assertj.core.data.Offset.offset(1e-12));
        }
    }

    private static byte[] model(WireWriter graph, int version) {
        return new WireWriter()
                .number(1, 8)
                .message(7, graph)
                .message(8, new WireWriter().number(2, version))
                .toBytes();
    }

    private static WireWriter port(String name, long... dims) {
        WireWriter shape = new WireWriter();
        for (long dim : dims) {
            shape.message(1, new WireWriter().number(1, dim));
        }
        WireWriter tensor = new WireWriter().number(1, 1).message(2, shape);
        return new WireWriter().text(1, name).message(2, new WireWriter().message(1, tensor));
    }

    @Test
    void wholeNumbersWrapAround() {
        Node large = Node.constant(Tensor.ofLongs(Shape.of(3), 127, -128, Long.MAX_VALUE));
        Node two = Node.constant(Tensor.ofLongs(Shape.SCALAR, 2));
        assertThat(eval(WholeOp.of(WholeOp.Kind.ADD, ElementType.INT8, large, two)))
                .isEqualTo(Tensor.ofLongs(Shape.of(3), -127, -126, 1));
        assertThat(eval(WholeOp.of(WholeOp.Kind.MUL, ElementType.INT64, large, two)))
                .isEqualTo(Tensor.ofLongs(Shape.of(3), 254, -256, -2));
        Node minus = Node.constant(Tensor.ofLongs(Shape.SCALAR, -7));
        assertThat(eval(WholeOp.of(WholeOp.Kind.DIV, ElementType.INT32, minus, two))
                        .at(0))
                .isEqualTo(-3);
        assertThat(eval(WholeOp.of(WholeOp.Kind.MOD, ElementType.INT32, minus, two))
                        .at(0))
                .isEqualTo(1);
        assertThat(eval(WholeOp.of(WholeOp.Kind.REM, ElementType.INT32, minus, two))
                        .at(0))
                .isEqualTo(-1);
        assertThat(eval(WholeOp.of(WholeOp.Kind.LESS, ElementType.UINT64, two, minus))
                        .at(0))
                .isEqualTo(1);
    }

    private static Tensor eval(Node node) {
        return node.op().eval(node.inputs().stream().map(ImportTest::constant).toList());
    }

    private static Tensor constant(Node node) {
        return ((org.chainrule.graph.Constant) node.op()).value();
    }

    @Test
    void narrowNumbersRound() {
        assertThat(ElementType.FLOAT16.round(65520, true)).isInfinite();
        assertThat(ElementType.FLOAT16.round(2049, true)).isEqualTo(2048);
        assertThat(ElementType.BFLOAT16.round(1.00390625, true)).isEqualTo(1);
        assertThat(ElementType.FLOAT8E4M3FN.round(500, true)).isEqualTo(448);
        assertThat(ElementType.FLOAT8E4M3FN.round(500, false)).isNaN();
        assertThat(ElementType.FLOAT8E5M2.round(1e6, false)).isInfinite();
        assertThat(ElementType.FLOAT4E2M1.round(100, false)).isEqualTo(6);
        for (ElementType type : ElementType.values()) {
            for (int bits = 0; type.isNarrow() && bits < 1 << Math.min(16, type.bits()); bits++) {
                double value = type.decode(bits);
                assertThat(Double.valueOf(type.round(value, false)))
                        .as("%s %x", type, bits)
                        .isEqualTo(Double.valueOf(value));
            }
        }
    }

    @Test
    void whatIsNotSupportedIsListedAtOnce() throws IOException {
        writer.input("x", Shape.of(2), false);
        writer.node("ImageDecoder", List.of("x"), List.of("a"));
        writer.node("Frobnicate", List.of("a"), List.of("y"));
        writer.output("y", Shape.of(2), false);
        Path file = saved();
        assertThatThrownBy(() -> Onnx.read(file))
                .isInstanceOf(ChainruleException.class)
                .hasMessageEndingWith("model.onnx uses operators that are not supported: Frobnicate, ImageDecoder");
    }

    @Test
    void entriesLieInTheFolderOfTheModelOnly() throws IOException {
        Files.write(folder.resolve("data.bin"), new byte[] {0, 0, 0, 0, 0, 0, (byte) 0xF0, 0x3F});
        Path secret = Files.write(folder.resolve("secret"), new byte[8]);
        Path inner = Files.createDirectory(folder.resolve("inner"));
        for (String location : new String[] {"../secret", secret.toString(), "", "none"}) {
            Path file = Files.write(inner.resolve("model.onnx"), outside(location));
            assertThatThrownBy(() -> Onnx.read(file)).as(location).isInstanceOf(ChainruleException.class);
        }
        assertThat(value(Onnx.read(saved(outside("data.bin"))), "y", Map.of()).at(0))
                .isEqualTo(-1);
    }

    private static byte[] outside(String location) {
        WireWriter data = new WireWriter()
                .numbers(1, List.of(1L))
                .number(2, 11)
                .text(8, "w")
                .message(13, new WireWriter().text(1, "location").text(2, location))
                .number(14, 1);
        WireWriter node = new WireWriter().text(1, "w").text(2, "y").text(4, "Neg");
        return model(new WireWriter().message(1, node).message(5, data).message(12, port("y", 1)), 13);
    }

    @Test
    void damagedFilesAreRefusedInASentence() throws IOException {
        byte[] good = Files.readAllBytes(
                Path.of("src/test/resources/org/chainrule/onnx/test_attention_3d_causal/model.onnx"));
        Random random = new Random(7);
        for (int i = 0; i < 300; i++) {
            byte[] bad = i % 3 == 0 ? java.util.Arrays.copyOf(good, random.nextInt(good.length)) : good.clone();
            for (int k = 0; i % 3 > 0 && k < 1 + i % 7; k++) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt();
            }
            Path file = saved(bad);
            try {
                Onnx.read(file);
            } catch (ChainruleException e) {
                assertThat(e.getMessage()).doesNotContain("\n\tat");
            }
        }
        // A length of two gigabytes in a file of ten bytes.
        Path file = saved(new byte[] {0x3A, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 7, 0, 0, 0, 0});
        assertThatThrownBy(() -> Onnx.read(file)).hasMessageContaining("damaged");
    }

    @Test
    void hugeThingsAreRefused() throws IOException {
        writer.input("x", Shape.of(2), false);
        String huge = writer.node("ConstantOfShape", List.of(writer.longs(1L << 20, 1L << 20)));
        writer.node("Add", List.of("x", huge), List.of("y"));
        writer.output("y", Shape.of(2), false);
        Path file = saved();
        assertThatThrownBy(() -> Onnx.read(file)).isInstanceOf(ChainruleException.class);
    }

    @Test
    void aFunctionThatCallsItselfHasAnEnd() throws IOException {
        WireWriter call =
                new WireWriter().text(1, "a").text(2, "b").text(4, "F").text(7, "my");
        WireWriter function = new WireWriter()
                .text(1, "F")
                .text(4, "a")
                .text(5, "b")
                .message(7, call)
                .text(10, "my");
        WireWriter node =
                new WireWriter().text(1, "x").text(2, "y").text(4, "F").text(7, "my");
        WireWriter graph =
                new WireWriter().message(1, node).message(11, port("x", 2)).message(12, port("y", 2));
        byte[] bytes = new WireWriter()
                .message(7, graph)
                .message(8, new WireWriter().number(2, 17))
                .message(25, function)
                .toBytes();
        Path file = saved(bytes);
        assertThatThrownBy(() -> Onnx.read(file)).hasMessageContaining("without end");
    }

    @Test
    void gradientsOfALayerThatIsUnrolled() throws IOException {
        SplitWeights weights = new SplitWeights();
        writer.input("x", Shape.of(3, 2, 2), false);
        String w = writer.initializer("w", weights.of(1, 12, 2));
        String r = writer.initializer("r", weights.of(1, 12, 3));
        List<String> out = writer.node("LSTM", List.of("x", w, r), List.of("all", "last"), "hidden_size", 3);
        String squares = writer.node("Mul", List.of(out.get(1), out.get(1)));
        writer.node("ReduceSum", List.of(squares), List.of("J"), "keepdims", 0);
        writer.output("J", Shape.SCALAR, false);
        OnnxModel model = Onnx.read(saved());
        assertThat(model.params()).containsKeys("w", "r");
        assertThat(GradientCheck.of(model.get("J")).at().ok()).isTrue();
    }

    private static final class SplitWeights {
        private final Random random = new Random(3);

        Tensor of(long... sizes) {
            return Tensor.fill(DType.F64, Shape.of(sizes), i -> random.nextGaussian() / 2);
        }
    }

    @Test
    void aModelIsPartOfATextWithItsParameters() throws IOException {
        writer.input("x", Shape.of(Dim.named("n"), Dim.of(2)), false);
        String w = writer.initializer("w", Tensor.of(new double[][] {{1}, {-2}}));
        writer.node("MatMul", List.of("x", w), List.of("y"));
        writer.output("y", Shape.of(Dim.named("n"), Dim.of(1)), false);
        saved();
        Path text = Files.writeString(
                folder.resolve("net.cr"),
                "input X [3, 2] = [[1, 0], [0, 1], [1, 1]]\np = import(\"model.onnx\", 2 * X)\nJ = sum(p^2)\ng = grad(J, X)\n");
        Model model = Model.read(text);
        assertThat(model.params()).hasSize(1);
        assertThat(Interpreter.run(model.outputs(), model.bindings())
                        .get(model.get("J"))
                        .item())
                .isEqualTo(4 + 16 + 4);
        assertThat(model.withoutValues().leaves()).hasSize(2);
    }
}
