package org.chainrule.symbolic.prove;

/** An attempt has used up its work. */
final class SpentException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SpentException() {
        super("the budget is spent", null, false, false);
    }
}
