package org.chainrule.page.jdk;

import java.lang.ref.Reference;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.chainrule.error.ChainruleException;
import org.chainrule.graph.Readability;
import org.chainrule.notation.code.Programs;
import org.chainrule.notation.entries.EntryFormulaReader;
import org.chainrule.notation.model.EntryTranslator;
import org.chainrule.notation.model.Model;
import org.chainrule.notation.model.OutsideModel;
import org.chainrule.notation.model.Program;
import org.chainrule.notation.model.ProgramRunner;
import org.chainrule.symbolic.rewrite.ReadableForm;
import org.chainrule.tensor.Tensor;

/** Methods that TeaVM's class library lacks, or has otherwise; the receiver is the first argument. */
public final class Shims {
    private static final double LARGE = 1e150;
    private static final double SMALL = 1e-140;

    private Shims() {}

    /** {@code Math.fma}. */
    public static double fma(double a, double b, double c) {
        double product = a * b;
        double about = Math.abs(product);
        if (about > SMALL && about < LARGE && Math.abs(a) < LARGE && Math.abs(b) < LARGE) {
            double sum = product + c;
            double part = sum - product;
            if (product - (sum - part) + (c - part) == 0) {
                return sum + rest(a, b, product);
            }
        }
        if (Double.isNaN(a + b + c) || Double.isInfinite(a) || Double.isInfinite(b) || Double.isInfinite(c)) {
            return product + c;
        }
        // Of magnitudes: TeaVM's product of -1 and the smallest long is negative.
        BigDecimal size = new BigDecimal(Math.abs(a)).multiply(new BigDecimal(Math.abs(b)));
        BigDecimal exact = new BigDecimal(c).add(a < 0 == b < 0 ? size : size.negate());
        return exact.signum() == 0 ? product + c : doubleValue(exact);
    }

    /** What a product has lost by rounding. */
    private static double rest(double a, double b, double product) {
        double high = high(a);
        double low = a - high;
        double other = high(b);
        double otherLow = b - other;
        return low * otherLow - (product - high * other - low * other - high * otherLow);
    }

    private static double high(double a) {
        double far = 134217729 * a;
        return far - (far - a);
    }

    /** {@code Character.toString}. */
    public static String toString(int c) {
        return new String(Character.toChars(c));
    }

    /** {@code Double.toString}. */
    public static String toString(double x) {
        return Numbers.text(x);
    }

    /** {@code String.valueOf}. */
    public static String valueOf(double x) {
        return Numbers.text(x);
    }

    /** {@code StringBuilder.append}. */
    public static StringBuilder append(StringBuilder out, double x) {
        return out.append(Numbers.text(x));
    }

    /** {@code String.valueOf} and {@code StringBuilder.append} of what may be a number. */
    public static StringBuilder append(StringBuilder out, Object x) {
        return out.append(valueOf(x));
    }

    /** {@code String.valueOf} of what may be a number. */
    public static String valueOf(Object x) {
        return x instanceof Double number ? Numbers.text(number) : String.valueOf(x);
    }

    /** {@code Double.parseDouble}. */
    public static double parseDouble(String text) {
        return Numbers.read(text);
    }

    /** {@code Double.valueOf}. */
    public static Double valueOf(String text) {
        return Numbers.read(text);
    }

    /** {@code String.format}. */
    public static String format(Locale locale, String format, Object[] arguments) {
        return Formats.of(format, arguments);
    }

    /** {@code String.format}. */
    public static String format(String format, Object[] arguments) {
        return Formats.of(format, arguments);
    }

    /** {@code String.formatted}. */
    public static String formatted(String format, Object[] arguments) {
        return Formats.of(format, arguments);
    }

    /** {@code String.startsWith}: false before the beginning of a text, where WebAssembly would end the program. */
    public static boolean startsWith(String text, String prefix, int at) {
        return at >= 0 && text.startsWith(prefix, at);
    }

    /** {@code String.lines}. */
    public static Stream<String> lines(String text) {
        return text.isEmpty() ? Stream.of() : Arrays.stream(compile("\\R").split(text));
    }

    /** {@code Matcher.results}. */
    public static Stream<MatchResult> results(Matcher matcher) {
        List<MatchResult> found = new ArrayList<>();
        matcher.reset();
        while (matcher.find()) {
            found.add(matcher.toMatchResult());
        }
        return found.stream();
    }

    /** {@code Matcher.replaceAll}. */
    public static String replaceAll(Matcher matcher, Function<MatchResult, String> by) {
        StringBuffer out = new StringBuffer();
        matcher.reset();
        while (matcher.find()) {
            matcher.appendReplacement(out, by.apply(matcher.toMatchResult()));
        }
        return matcher.appendTail(out).toString();
    }

    /** {@code Matcher.appendReplacement}: what lies before the match is found from its start. */
    public static Matcher appendReplacement(Matcher matcher, StringBuilder out, String by) {
        StringBuffer buffer = new StringBuffer();
        matcher.appendReplacement(buffer, by);
        out.append(buffer);
        return matcher;
    }

    /** {@code Matcher.appendTail}. */
    public static StringBuilder appendTail(Matcher matcher, StringBuilder out) {
        return out.append(matcher.appendTail(new StringBuffer()));
    }

    /** {@code Pattern.compile}. */
    public static Pattern compile(String pattern) {
        return Pattern.compile(Patterns.known(pattern));
    }

    /** {@code Pattern.compile}. */
    public static Pattern compile(String pattern, int flags) {
        return Pattern.compile(Patterns.known(pattern), flags);
    }

