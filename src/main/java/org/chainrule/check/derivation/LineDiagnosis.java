package org.chainrule.check.derivation;

import static org.chainrule.message.Message.say;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.chainrule.check.Samples;
import org.chainrule.check.derivation.Claim.GradientOf;
import org.chainrule.check.derivation.Claim.RatioOf;
import org.chainrule.check.derivation.Claim.Restated;
import org.chainrule.check.derivation.Claim.Side;
import org.chainrule.check.derivation.Claim.Subject;
import org.chainrule.check.diagnose.Budget;
import org.chainrule.check.diagnose.Diagnosis;
import org.chainrule.check.diagnose.Kind;
import org.chainrule.check.diagnose.Target;
import org.chainrule.graph.Node;
import org.chainrule.message.Message;
import org.chainrule.notation.model.ExpressionReader;
import org.chainrule.notation.model.Model;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.notation.syntax.Renaming;
import org.chainrule.notation.syntax.SyntaxPrinter;

/** Has wrong lines searched for what is wrong with them. */
final class LineDiagnosis {
    /** A sentence with helpers written out in it may be longer than is of use. */
    private static final int LONG = 200;

    private final Model model;
    private final Samples samples;

    LineDiagnosis(Model model, Samples samples) {
        this.model = model;
        this.samples = samples;
    }

    /**
     * What is found about one line.
     *
     * @param fix the corrected right-hand side
     * @param note that the search was cut
     */
    record Result(
            Optional<JudgedLine.Mend> mend,
            Optional<Expr> fix,
            Optional<Message> note,
            int kinds,
            OptionalInt elsewhere) {
        /** The edit that mends a line, if one of a single kind does. */
        Optional<JudgedLine.Mend> onlyEdit() {
            return mend.filter(found -> kinds == 1 && isEdit(found));
        }
    }

    /** What is wrong with a line, or with a helper that it uses. */
    Result mend(List<Finding> findings, int index) {
        Finding finding = findings.get(index);
        Result own = mend(finding);
        boolean edits = own.fix().isPresent()
                && own.mend().filter(LineDiagnosis::isEdit).isPresent();
        // a sum is put right by another term whatever is wrong with it: what it is made of may have a smaller mistake
        boolean adds = own.onlyEdit()
                .filter(mend -> mend.kind().equals(Kind.MISSING_TERM.id()))
                .isPresent();
        Optional<Inlining> inlining = edits
                        && own.kinds() == 1
                        && !adds
                        && !changesHelper(finding, own.fix().get(), findings)
                ? Optional.empty()
                : Inlining.of(findings, index);
        Node truth = finding.ideal();
        if (inlining.isEmpty() || truth == null) {
            return own;
        }
        Budget budget = Budget.standard();
        Expr whole = inlining.get().whole();
        Optional<Diagnosis> found =
                Diagnosis.of(new Line(finding, truth, whole), budget).filter(Diagnosis::isEdit);
        Optional<Inlining.Place> place =
                found.flatMap(diagnosis -> inlining.get().difference(diagnosis.fix()));
        if (place.isEmpty()
                || (edits && found.get().kinds().size() > own.kinds())
                || (adds && (place.get().index() == index || found.get().kind() == Kind.MISSING_TERM))
                || (place.get().index() != index
                        && Findings.isVindicated(findings, place.get().index()))) {
            return own;
        }
        JudgedLine.Mend mend = new JudgedLine.Mend(
                found.get().kind().id(),
                found.get().message().toString().length() > LONG
                        ? say(
                                "this is what should stand here: `{0}`",
                                SyntaxPrinter.print(place.get().right()))
                        : found.get().message(),
                Optional.of(SyntaxPrinter.print(place.get().right())),
                Optional.of(model.source().excerpt(difference(whole, found.get().fix()))));
        boolean here = place.get().index() == index;
        return new Result(
                Optional.of(mend),
                here ? Optional.of(place.get().right()) : Optional.empty(),
                Optional.empty(),
                found.get().kinds().size(),
                here ? OptionalInt.empty() : OptionalInt.of(place.get().index()));
    }

