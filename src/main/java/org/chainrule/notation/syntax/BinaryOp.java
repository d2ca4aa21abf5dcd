package org.chainrule.notation.syntax;

/** The operators between two expressions, with their precedence (a larger number binds tighter). */
public enum BinaryOp {
    EQUAL("==", 1),
    NOT_EQUAL("!=", 1),
    LESS("<", 1),
    LESS_EQUAL("<=", 1),
    GREATER(">", 1),
    GREATER_EQUAL(">=", 1),
    ADD("+", 2),
    SUBTRACT("-", 2),
    /** Elementwise: {@code *}, {@code ⊙}, {@code .*}. */
    MULTIPLY("*", 3),
    DIVIDE("/", 3),
    /** Matrix product. */
    MATMUL("@", 3),
    /**
     * The product of handwriting, {@code ·}, {@code ×} or LaTeX factors side by side: by a scalar elementwise, of two
     * arrays the matrix product.
     */
    PRODUCT("·", 3),
    /** Elementwise, from the right: {@code ^}, {@code **}, {@code .^}. */
    POWER("^", 5);

    /** Precedence of the unary minus: looser than a power, tighter than a product. */
    static final int UNARY = 4;

    /** Precedence of names, numbers, calls and whatever stands in brackets. */
    static final int ATOM = 6;

    private final String symbol;
    private final String spaced;
    private final int precedence;

    BinaryOp(String symbol, int precedence) {
        this.symbol = symbol;
        this.spaced = " " + symbol + " ";
        this.precedence = precedence;
    }

    /** Returns how the operator is written. */
    public String symbol() {
        return symbol;
    }

    /** Returns whether this is one of the six comparisons. */
    public boolean isComparison() {
        return precedence == 1;
    }

    /** Returns whether this is one of the three products. */
    public boolean isProduct() {
        return this == MULTIPLY || this == MATMUL || this == PRODUCT;
    }

    /** Returns the symbol between two blanks. */
    String spaced() {
        return spaced;
    }

    int precedence() {
        return precedence;
    }
}
