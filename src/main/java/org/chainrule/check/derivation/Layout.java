package org.chainrule.check.derivation;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chainrule.check.derivation.Claim.GradientOf;
import org.chainrule.graph.Node;
import org.chainrule.graph.Transpose;
import org.chainrule.message.Message;

/**
 * How the derivative of a number by a matrix is laid out: in the shape of the matrix, or, in numerator layout, transposed. A
 * derivation keeps to one of them. Who writes one line transposed among others has forgotten a transpose.
 */
enum Layout {
    DENOMINATOR,
    NUMERATOR;

    /** What the user is told. */
    static final Message SENTENCE =
            say("right in numerator layout, to which this derivation keeps: the transpose of the "
                    + "gradient in the shape of its variable");

    private static final Message OF_VARIABLE =
            say("right in the shape of its variable, to which this derivation keeps, though it names numerator layout");

    /** So many gradients have to be transposed before it is a layout and no slip. */
    private static final int FEWEST = 2;

    /** By an entry: its letters say which is which in any layout. */
    private static final Pattern ENTRY =
            Pattern.compile("(?:\\\\partial|∂)[^=/}]*_\\{?\\s*[a-z]\\s*,?\\s*[a-z]\\b[^=]*=|[ᵢⱼₖₗₘₙ]{2}[^=]*=");

    private static final Pattern SAID =
            Pattern.compile("(?m)^[ \\t]*layout[ \\t]+(numerator|denominator)[ \\t]*(?:#.*)?$");

    /** The layout that the text of a model names, if it names one. */
    static Optional<Layout> said(String text) {
        Matcher said = SAID.matcher(text);
        return said.find()
                ? Optional.of(said.group(1).equals("numerator") ? NUMERATOR : DENOMINATOR)
                : Optional.empty();
    }

    /** A gradient in this layout. */
    Node of(Node gradient) {
        return this == NUMERATOR && gradient.rank() == 2 ? Transpose.reversed(gradient) : gradient;
    }

    /**
     * What was found in the layout that the derivation keeps to.
     *
     * @param in what is found in a layout, of which this one comes first
     */
    List<Finding> kept(Function<Layout, List<Finding>> in) {
        List<Finding> usual = in.apply(this);
        if (usual.stream().noneMatch(this::isTransposed)) {
            return usual;
        }
        List<Finding> transposed = in.apply(this == NUMERATOR ? DENOMINATOR : NUMERATOR);
        Set<String> told = new LinkedHashSet<>();
        for (int i = 0; i < usual.size(); i++) {
            // a name of something else than a gradient is laid out in no way
            boolean gradient = !transposed.get(i).claim().isHelper()
                    && !ENTRY.matcher(transposed.get(i).claim().text()).find();
            if (gradient && transposed.get(i).isSound() && !usual.get(i).isSound()) {
                usual.get(i).claim().symbol().ifPresent(told::add);
            } else if (usual.get(i).isSound() && !transposed.get(i).isSound()) {
                return usual;
            }
        }
        return told.size() < FEWEST ? usual : told(usual, transposed);
    }

    /** Whether a line has the shape of a transposed gradient, so that the other layout may be meant. */
    private boolean isTransposed(Finding finding) {
        Node said = finding.claimed();
        return !finding.isSound()
                && said != null
                && finding.claim().subject() instanceof GradientOf gradient
                && gradient.variable().rank() == 2
                && said.rank() == 2
                && (this == NUMERATOR ? said : Transpose.reversed(said))
                        .shape()
                        .sameShape(gradient.variable().shape());
    }

    private List<Finding> told(List<Finding> usual, List<Finding> transposed) {
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < usual.size(); i++) {
            Finding finding = transposed.get(i);
            boolean differs = finding.isSound()
                    && !usual.get(i).isSound()
                    && finding.factor().isEmpty();
            findings.add(
                    differs
                            ? finding.understood(finding.understood().under(this == NUMERATOR ? OF_VARIABLE : SENTENCE))
                            : finding);
        }
        return findings;
    }
}