    private static boolean isEdit(JudgedLine.Mend mend) {
        return mend.excerpt().isPresent();
    }

    /** Whether a correction puts something else in the place of a helper. */
    private static boolean changesHelper(Finding finding, Expr fix, List<Finding> findings) {
        Set<String> left = new LinkedHashSet<>();
        Expr changed = differing(finding.claim().right(), fix);
        if (changed instanceof Expr.Name name) {
            boolean otherName = differing(fix, finding.claim().right()) instanceof Expr.Name;
            return !otherName
                    && finding.cites().stream()
                            .map(i -> findings.get(i).claim())
                            .anyMatch(
                                    cited -> cited.isHelper() && cited.symbol().equals(Optional.of(name.id())));
        }
        fix.parts().stream().filter(Expr.Name.class::isInstance).forEach(name -> left.add(((Expr.Name) name).id()));
        return finding.cites().stream()
                .map(findings::get)
                .filter(cited -> cited.claim().isHelper())
                .anyMatch(cited -> cited.claim()
                        .symbol()
                        .filter(symbol -> finding.claim().uses().contains(symbol) && !left.contains(symbol))
                        .isPresent());
    }

    Result mend(Finding finding) {
        Node truth = finding.ideal();
        if (truth == null) {
            return new Result(Optional.empty(), Optional.empty(), Optional.empty(), 0, OptionalInt.empty());
        }
        Budget budget = Budget.standard();
        Optional<Diagnosis> diagnosis =
                Diagnosis.of(new Line(finding, truth, finding.claim().right()), budget);
        if (diagnosis.filter(LineDiagnosis::isNumber).isEmpty()) {
            Optional<JudgedLine.Mend> left = roundedLeft(finding);
            if (left.isPresent()) {
                return new Result(left, Optional.empty(), Optional.empty(), 1, OptionalInt.empty());
            }
        }
        return new Result(
                diagnosis.map(found -> mend(finding, found)),
                diagnosis.map(Diagnosis::fix),
                budget.isCut() ? Optional.of(Message.of("note.cut", budget.used())) : Optional.empty(),
                diagnosis.map(found -> found.kinds().size()).orElse(0),
                OptionalInt.empty());
    }

    private static boolean isNumber(Diagnosis diagnosis) {
        return diagnosis.kinds().equals(List.of(Kind.WRONG_NUMBER));
    }

    /** Of two sides that are nearly the same, the left one may be the one with a rounded number. */
    private Optional<JudgedLine.Mend> roundedLeft(Finding finding) {
        if (!(finding.claim().subject() instanceof Side side)
                || !LineNotes.isClose(finding)
                || finding.claimed() == null) {
            return Optional.empty();
        }
        Line line = new Line(finding, finding.claimed(), side.left()) {
            @Override
            public boolean isLeft() {
                return true;
            }
        };
        return Diagnosis.of(line, Budget.standard())
                .filter(LineDiagnosis::isNumber)
                .map(found -> new JudgedLine.Mend(
                        found.kind().id(),
                        found.message(),
                        Optional.empty(),
                        Optional.of(model.source().excerpt(difference(side.left(), found.fix())))));
    }

    private JudgedLine.Mend mend(Finding finding, Diagnosis diagnosis) {
        Expr wrong = finding.claim().right();
        Optional<String> excerpt = diagnosis.isEdit()
                ? Optional.of(model.source().excerpt(difference(wrong, diagnosis.fix())))
                : Optional.empty();
        Expr fix = finding.understood().rows().orElse(UnaryOperator.identity()).apply(tidy(diagnosis.fix()));
        String written = SyntaxPrinter.print(fix);
        return new JudgedLine.Mend(
                diagnosis.kind().id(),
                fix.equals(diagnosis.fix())
                        ? diagnosis.message()
                        : say("this is what should stand here: `{0}`", written),
                Optional.of(written),
                excerpt);
    }

    /** A correction without a choice between two things that are the same. */
    private static Expr tidy(Expr fix) {
        return Renaming.rewritten(
                fix,
                part -> part instanceof Expr.Call call
                                && call.function().equals("where")
                                && call.arguments().size() == 3
                                && call.arguments()
                                        .get(1)
                                        .equals(call.arguments().get(2))
                        ? call.arguments().get(1)
                        : part);
    }

