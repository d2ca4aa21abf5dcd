package org.chainrule.check.marking;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.chainrule.check.derivation.JudgedLine;
import org.chainrule.check.derivation.Verdict;

/**
 * The marks of a class.
 *
 * @param students in the order of their files
 * @param asked the gradients that are asked for
 * @param alike pairs of derivations that are nearly the same text
 */
public record ClassMarks(List<Student> students, List<String> asked, List<Likeness.Pair> alike) {
    /** Copies the lists. */
    public ClassMarks {
        students = List.copyOf(students);
        asked = List.copyOf(asked);
        alike = List.copyOf(alike);
    }

    /**
     * One derivation.
     *
     * @param file its name
     * @param id a name that tells nobody who it is, the same whenever it is made
     * @param error why nothing could be judged; empty otherwise
     */
    public record Student(String file, String id, Marks marks, String error) {}

    /** A name that tells nobody whose file it is. */
    public static String id(String file) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(file.getBytes(StandardCharsets.UTF_8));
            return String.format(Locale.ROOT, "S%02X%02X%02X", digest[0], digest[1], digest[2]);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The same without names. */
    public ClassMarks anonymous() {
        return new ClassMarks(
                students.stream()
                        .map(student -> new Student(
                                student.id(),
                                student.id(),
                                student.marks(),
                                student.error().replace(student.file(), student.id())))
                        .toList(),
                asked,
                alike);
    }

    /** The lines that are left for the teacher. */
    public List<Decisions.Open> open() {
        List<Decisions.Open> open = new ArrayList<>();
        for (Student student : students) {
            for (JudgedLine line : student.marks().open()) {
                open.add(new Decisions.Open(student.file(), line.line(), line.claim()));
            }
        }
        return open;
    }

    /** How often each gradient became what, by gradient and outcome. */
    public Map<String, Map<Marks.Outcome, Integer>> outcomes() {
        Map<String, Map<Marks.Outcome, Integer>> outcomes = new LinkedHashMap<>();
        asked.forEach(gradient -> outcomes.put(gradient, new TreeMap<>()));
        for (Student student : students) {
            for (Marks.Quantity quantity : student.marks().quantities()) {
                outcomes.computeIfAbsent(quantity.gradient(), key -> new TreeMap<>())
                        .merge(quantity.outcome(), 1, Integer::sum);
            }
        }
        return outcomes;
    }

    /** How often each kind of mistake was made in the lines for a gradient. */
    public Map<String, Integer> kinds(String gradient) {
        Map<String, Integer> kinds = new TreeMap<>();
        for (Student student : students) {
            for (Marks.Quantity quantity : student.marks().quantities()) {
                boolean wrong = quantity.gradient().equals(gradient)
                        && quantity.line()
                                .filter(line -> line.verdict() == Verdict.REFUTED)
                                .isPresent();
                if (wrong) {
                    kinds.merge(Marks.kind(quantity.line().orElseThrow()), 1, Integer::sum);
                }
            }
        }
        return kinds;
    }

    /** Files that other programs read. */
    public enum Format {
        /** A row for each file with all that is known. */
        PLAIN,
        /** What Moodle takes for an assignment. */
        MOODLE,
        /** What Canvas takes for its gradebook. */
        CANVAS
    }

    /** The marks as CSV. */
    public String csv(Format format) {
        StringBuilder text = new StringBuilder();
        switch (format) {
            case MOODLE ->
                text.append(Decisions.row(
                        "Identifier", "Full name", "Status", "Grade", "Maximum Grade", "Feedback comments"));
            case CANVAS -> {
                text.append(Decisions.row("Student", "ID", "SIS User ID", "SIS Login ID", "Section", "Derivation"));
                text.append(Decisions.row("    Points Possible", "", "", "", "", number(most())));
            }
            default ->
                text.append(Decisions.row(
                        "file",
                        "id",
                        "points",
                        "of",
                        "right",
                        "wrong",
                        "follows",
                        "open",
                        "missing",
                        "first_wrong_line",
                        "kind",
                        "alike"));
        }
        for (int i = 0; i < students.size(); i++) {
            text.append(row(format, i));
        }
        return text.toString();
    }

    private double most() {
        return students.stream()
                .mapToDouble(student -> student.marks().most())
                .max()
                .orElse(0);
    }

    private String row(Format format, int i) {
        Student student = students.get(i);
        Marks marks = student.marks();
        String name = name(student.file());
        if (format == Format.MOODLE) {
            return Decisions.row(
                    "Participant " + digits(name),
                    name,
                    marks.open().isEmpty() ? "graded" : "open",
                    number(marks.points()),
                    number(marks.most()),
                    feedback(student));
        } else if (format == Format.CANVAS) {
            return Decisions.row(name, digits(name), "", name, "", number(marks.points()));
        }
        List<JudgedLine> wrong = wrong(marks);
        return Decisions.row(
                student.file(),
                student.id(),
                number(marks.points()),
                number(marks.most()),
                Long.toString(marks.count(Marks.Outcome.RIGHT)),
                Long.toString(marks.count(Marks.Outcome.WRONG)),
                Long.toString(marks.count(Marks.Outcome.FOLLOWS)),
                Integer.toString(marks.open().size()),
                Long.toString(marks.count(Marks.Outcome.MISSING)),
                wrong.isEmpty() ? "" : Integer.toString(wrong.get(0).line()),
                wrong.isEmpty() ? "" : Marks.kind(wrong.get(0)),
                alike(i));
    }

    private String alike(int i) {
        List<String> others = new ArrayList<>();
        for (Likeness.Pair pair : alike) {
            if (pair.first() == i || pair.second() == i) {
                others.add(students.get(pair.first() == i ? pair.second() : pair.first())
                        .id());
            }
        }
        return String.join(" ", others);
    }

    private static List<JudgedLine> wrong(Marks marks) {
        List<JudgedLine> wrong = new ArrayList<>(marks.otherMistakes());
        marks.quantities().stream()
                .filter(quantity -> quantity.outcome() == Marks.Outcome.WRONG)
                .forEach(quantity -> quantity.line().ifPresent(wrong::add));
        wrong.sort((a, b) -> Integer.compare(a.line(), b.line()));
        return wrong;
    }

    private static String feedback(Student student) {
        List<String> parts = new ArrayList<>();
        if (!student.error().isEmpty()) {
            parts.add(student.error().lines().findFirst().orElse(""));
        }
        for (JudgedLine line : wrong(student.marks())) {
            parts.add(line.line() + ": " + Marks.kind(line).replace('_', ' '));
        }
        student.marks().quantities().stream()
                .filter(quantity -> quantity.outcome() == Marks.Outcome.MISSING)
                .forEach(quantity -> parts.add("- " + quantity.gradient()));
        return String.join("; ", parts);
    }

    /** The name of a file without its folder and ending. */
    private static String name(String file) {
        String last = file.substring(file.lastIndexOf('/') + 1);
        return last.indexOf('.') > 0 ? last.substring(0, last.lastIndexOf('.')) : last;
    }

    private static String digits(String name) {
        String digits = name.replaceAll("\\D+", "");
        return digits.isEmpty() ? name : digits;
    }

    /** Points with at most two digits behind the point. */
    public static String number(double points) {
        String text = String.format(Locale.ROOT, "%.2f", points);
        return text.replaceFirst("0+$", "").replaceFirst("[.]$", "");
    }
}
