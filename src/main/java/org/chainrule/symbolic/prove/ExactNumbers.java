package org.chainrule.symbolic.prove;

import org.chainrule.graph.MeantNumber;
import org.chainrule.symbolic.algebra.Rational;

/** The form of the exact number that a constant of a graph stands for. */
final class ExactNumbers {
    private final FormAlgebra forms;
    private final Transcendentals functions;

    ExactNumbers(FormAlgebra forms, Transcendentals functions) {
        this.forms = forms;
        this.functions = functions;
    }

    /**
     * The form of {@link MeantNumber}.
     *
     * @param value finite
     */
    Form of(double value) {
        MeantNumber meant = MeantNumber.of(value);
        Form factor = Form.of(Rational.of(meant.top(), meant.bottom()));
        Form base =
                switch (meant.base()) {
                    case ONE -> Form.ONE;
                    case E -> functions.exp(Form.ONE);
                    case LOG_TWO -> functions.log(Form.of(2));
                    case LOG_TEN -> functions.log(Form.of(10));
                };
        if (meant.ofPi() != 0) {
            base = forms.times(base, forms.pow(functions.root(functions.named("pi"), 2), meant.ofPi()));
        }
        if (meant.ofTwo() != 0) {
            base = forms.times(base, forms.pow(functions.root(Form.of(2), 2), meant.ofTwo()));
        }
        return base == Form.ONE ? factor : forms.times(factor, base);
    }
}