    /** {@code String.replaceAll}. */
    public static String replaceAll(String text, String pattern, String by) {
        return compile(pattern).matcher(text).replaceAll(by);
    }

    /** {@code String.replaceFirst}. */
    public static String replaceFirst(String text, String pattern, String by) {
        return compile(pattern).matcher(text).replaceFirst(by);
    }

    /** {@code String.matches}. */
    public static boolean matches(String text, String pattern) {
        return compile(pattern).matcher(text).matches();
    }

    /** {@code String.split}. */
    public static String[] split(String text, String pattern) {
        return compile(pattern).split(text);
    }

    /** {@code String.split}. */
    public static String[] split(String text, String pattern, int most) {
        return compile(pattern).split(text, most);
    }

    /** {@code Reference.refersTo}. */
    public static boolean refersTo(Reference<?> reference, Object object) {
        return reference.get() == object;
    }

    /** {@code BigInteger.sqrtAndRemainder}. */
    public static BigInteger[] sqrtAndRemainder(BigInteger number) {
        BigInteger root = BigInteger.ZERO;
        if (number.signum() > 0) {
            root = BigInteger.ONE.shiftLeft((number.bitLength() + 1) / 2);
            BigInteger next = root.add(number.divide(root)).shiftRight(1);
            while (next.compareTo(root) < 0) {
                root = next;
                next = root.add(number.divide(root)).shiftRight(1);
            }
        }
        return new BigInteger[] {root, number.subtract(root.multiply(root))};
    }

    /** {@code BigInteger.doubleValue}, rounded as it is there. */
    public static double doubleValue(BigInteger number) {
        BigInteger size = number.abs();
        int over = size.bitLength() - 62;
        if (over <= 0) {
            return (double) number.longValue();
        }
        // What is cut off decides only whether a half is a half.
        long top = size.shiftRight(over).longValue() | (size.getLowestSetBit() < over ? 1 : 0);
        return number.signum() * Functions.scalb((double) top, over);
    }

    /** {@code BigDecimal.doubleValue}, rounded as it is there. */
    public static double doubleValue(BigDecimal number) {
        return Numbers.read(number.toString());
    }

    /** {@code Stream.distinct}: TeaVM's forgets what there was where one of several streams ends. */
    public static <T> Stream<T> distinct(Stream<T> stream) {
        Set<T> seen = new HashSet<>();
        return stream.filter(seen::add);
    }

    /** {@code DoubleStream.sum}: with what rounding has lost on the way, as there. */
    public static double sum(DoubleStream numbers) {
        double sum = 0;
        double lost = 0;
        for (double number : numbers.toArray()) {
            double next = sum + number;
            double part = next - sum;
            lost += sum - (next - part) + (number - part);
            sum = next;
        }
        return Double.isNaN(lost) ? sum : sum + lost;
    }

    /** {@code Set.copyOf}: TeaVM's divides by the size. */
    public static <T> Set<T> copyOf(Collection<? extends T> entries) {
        return entries.isEmpty() ? Set.of() : Set.copyOf(entries);
    }

    /** {@code Map.copyOf}: TeaVM's divides by the size. */
    public static <K, V> Map<K, V> copyOf(Map<? extends K, ? extends V> entries) {
        return entries.isEmpty() ? Map.of() : Map.copyOf(entries);
    }

    /** {@code Array.newInstance}: the only ones that are asked for are of doubles. */
    public static Object newInstance(Class<?> type, int[] sizes) {
        return sizes.length == 1 ? new double[sizes[0]] : new double[sizes[0]][sizes[1]];
    }

    /** {@code Array.newInstance}: in JavaScript, TeaVM's is one of objects whatever the type. */
    public static Object newInstance(Class<?> type, int size) {
        if (type == double.class) {
            return new double[size];
        } else if (type == float.class) {
            return new float[size];
        } else if (type == long.class) {
            return new long[size];
        } else if (type == int.class) {
            return new int[size];
        } else if (type == byte.class) {
            return new byte[size];
        }
        return Array.newInstance(type, size);
    }

    /** {@code Notes.callerOfLibrary}: there is no Java program to be told of. */
    public static String callerOfLibrary() {
        return "";
    }

    /** {@code Readability.found}: without a search for services. */
    public static Readability found() {
        return Found.ONE;
    }

    /** {@code Reading.tensors}: there are no files here. */
    public static Map<String, Tensor> tensors(Path file) {
        throw new ChainruleException("there is no file {0}", file);
    }

    /** {@code Csv.read}: there are no files here. */
    public static Tensor read(Path file, int classes) {
        throw new ChainruleException("there is no file {0}", file);
    }

    /** {@code ModelFormat.read}: there are no files here, and no reader of models for them. */
    public static OutsideModel read(Path file, Optional<Path> values) {
        throw new ChainruleException("there is no file {0}", file);
    }

    /** {@code ProgramRunner.found}: without a search for services. */
    public static ProgramRunner found(Model model, Program.Section section) {
        return new Programs();
    }

    /** {@code EntryTranslator.service}: without a search for services. */
    public static Optional<EntryTranslator> service() {
        return Optional.of(new EntryFormulaReader());
    }

    /** {@code UnivariatePolynomial.spliterator}, which nothing asks for. */
    public static <T> java.util.Spliterator<T> spliterator(T[] entries, int from, int to) {
        return Arrays.asList(entries).subList(from, to).spliterator();
    }

    /** {@code Properties.load}. */
    public static void load(java.util.Properties lines, java.io.Reader reader) throws java.io.IOException {
        PropertyLines.read(reader, lines);
    }

    private static final class Found {
        private static final Readability ONE = new ReadableForm();

        private Found() {}
    }
}
