package org.chainrule.tensor;

import java.util.Arrays;

/** The entries of a tensor as it keeps them: a double[], float[] or long[], or a byte[] of whole numbers from 0 to 255. */
final class Entries {
    private Entries() {}

    static double at(Object data, int position) {
        if (data instanceof double[] values) {
            return values[position];
        }
        if (data instanceof float[] values) {
            return values[position];
        }
        return data instanceof byte[] values ? values[position] & 0xff : ((long[]) data)[position];
    }

    static void copy(Object data, int count, double[] target) {
        if (data instanceof double[] values) {
            System.arraycopy(values, 0, target, 0, count);
        } else if (data instanceof float[] values) {
            for (int i = 0; i < count; i++) {
                target[i] = values[i];
            }
        } else if (data instanceof byte[] values) {
            for (int i = 0; i < count; i++) {
                target[i] = values[i] & 0xff;
            }
        } else {
            for (int i = 0; i < count; i++) {
                target[i] = at(data, i);
            }
        }
    }

    static void copy(Object data, int count, float[] target) {
        if (data instanceof float[] values) {
            System.arraycopy(values, 0, target, 0, count);
        } else if (data instanceof byte[] values) {
            for (int i = 0; i < count; i++) {
                target[i] = values[i] & 0xff;
            }
        } else {
            for (int i = 0; i < count; i++) {
                target[i] = (float) at(data, i);
            }
        }
    }

    static boolean isFinite(Object data, int count) {
        if (data instanceof double[] values) {
            double rest = 0; // a number times 0 is 0, and NaN where there is no number
            for (double value : values) {
                rest += value * 0;
            }
            return rest == 0;
        }
        if (data instanceof float[] values) {
            for (int i = 0; i < count; i++) {
                if (!Float.isFinite(values[i])) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Bit by bit, whether they are kept alike or not. */
    static boolean equal(Object a, Object b, int count) {
        if (a instanceof double[] values && b instanceof double[] others) {
            return Arrays.equals(values, others);
        }
        if (a instanceof long[] values && b instanceof long[] others) {
            return Arrays.equals(values, others);
        }
        for (int i = 0; i < count; i++) {
            if (Double.doubleToLongBits(at(a, i)) != Double.doubleToLongBits(at(b, i))) {
                return false;
            }
        }
        return true;
    }
}
