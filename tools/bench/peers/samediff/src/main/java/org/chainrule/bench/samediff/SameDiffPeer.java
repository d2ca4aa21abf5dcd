package org.chainrule.bench.samediff;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chainrule.bench.peers.Marks;
import org.chainrule.bench.peers.Numbers;
import org.chainrule.bench.peers.Peer;
import org.chainrule.bench.peers.Workload;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.api.OutAndGrad;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Conv2DConfig;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Pooling2DConfig;
import org.nd4j.linalg.api.ops.impl.layers.recurrent.config.LSTMActivations;
import org.nd4j.linalg.api.ops.impl.layers.recurrent.config.LSTMDataFormat;
import org.nd4j.linalg.api.ops.impl.layers.recurrent.config.LSTMDirectionMode;
import org.nd4j.linalg.api.ops.impl.layers.recurrent.config.LSTMLayerConfig;
import org.nd4j.linalg.api.ops.impl.layers.recurrent.weights.LSTMLayerWeights;
import org.nd4j.linalg.factory.Nd4j;

/** The workloads in SameDiff, of ND4J. */
public final class SameDiffPeer {
    private static final double RATE = 0.1;

    private final DataType type;
    private final SameDiff sd = SameDiff.create();
    private final Map<String, INDArray> given = new HashMap<>();

    private SameDiffPeer(DataType type) {
        this.type = type;
    }

    /** Answers what {@code Peers} asks. */
    public static void main(String[] args) throws IOException {
        Peer.serve(
                (name, single) -> prepare(name.split(" "), single ? DataType.FLOAT : DataType.DOUBLE), false);
    }

    private static Optional<Workload> prepare(String[] name, DataType type) {
        Nd4j.setDefaultDataTypes(type, type);
        SameDiffPeer peer = new SameDiffPeer(type);
        return Optional.ofNullable(
                switch (name[0]) {
                    case "P1" -> peer.network(Integer.parseInt(name[1].substring(1)), false, 784, 100, 10);
                    case "P1b" -> peer.network(Integer.parseInt(name[1].substring(1)), true, 784, 512, 256, 10);
                    case "P3" -> peer.loop((int) Double.parseDouble(name[1]));
                    // Its time grows with the square of the length.
                    case "P4" -> name[1].equals("1e3") ? chain(1000, name.length > 2) : null;
                    case "P5" -> peer.images(32);
                    case "P7" -> first(type);
                    case "attention" -> peer.attention(8, 128, 256);
                    case "lstm" -> peer.lstm(50, 32, 128);
                    default -> null;
                });
    }

    private INDArray array(double[] values, long... shape) {
        return Nd4j.create(values, shape, type);
    }

    private SDVariable input(String name, double[] values, long... shape) {
        given.put(name, array(values, shape));
        return sd.placeHolder(name, type, shape);
    }

    private SDVariable param(String name, double[] values, long... shape) {
        return sd.var(name, array(values, shape));
    }

    private static double[] entries(INDArray array) {
        return array.dup('c').data().asDouble();
    }

    private OutAndGrad gradients(SDVariable loss, List<SDVariable> leaves) {
        return sd.calculateGradientsAndOutputs(
                given,
                List.of(loss.name()),
                leaves.stream().map(SDVariable::name).toList());
    }

    private double step(SDVariable loss, List<SDVariable> params) {
        OutAndGrad found = gradients(loss, params);
        for (SDVariable param : params) {
            param.getArr().subi(found.getGradients().get(param.name()).muli(RATE));
        }
        return found.getOutputs().get(loss.name()).getDouble(0);
    }

    private Workload training(SDVariable loss, List<SDVariable> params) {
        sd.setLossVariables(loss);
        List<double[]> before = params.stream().map(p -> entries(p.getArr())).toList();
        Marks marks = new Marks().number(step(loss, params));
        for (int i = 0; i < before.size(); i++) {
            marks.step(before.get(i), entries(params.get(i).getArr()), RATE);
        }
        double value = 0;
        for (int i = 0; i < 4; i++) {
            value = step(loss, params);
        }
        return new Workload(marks.number(value).list(), () -> step(loss, params));
    }

