package org.chainrule.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.chainrule.error.ChainruleException;
import org.junit.jupiter.api.Test;

class TensorTest {
    private static final Tensor A = Tensor.of(new double[][] {{1, 2, 3}, {4, 5, 6}});

    @Test
    void entriesAreRowMajor() {
        assertThat(A.shape()).isEqualTo(Shape.of(2, 3));
        assertThat(A.at(4)).isEqualTo(5);
        assertThat(A.get(1, 1)).isEqualTo(5);
        assertThat(A.position(1, 2)).isEqualTo(5);
        assertThat(A.toArray()).containsExactly(1, 2, 3, 4, 5, 6);
        Tensor generated = Tensor.generate(DType.F64, Shape.of(2, 3), ix -> 3 * ix[0] + ix[1] + 1);
        assertThat(generated).isEqualTo(A).hasSameHashCodeAs(A);
        assertThat(Tensor.generate(DType.F64, Shape.SCALAR, ix -> ix.length).item())
                .isZero();
        assertThat(Tensor.generate(DType.F64, Shape.of(0, 3), ix -> 1).count()).isZero();
    }

    @Test
    void isNotChangedFromOutside() {
        double[] values = {1, 2};
        Tensor tensor = Tensor.of(values);
        values[0] = 7;
        tensor.toArray()[1] = 7;
        assertThat(tensor.toArray()).containsExactly(1, 2);
        long[] longs = {1, 2};
        Tensor index = Tensor.ofLongs(Shape.of(2), longs);
        longs[0] = 7;
        assertThat(index.at(0)).isEqualTo(1);
    }

    @Test
    void typesRound() {
        Tensor single = Tensor.of(DType.F32, Shape.of(2), 0.1, 1e300);
        assertThat(single.at(0)).isEqualTo((double) 0.1f);
        assertThat(single.at(1)).isInfinite();
        assertThat(single.as(DType.F64).dtype()).isEqualTo(DType.F64);
        assertThat(single.as(DType.F32)).isSameAs(single);
        assertThat(Tensor.of(1, 2).as(DType.I64).wholeAt(1)).isEqualTo(2);
        assertThatThrownBy(() -> Tensor.of(1, 2.5).as(DType.I64))
                .isInstanceOf(ChainruleException.class)
                .hasMessage("the value 2.5 is not a whole number, and an index must be one");
        assertThatThrownBy(() -> Tensor.of(Double.NaN).wholeAt(0))
                .hasMessage("the value NaN is not a whole number, and an index must be one");
        assertThatThrownBy(() -> Tensor.of(1e19).wholeAt(0))
                .hasMessage("the value 1.0E19 is too large for a whole number: they are exact up to 9007199254740992"
                        + " (2^53)");
        assertThatThrownBy(() -> Tensor.of(Double.POSITIVE_INFINITY).wholeAt(0))
                .hasMessage("the value Infinity is not a whole number, and an index must be one");
        assertThat(DType.I64.isFloat()).isFalse();
        assertThat(DType.F32.isFloat()).isTrue();
    }

    @Test
    void reshapeKeepsTheEntries() {
        Tensor reshaped = A.reshape(Shape.of(3, 2));
        assertThat(reshaped.get(2, 0)).isEqualTo(5);
        assertThatThrownBy(() -> A.reshape(Shape.of(4)))
                .isInstanceOf(ShapeException.class)
                .hasMessage("cannot reshape [2, 3] (6 entries) to [4] (4 entries)");
    }

    @Test
    void equalityIsBitByBit() {
        assertThat(Tensor.of(Double.NaN)).isEqualTo(Tensor.of(Double.NaN));
        assertThat(Tensor.of(0.0)).isNotEqualTo(Tensor.of(-0.0));
        assertThat(Tensor.of(1, 2)).isNotEqualTo(Tensor.of(Shape.of(2, 1), 1, 2));
        assertThat(Tensor.of(1)).isNotEqualTo(Tensor.of(1).as(DType.F32));
        assertThat(Tensor.ofLongs(Shape.of(1), 1)).isEqualTo(Tensor.of(1).as(DType.I64));
        assertThat(Tensor.of(1)).isNotEqualTo("1");
    }

    @Test
    void misfitsSayWhatDoesNotFit() {
        assertThatThrownBy(() -> Tensor.of(Shape.of(2, 2), 1, 2, 3))
                .hasMessage("the shape [2, 2] holds 4 entries; 3 were given");
        assertThatThrownBy(() -> Tensor.of(new double[][] {{1, 2}, {3}}))
                .hasMessage("row 1 has 1 entries, row 0 has 2: rows must be equal");
        assertThatThrownBy(() -> A.get(0)).hasMessage("an index of 1 numbers cannot pick from the shape [2, 3]");
        assertThatThrownBy(() -> A.get(0, 3)).hasMessage("index [0, 3] is outside the shape [2, 3]");
        assertThatThrownBy(() -> A.get(-1, 0)).hasMessage("index [-1, 0] is outside the shape [2, 3]");
        assertThatThrownBy(A::item).hasMessage("a tensor of shape [2, 3] is not a single number");
    }

