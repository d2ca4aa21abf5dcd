package org.chainrule.notation.syntax;

import java.util.Optional;
import java.util.OptionalInt;

/** The names of quantities that a model has in several layers, with the number of the layer open. */
final class LayeredNames {
    private final KnownNames names;

    LayeredNames(KnownNames names) {
        this.names = names;
    }

    /** {@code W[l+1]} where the letter is nobody's name and the model has a W of some layer. */
    Optional<String> symbolic(String base, String index) {
        Optional<LayerName> name = names.isClaiming() ? LayerName.of(base, index) : Optional.empty();
        return name.filter(of -> !names.has(of.letter()) && isLayered(base))
                .map(of -> new LayerName(names.implied().commonBase(base), of.last(), of.shift()).id());
    }

    /** {@code S[l]} on a left side: a new name in a model that has layers. */
    Optional<String> introduced(String base, String index) {
        Optional<LayerName> name =
                names.isClaiming() && names.isIntroducing() ? LayerName.of(base, index) : Optional.empty();
        return name.filter(of -> !names.has(of.letter()) && names.numbered().areSeveral())
                .map(LayerName::id);
    }

    /** Whether a quantity is written with the number of its layer left open. */
    boolean isSymbolic(String base, String index) {
        return symbolic(base, index).or(() -> introduced(base, index)).isPresent();
    }

    /** Whether the model has a quantity in some layer. */
    boolean isLayered(String base) {
        return lastOf(base).isPresent();
    }

    /** The highest number that a quantity has in the model. */
    OptionalInt lastOf(String base) {
        return names.numbered().numbers().stream()
                .filter(number -> names.like(base + number).isPresent())
                .mapToInt(number -> number)
                .max();
    }

    /**
     * The model's name for a quantity in the layer that a letter stands for, if it has that.
     *
     * @param used whether the quantity is used, so that a[0] is the input; the gradient by a[0] is nobody's aim
     */
    Optional<String> inLayer(LayerName name, int number, boolean used) {
        String index = Integer.toString(number + name.shift());
        Optional<String> own = number + name.shift() < 0 ? Optional.empty() : names.like(name.base() + index);
        return used ? own.or(() -> input(name.base(), index)) : own;
    }

    /** What lectures call a[0] is the input of the network. */
    Optional<String> input(String base, String index) {
        if (!names.isClaiming() || !index.equals("0") || names.like(base + "1").isEmpty()) {
            return Optional.empty();
        }
        return LayerName.inputs(base).stream().filter(names::has).findFirst();
    }
}