    /** Loss and gradients, without a step. */
    private Workload values(SDVariable loss, List<SDVariable> leaves) {
        sd.setLossVariables(loss);
        OutAndGrad found = gradients(loss, leaves);
        Marks marks = new Marks().number(found.getOutputs().get(loss.name()).getDouble(0));
        leaves.forEach(leaf -> marks.gradient(entries(found.getGradients().get(leaf.name()))));
        return new Workload(marks.list(), () -> gradients(loss, leaves));
    }

    private SDVariable entropy(SDVariable z, SDVariable y) {
        // With an axis named its gradient fails.
        return sd.nn().logSoftmax(z).mul(y).sum(1).neg().mean();
    }

    private SDVariable dense(List<SDVariable> params, int batch, boolean relu, int... sizes) {
        Numbers numbers = new Numbers(1);
        SDVariable a = input("x", numbers.array(batch * sizes[0], 1), batch, sizes[0]);
        SDVariable y = input("y", Numbers.labels(batch, sizes[sizes.length - 1]), batch, sizes[sizes.length - 1]);
        for (int layer = 1; layer < sizes.length; layer++) {
            SDVariable w =
                    param("w" + layer, numbers.array(sizes[layer - 1] * sizes[layer], 0.1), sizes[layer - 1], sizes[layer]);
            // A row, since the gradient of a bias as a vector fails for a single sample.
            SDVariable b = param("b" + layer, numbers.array(sizes[layer], 0.1), 1, sizes[layer]);
            params.addAll(List.of(w, b));
            SDVariable z = a.mmul(w).add(b);
            a = layer == sizes.length - 1 ? z : relu ? sd.nn().relu(z, 0) : sd.nn().sigmoid(z);
        }
        return entropy(a, y);
    }

    private Workload network(int batch, boolean relu, int... sizes) {
        List<SDVariable> params = new ArrayList<>();
        return training(dense(params, batch, relu, sizes), params);
    }

    /** From nothing to the loss of the first step of P1. */
    private static Workload first(DataType type) {
        double[] value = new double[1];
        Runnable run = () -> {
            SameDiffPeer peer = new SameDiffPeer(type);
            List<SDVariable> params = new ArrayList<>();
            SDVariable loss = peer.dense(params, 200, false, 784, 100, 10);
            peer.sd.setLossVariables(loss);
            value[0] = peer.step(loss, params);
        };
        run.run();
        return new Workload(new double[] {value[0]}, run);
    }

    private Workload loop(int count) {
        Numbers numbers = new Numbers(3);
        List<SDVariable> in = new ArrayList<>();
        for (String name : List.of("a", "b", "c", "d")) {
            in.add(param(name, numbers.array(count, 4), count));
        }
        SDVariable u = sd.nn().sigmoid(in.get(0).mul(in.get(1)).add(in.get(2)));
        return values(u.mul(sd.math().tanh(in.get(3))).sum(), in);
    }

    private static Workload chain(int steps, boolean total) {
        double[] values = new Numbers(4).array(steps + 1, 0.02);
        if (!total) {
            return chain(values);
        }
        return new Workload(chain(values).marks(), () -> chain(values));
    }

    private static Workload chain(double[] values) {
        SameDiffPeer peer = new SameDiffPeer(DataType.DOUBLE);
        List<SDVariable> leaves = new ArrayList<>();
        SDVariable x = peer.param("x", new double[] {values[0]}, 1);
        leaves.add(x);
        for (int i = 1; i < values.length; i++) {
            SDVariable w = peer.param("w" + i, new double[] {values[i]}, 1);
            leaves.add(w);
            x = peer.sd.math().sin(x).mul(w).add(x);
        }
        SDVariable end = x.sum();
        peer.sd.setLossVariables(end);
        OutAndGrad found = peer.gradients(end, leaves);
        double[] gradient = leaves.stream()
                .mapToDouble(leaf -> found.getGradients().get(leaf.name()).getDouble(0))
                .toArray();
        Marks marks = new Marks()
                .number(found.getOutputs().get(end.name()).getDouble(0))
                .gradient(gradient);
        return new Workload(marks.list(), () -> peer.gradients(end, leaves));
    }

