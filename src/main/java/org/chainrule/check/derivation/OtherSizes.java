package org.chainrule.check.derivation;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.chainrule.message.Message;
import org.chainrule.notation.model.Model;
import org.chainrule.notation.syntax.Expr;

/**
 * Lines for which the sizes of the file will not do: those that are right only because two sizes happen to be equal, 1/n for
 * 1/m when both are 4, and those that need sizes to be known. They are judged where every size is a number of its own.
 */
final class OtherSizes {
    private OtherSizes() {}

    /** The model at other sizes, if some line may need them. */
    static Optional<Model> of(Model model, List<Finding> asWritten) {
        return model.hasEqualSizes() || asWritten.stream().anyMatch(OtherSizes::isOpen)
                ? model.withDistinctSizes()
                : Optional.empty();
    }

    /** Why a line has to be judged at other sizes, if it has to. */
    static Optional<Message> reason(List<Finding> asWritten, List<Finding> other, int index) {
        OptionalInt same = index(asWritten, other, index);
        if (same.isEmpty()) {
            return Optional.empty();
        }
        Finding written = asWritten.get(index);
        Finding sized = other.get(same.getAsInt());
        boolean better = (written.error().isPresent() && sized.error().isEmpty())
                || (written.verdict() == Verdict.UNDECIDED && sized.verdict() != Verdict.UNDECIDED);
        if (isOpen(written) && better) {
            return Optional.of(Message.of("note.sized"));
        }
        boolean coincidence = written.isSound()
                && (sized.verdict() == Verdict.REFUTED || sized.verdict() == Verdict.FOLLOWS)
                && Stream.concat(Stream.of(index), written.cites().stream())
                        .noneMatch(i -> mentionsNumbers(asWritten.get(i).claim()));
        return coincidence ? Optional.of(Message.of("note.coincidence")) : Optional.empty();
    }

    /** Where the same claim stands among those at other sizes: where sizes are numbers, a line may fall into other parts. */
    static OptionalInt index(List<Finding> asWritten, List<Finding> other, int index) {
        if (asWritten.size() == other.size()) {
            return OptionalInt.of(index);
        }
        Claim claim = asWritten.get(index).claim();
        long before = asWritten.subList(0, index).stream()
                .filter(finding -> isSame(finding.claim(), claim))
                .count();
        return IntStream.range(0, other.size())
                .filter(i -> isSame(other.get(i).claim(), claim))
                .skip(before)
                .findFirst();
    }

    private static boolean isSame(Claim one, Claim two) {
        return one.line() == two.line()
                && one.text().equals(two.text())
                && one.layer().map(Claim.InLayer::number).equals(two.layer().map(Claim.InLayer::number));
    }

    /** Whether a line, or one that it uses, could not be computed: perhaps since its sizes are free. */
    private static boolean isOpen(Finding finding) {
        return finding.error().isPresent() || (finding.verdict() == Verdict.UNDECIDED && finding.claimed() == null);
    }

    /** Who writes the size as a number means this file's size. */
    private static boolean mentionsNumbers(Claim claim) {
        return claim.right().parts().stream()
                .anyMatch(part -> part instanceof Expr.Num number
                        && number.value() > 2
                        && number.value() == Math.rint(number.value()));
    }
}