    @Test
    void makers() {
        assertThat(Tensor.zeros(2).toArray()).containsExactly(0, 0);
        assertThat(Tensor.ones(1, 2).shape()).isEqualTo(Shape.of(1, 2));
        assertThat(Tensor.full(DType.F32, Shape.of(2), 0.5).at(1)).isEqualTo(0.5);
        assertThat(Tensor.scalar(3).item()).isEqualTo(3);
        assertThat(Tensor.of(new double[0][0]).shape()).isEqualTo(Shape.of(0, 0));
        assertThat(Tensor.of(1, Double.NEGATIVE_INFINITY).isFinite()).isFalse();
        assertThat(A.isFinite()).isTrue();
    }

    @Test
    void text() {
        assertThat(A).hasToString("[[1, 2, 3], [4, 5, 6]]");
        assertThat(Tensor.scalar(-2.5)).hasToString("-2.5");
        assertThat(Tensor.zeros(2, 1, 2)).hasToString("[[[0, 0]], [[0, 0]]]");
        assertThat(Tensor.zeros(0, 2)).hasToString("[[]] of shape [0, 2]");
        assertThat(Tensor.zeros(30)).hasToString("[" + "0, ".repeat(24) + "… 6 more]");
        assertThat(TensorText.full(Tensor.zeros(30))).isEqualTo("[" + "0, ".repeat(29) + "0]");
        assertThat(Tensor.of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY))
                .hasToString("[nan, inf, -inf]");
    }

    @Test
    void numbersAreShortAndExact() {
        assertThat(TensorText.number(-0.0)).isEqualTo("-0.0");
        assertThat(TensorText.number(3)).isEqualTo("3");
        assertThat(TensorText.number(0.1)).isEqualTo("0.1");
        assertThat(TensorText.number(1e20)).isEqualTo("1e20");
        assertThat(TensorText.number(1.5e-7)).isEqualTo("1.5e-7");
        for (double value : new double[] {Math.PI, 1e15, 123456789012345.0, -1e-300, Double.MIN_VALUE, 1 / 3.0}) {
            assertThat(Double.parseDouble(TensorText.number(value))).isEqualTo(value);
        }
    }

    @Test
    void bytesAreNumbersOfAnyType() {
        byte[] bytes = {0, 1, 127, (byte) 128, (byte) 254, (byte) 255};
        Shape shape = Shape.of(2, 3);
        Tensor packed = Tensor.ofBytes(shape, bytes);
        bytes[0] = 9;
        for (DType type : DType.values()) {
            Tensor plain = Tensor.of(type, shape, 0, 1, 127, 128, 254, 255);
            Tensor same = packed.as(type);
            assertThat(same).isEqualTo(plain).hasSameHashCodeAs(plain);
            assertThat(plain)
                    .isEqualTo(same)
                    .isEqualTo(Tensor.of(shape, same.toArray()).as(type));
            assertThat(same).isNotEqualTo(Tensor.of(type, shape, 0, 1, 127, 128, 254, 0));
            assertThat(same)
                    .isEqualTo(Tensor.ofBytes(shape, (byte) 0, (byte) 1, (byte) 127, (byte) 128, (byte) 254, (byte) 255)
                            .as(type));
            assertThat(same.wholeAt(3)).isEqualTo(128);
            assertThat(same.isFinite()).isTrue();
            assertThat(same.reshape(Shape.of(6)).at(5)).isEqualTo(255);
            assertThat(TensorParts.take(same, 1, 2, 0)).isEqualTo(TensorParts.take(plain, 1, 2, 0));
            float[] floats = new float[6];
            same.copyInto(floats);
            assertThat(floats).containsExactly(0, 1, 127, 128, 254, 255);
        }
        assertThat(packed).hasToString("[[0, 1, 127], [128, 254, 255]]");
    }

    @Test
    void bytesAreGathered() {
        Tensor packed = Tensor.ofBytes(Shape.of(2, 3), (byte) 1, (byte) 2, (byte) 200, (byte) 4, (byte) 5, (byte) 6);
        double[][] columns = new double[2][2];
        TensorParts.gather(packed, 1, new int[] {0, 3}, columns);
        assertThat(columns).isDeepEqualTo(new double[][] {{2, 5}, {200, 6}});
    }
}
