package org.chainrule.graph;

import static org.chainrule.message.Message.say;

import org.chainrule.message.Message;
import org.chainrule.tensor.Tensor;

/**
 * A place where a derivative is a convention: where two numbers are equal, a sign or a comparison jumps, and its slope has
 * been taken as 0. A derivative remembers the kinks it was taken across, see {@link Notes#kinks}.
 *
 * @param left one number, or one for each entry
 * @param right the other, or 0; the same node for an order of entries, which jumps where two of them are equal
 * @param function what was differentiated
 * @param by with respect to what
 */
public record Kink(Node left, Node right, Node function, Node by) {
    /** Whether the two are equal at some entry. */
    public static boolean isHit(Tensor left, Tensor right) {
        Tensor gap = Broadcasting.map(left, right, (a, b) -> a == b ? 0 : 1);
        for (int i = 0; i < gap.count(); i++) {
            if (gap.at(i) == 0) {
                return true;
            }
        }
        return false;
    }

    /** Such as {@code x - y is 0} or {@code x = y}. */
    public Message text() {
        if (left.constantScalar().isPresent() && right.constantScalar().isEmpty()) {
            return new Kink(/* left= */ right, /* right= */ left, function, by).text();
        }
        if (left == right) {
            return say("entries of {0} are equal", ShortText.of(left));
        }
        return right.constantScalar().filter(c -> c == 0).isPresent()
                ? say("{0} is 0", ShortText.of(left))
                : say("{0} equals {1}", ShortText.of(left), ShortText.of(right));
    }
}