    /** Kernels are wanted with their height first; what is compared is laid out as elsewhere. */
    private Workload images(int batch) {
        Numbers numbers = new Numbers(5);
        SDVariable x = input("x", numbers.array(batch * 784, 1), batch, 1, 28, 28);
        SDVariable y = input("y", Numbers.labels(batch, 10), batch, 10);
        INDArray kernels = array(numbers.array(200, 0.2), 8, 1, 5, 5);
        SDVariable k = sd.var("k", kernels.permute(2, 3, 1, 0).dup('c'));
        SDVariable c = param("c", numbers.array(8, 0.2), 8);
        SDVariable w = param("w", numbers.array(11520, 0.2), 1152, 10);
        SDVariable b = param("b", numbers.array(10, 0.2), 1, 10);
        SDVariable z = sd.cnn().conv2d(
                x, k, c, Conv2DConfig.builder().kH(5).kW(5).sH(1).sW(1).dataFormat("NCHW").build());
        SDVariable pooled = sd.cnn().maxPooling2d(
                sd.nn().relu(z, 0),
                Pooling2DConfig.builder().kH(2).kW(2).sH(2).sW(2).isNHWC(false).build());
        SDVariable loss = entropy(pooled.reshape(batch, 1152).mmul(w).add(b), y);
        List<SDVariable> params = List.of(k, c, w, b);
        sd.setLossVariables(loss);
        List<double[]> before = params.stream().map(p -> entries(straight(p.getArr()))).toList();
        Marks marks = new Marks().number(step(loss, params));
        for (int i = 0; i < before.size(); i++) {
            marks.step(before.get(i), entries(straight(params.get(i).getArr())), RATE);
        }
        double value = 0;
        for (int i = 0; i < 4; i++) {
            value = step(loss, params);
        }
        return new Workload(marks.number(value).list(), () -> step(loss, params));
    }

    private static INDArray straight(INDArray array) {
        return array.rank() == 4 ? array.permute(3, 2, 0, 1) : array;
    }

    private Workload attention(int heads, int tokens, int width) {
        Numbers numbers = new Numbers(8);
        SDVariable x = input("x", numbers.array(tokens * width, 2), tokens, width);
        List<SDVariable> params = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            params.add(param("w" + i, numbers.array(width * width, 0.2), width, width));
        }
        List<SDVariable> parts = params.subList(0, 3).stream()
                .map(w -> x.mmul(w).reshape(tokens, heads, width / heads).permute(1, 0, 2))
                .toList();
        SDVariable scores =
                sd.mmul(parts.get(0), parts.get(1).permute(0, 2, 1)).mul(1 / Math.sqrt(width / (double) heads));
        SDVariable mixed = sd.mmul(sd.nn().softmax(scores, 2), parts.get(2))
                .permute(1, 0, 2)
                .reshape(tokens, width);
        return values(sd.math().square(mixed.mmul(params.get(3)).add(x)).mean(), params);
    }

    /** Its own LSTM, with gates in the order of input, forget, new, output. */
    private Workload lstm(int steps, int batch, int width) {
        Numbers numbers = new Numbers(9);
        SDVariable x = input("x", numbers.array(steps * batch * width, 2), steps, batch, width);
        SDVariable wx = param("wx", numbers.array(4 * width * width, 0.2), width, 4L * width);
        SDVariable wh = param("wh", numbers.array(4 * width * width, 0.2), width, 4L * width);
        SDVariable b = param("b", numbers.array(4 * width, 0.2), 4L * width);
        SDVariable h = sd.constant("h", array(new double[batch * width], batch, width));
        SDVariable c = sd.constant("c", array(new double[batch * width], batch, width));
        LSTMLayerConfig config = LSTMLayerConfig.builder()
                .lstmdataformat(LSTMDataFormat.TNS)
                .directionMode(LSTMDirectionMode.FWD)
                .gateAct(LSTMActivations.SIGMOID)
                .cellAct(LSTMActivations.TANH)
                .outAct(LSTMActivations.TANH)
                .retFullSequence(false)
                .retLastH(true)
                .retLastC(false)
                .build();
        LSTMLayerWeights weights =
                LSTMLayerWeights.builder().weights(wx).rWeights(wh).bias(b).build();
        SDVariable last = sd.rnn().lstmLayer(x, h, c, null, weights, config)[0];
        return values(sd.math().square(last).sum().div(batch), List.of(wx, wh, b));
    }
}
