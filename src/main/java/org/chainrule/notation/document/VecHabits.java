package org.chainrule.notation.document;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The columns of a matrix one below the other, as books on matrix differentials write them: {@code d\\operatorname{vec} F}, {@code
 * \\frac{\\partial \\operatorname{vec} F}{\\partial (\\operatorname{vec} X)^T}}. Each is put as a call, at its place.
 */
final class VecHabits {
    /** A derivative with a transpose below the line: a row for each entry of what is differentiated. */
    static final String JACOBIAN = "vecjacobian";

    /** One without: books differ in what its rows are. */
    static final String DERIVATIVE = "vecderivative";

    private static final String SPACE = "\\s*(?:\\\\[,;!: ]\\s*)*";
    private static final String VEC =
            "(?:\\\\(?:operatorname|mathrm|text|textrm|rm|mathbf|mathop)\\*?\\s*\\{\\s*vec\\s*\\}|\\\\vect?op|\\\\Vec(?![A-Za-z])|(?<![A-Za-z\\\\])vec(?![A-Za-z]))";
    private static final String OF = SPACE + "(\\([^(){}]*\\)|\\{[^{}]*\\}|\\\\?[A-Za-z]+)" + SPACE;
    private static final String PARTIAL = "(?:\\\\partial|∂|d|\\\\mathrm\\s*\\{d\\})" + SPACE;
    private static final String TURNED =
            "(\\^\\s*(?:\\{\\s*)?(?:T|\\\\top|\\\\intercal|\\\\prime|')(?:\\s*\\})?)?" + SPACE;
    private static final Pattern RATIO = Pattern.compile("\\\\[dt]?frac" + SPACE + "\\{" + SPACE + PARTIAL + VEC + OF
            + "\\}" + SPACE + "\\{" + SPACE + PARTIAL + "[({]?" + SPACE + VEC + OF + "[)}]?" + TURNED + "\\}");
    private static final Pattern DIFFERENTIAL =
            Pattern.compile("(?<![A-Za-z\\\\])(?:d|\\\\mathrm\\s*\\{d\\})" + SPACE + VEC + OF);
    /** The gradient of a scalar by the columns of a matrix. */
    private static final Pattern OF_SCALAR = Pattern.compile("\\\\[dt]?frac" + SPACE + "\\{" + SPACE + PARTIAL
            + "(\\\\?[A-Za-z]+)" + SPACE + "\\}" + SPACE + "\\{" + SPACE + PARTIAL + "[({]?" + SPACE + VEC + OF
            + "[)}]?"
            + "\\}");

    private static final Pattern PLAIN = Pattern.compile(VEC);

    private final Mask mask;

    VecHabits(Mask mask) {
        this.mask = mask;
    }

    void read(int start, int end) {
        if (mask.text().indexOf("vec", start) < 0) {
            return;
        }
        Matcher ratio = RATIO.matcher(mask.read(start, end));
        while (ratio.find()) {
            String function = ratio.group(3) == null ? DERIVATIVE : JACOBIAN;
            put(
                    start + ratio.start(),
                    start + ratio.end(),
                    function + "(" + bare(ratio.group(1)) + "," + bare(ratio.group(2)) + ")");
        }
        Matcher scalar = OF_SCALAR.matcher(mask.read(start, end));
        while (scalar.find()) {
            put(
                    start + scalar.start(),
                    start + scalar.end(),
                    "vec(∂" + bare(scalar.group(1)) + "/∂" + bare(scalar.group(2)) + ")");
        }
        Matcher differential = DIFFERENTIAL.matcher(mask.read(start, end));
        while (differential.find()) {
            String of = bare(differential.group(1));
            boolean name = of.matches("\\\\?[A-Za-z]+");
            put(start + differential.start(), start + differential.end(), "vec(d" + (name ? of : "(" + of + ")") + ")");
        }
        Matcher plain = PLAIN.matcher(mask.read(start, end));
        while (plain.find()) {
            put(start + plain.start(), start + plain.end(), "vec");
        }
    }

    private static String bare(String group) {
        boolean closed = group.startsWith("(") || group.startsWith("{");
        return closed ? group.substring(1, group.length() - 1).strip() : group;
    }

    /** Writes something in a part of the text, if there is room. */
    private void put(int from, int to, String instead) {
        if (instead.length() > to - from) {
            return;
        }
        mask.blank(from, to);
        for (int i = 0; i < instead.length(); i++) {
            mask.put(from + i, instead.charAt(i));
        }
    }
}
