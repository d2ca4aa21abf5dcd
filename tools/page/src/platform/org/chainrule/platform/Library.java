package org.chainrule.platform;

import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What methods of the JDK answer. */
final class Library {
    private Library() {}

    static void largeNumbers(Answer answer) {
        BigInteger one = new BigInteger("123456789012345678901234567890");
        BigInteger other = new BigInteger("-9876543210987654321098765432109876543210");
        for (BigInteger x : List.of(one, other, BigInteger.TWO.negate(), BigInteger.ZERO)) {
            answer.about(x);
            answer.is("double", x.doubleValue());
            answer.is("length", x.bitLength() + " " + x.getLowestSetBit() + " " + x.signum());
            answer.is("shifts", x.shiftRight(13) + " " + x.shiftLeft(67) + " " + x.shiftRight(200));
            answer.is("square root", Arrays.toString(x.abs().sqrtAndRemainder()));
            answer.is("gcd", x.gcd(BigInteger.valueOf(90)));
            answer.may("over", () -> one.divide(x));
            answer.may("rest", () -> one.remainder(x));
            answer.may("mod", () -> x.mod(BigInteger.TEN));
            answer.may("long", x::longValueExact);
        }
        for (double x : Platform.REALS) {
            if (Double.isFinite(x)) {
                answer.about(x);
                BigDecimal decimal = new BigDecimal(x);
                answer.is("exact", decimal);
                answer.is("back", decimal.doubleValue());
                answer.is("rounded", decimal.round(new MathContext(5)));
                answer.is("third", decimal.divide(BigDecimal.valueOf(3), new MathContext(30)));
            }
        }
    }

    /** A record is equal to one of equal parts. */
    private record Pair(int first, double second) {}

    static void collections(Answer answer) {
        answer.about();
        double[] reals = Platform.REALS.clone();
        Arrays.sort(reals);
        answer.is(
                "sorted",
                Arrays.stream(reals).mapToObj(Double::doubleToLongBits).toList());
        answer.is("sum", DoubleStream.of(1e16, 1, 1, -1e16, 0.1, 0.2, 0.3).sum());
        answer.is("sum", DoubleStream.of(0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7).sum());
        answer.is("sum", DoubleStream.of(1, Double.POSITIVE_INFINITY, 2).sum());
        answer.is("sum", DoubleStream.empty().sum());
        for (Object array :
                new Object[] {new double[2], new float[2], new long[2], new int[2], new byte[2], new String[2]}) {
            Object made = Array.newInstance(array.getClass().getComponentType(), 2);
            answer.is("array", made.getClass() == array.getClass());
            System.arraycopy(array, 0, made, 0, 2);
        }
        answer.is("least", DoubleStream.of(3, -0.0, 0.0).min().getAsDouble());
        answer.is("least", DoubleStream.of(Double.NaN, 1).min().getAsDouble());
        answer.is("largest", DoubleStream.of(Double.NaN, 1).max().getAsDouble());
        answer.is(
                "hashes",
                Arrays.hashCode(new double[] {0.1, -0.0, Double.NaN}) + " "
                        + List.of(0.1, -0.0).hashCode());
        answer.is("equals", new Pair(1, -0.0).equals(new Pair(1, 0.0)) + " " + new Pair(1, 2).equals(new Pair(1, 2)));
        for (Set<Integer> set :
                List.of(Set.copyOf(List.<Integer>of()), Set.copyOf(List.of(3)), Set.copyOf(Set.of(1, 2)))) {
            answer.is("set", new TreeSet<>(set) + " " + set.contains(3) + " " + set.size());
        }
        for (Map<String, Integer> map : List.of(Map.copyOf(Map.<String, Integer>of()), Map.copyOf(Map.of("a", 1)))) {
            answer.is("map", new TreeMap<>(map) + " " + map.get("a") + " " + map.containsKey("b"));
        }
        answer.is(
                "distinct",
                Stream.concat(Stream.of(1, 2, 1), Stream.of(2, 3)).distinct().toList());
        answer.is(
                "flat",
                IntStream.range(0, 4)
                        .boxed()
                        .flatMap(i -> Stream.of(i, -i))
                        .distinct()
                        .limit(5)
                        .toList());
    }

    static void texts(Answer answer) {
        for (double x : Platform.REALS) {
            answer.about(x);
            for (String format : List.of("%.3e", "%.6g", "%.2f", "%10.3f", "%-12.4g|", "%012.3f")) {
                // Without an exponent, a large number has digits that the JDK makes up.
                if (!(Math.abs(x) > 1e9 && Double.isFinite(x)) || !format.contains("f")) {
                    answer.is(format, String.format(Locale.ROOT, format, x));
                }
            }
        }
        answer.about();
        for (String number :
                List.of("1e400", "-1e-400", " 12.5 ", "1e", "", ".5", "5.", "1d", "NaN", "4.9e-324", "1_0")) {
            try {
                answer.is("number '" + number + "'", Double.parseDouble(number));
            } catch (NumberFormatException e) {
                answer.is("number '" + number + "'", "refused");
            }
        }
        answer.is("hashes", "abc".hashCode() + " " + "∂x/∂y 𝟙".hashCode());
        answer.is("lines", "a\nb\r\n\nc".lines().toList());
        answer.is("split", Arrays.toString("a1b22c".split("\\d")) + Arrays.toString("a,b,,".split(",")));
        answer.is("points", "∂𝟙x".codePoints().boxed().toList());
        answer.is("compare", "Zeta".compareTo("alpha") + " " + "Zeta".compareToIgnoreCase("alpha"));
        answer.is("case", "ÄΩЖ x".toLowerCase(Locale.ROOT) + "äωж X".toUpperCase(Locale.ROOT));
        answer.is("blank", " ".isBlank() + " " + "　x ".strip() + "|" + " x ".trim());
    }
}