    /** Where the smallest part of a formula stands that contains all that differs from another. */
    private static int difference(Expr wrong, Expr right) {
        Expr here = differing(wrong, right);
        // A caret under an operation points at its operator rather than at its first operand.
        return (here instanceof Expr.Binary binary ? binary.operator() : here.span()).start();
    }

    /** The smallest part of a formula that contains all that differs from another. */
    private static Expr differing(Expr wrong, Expr right) {
        Expr here = wrong;
        Expr there = right;
        while (true) {
            List<Expr> ours = here.children();
            List<Expr> theirs = there.children();
            int differing = -1;
            boolean several = here.getClass() != there.getClass() || ours.size() != theirs.size();
            for (int i = 0; i < ours.size() && !several; i++) {
                if (!ours.get(i).equals(theirs.get(i))) {
                    several = differing >= 0;
                    differing = i;
                }
            }
            if (several || differing < 0) {
                return here;
            }
            here = ours.get(differing);
            there = theirs.get(differing);
        }
    }

    private class Line implements Target {
        private final Finding finding;
        private final Node truth;
        private final Expr written;
        private final ExpressionReader reader;

        /** @param written the right-hand side, perhaps with helpers written out */
        Line(Finding finding, Node truth, Expr written) {
            this.written = written;
            this.finding = finding;
            this.truth = truth;
            this.reader = ExpressionReader.of(model, finding.names());
        }

        @Override
        public Optional<String> subject() {
            return finding.claim().symbol();
        }

        @Override
        public Expr claim() {
            return written;
        }

        @Override
        public Node truth() {
            return truth;
        }

        @Override
        public Optional<Node> loss() {
            return derivative().map(Model.Ratio::of);
        }

        @Override
        public Optional<Node> variable() {
            return derivative().map(Model.Ratio::wrt);
        }

        /** What is differentiated by what, in {@code dW = …}, {@code check dJ/dW == …} and {@code check grad(J, W) == …}. */
        private Optional<Model.Ratio> derivative() {
            Subject subject = finding.claim().subject();
            if (subject instanceof GradientOf gradient) {
                return Optional.of(new Model.Ratio(gradient.of(), gradient.variable()));
            }
            // A line da/dz that speaks of the derivative at each entry speaks of the gradient of the sum.
            if (subject instanceof RatioOf ratio && ratio.of().shape().sameShape(truth.shape())) {
                return Optional.of(new Model.Ratio(ratio.of().sum(), ratio.variable()));
            }
            if (!(subject instanceof Side side)) {
                return Optional.empty();
            }
            return model.ratio(side.left())
                    .or(() -> grad(side.left()))
                    .filter(ratio -> ratio.of().isScalar() && ratio.of().isVariable());
        }

        private Optional<Model.Ratio> grad(Expr left) {
            return left instanceof Expr.Call call
                            && call.function().equals("grad")
                            && call.arguments().size() == 2
                    ? resolve(call.arguments().get(0))
                            .flatMap(of -> resolve(call.arguments().get(1)).map(wrt -> new Model.Ratio(of, wrt)))
                    : Optional.empty();
        }

        @Override
        public Optional<Node> resolve(Expr candidate) {
            return reader.find(candidate);
        }

        @Override
        public Samples samples() {
            return samples;
        }

        @Override
        public Map<String, Node> names() {
            Map<String, Node> names = new LinkedHashMap<>(model.names());
            names.putAll(finding.names());
            if (finding.claim().subject() instanceof Restated restated) {
                names.remove(restated.left().id());
            }
            // That the gradient is the gradient, as a line above says, explains nothing.
            names.keySet()
                    .removeIf(name -> name.startsWith("d")
                            && finding.names().containsKey(name)
                            && variable().isPresent()
                            && model.find(name.substring(1)).equals(variable()));
            return names;
        }

        @Override
        public Set<String> sizes() {
            return new LinkedHashSet<>(model.sizeNames());
        }
    }
}
