package org.chainrule.notation.syntax;

/** The kinds of tokens; several spellings may share one. */
enum TokenKind {
    NAME,
    /** {@code ∂J}: a name that can only be a gradient or a differential. */
    PARTIAL,
    /** {@code \nabla_W} and {@code ∇_W}; the text is {@code dW}. */
    NABLA,
    NUMBER,
    STRING,
    LEFT_PAREN,
    RIGHT_PAREN,
    LEFT_BRACKET,
    RIGHT_BRACKET,
    LEFT_BRACE,
    RIGHT_BRACE,
    COMMA,
    SEMICOLON,
    COLON,
    ASSIGN,
    PLUS,
    MINUS,
    STAR,
    SLASH,
    AT,
    DOT_PRODUCT,
    /** {@code ⊗}. */
    KRON,
    CARET,
    STAR_STAR,
    EQUAL,
    NOT_EQUAL,
    LESS,
    LESS_EQUAL,
    GREATER,
    GREATER_EQUAL,
    DOT,
    ELLIPSIS,
    PRIME,
    /** {@code ᵀ}, {@code \top} and {@code .'}. */
    TRANSPOSE,
    /** Superscript digits, such as {@code ²}. */
    SUPERSCRIPT,
    FRAC,
    SQRT,
    /** {@code \sum} with its limits; the text is the variable, if there is one. */
    SUM,
    /** {@code |}, which opens and closes. */
    BAR,
    /** {@code \|}, which opens and closes; the text is the order behind a closing one, as in {@code \|x\|_2}. */
    NORM,
    NEWLINE,
    END;

    /** Whether an operand may end with a token of this kind, so that a quote after it is a transpose. */
    boolean endsOperand() {
        switch (this) {
            case NAME:
            case PARTIAL:
            case NUMBER:
            case RIGHT_PAREN:
            case RIGHT_BRACKET:
            case RIGHT_BRACE:
            case PRIME:
            case TRANSPOSE:
            case SUPERSCRIPT:
            case BAR:
            case NORM:
                return true;
            default:
                return false;
        }
    }

    /** Whether an operand may start with a token of this kind. */
    boolean startsOperand() {
        switch (this) {
            case NAME:
            case PARTIAL:
            case NABLA:
            case NUMBER:
            case STRING:
            case LEFT_PAREN:
            case LEFT_BRACKET:
            case LEFT_BRACE:
            case FRAC:
            case SQRT:
            case SUM:
            case BAR:
            case NORM:
                return true;
            default:
                return false;
        }
    }

    boolean opens() {
        return this == LEFT_PAREN || this == LEFT_BRACKET || this == LEFT_BRACE;
    }

    boolean closes() {
        return this == RIGHT_PAREN || this == RIGHT_BRACKET || this == RIGHT_BRACE;
    }

    boolean endsStatement() {
        return this == NEWLINE || this == SEMICOLON || this == END;
    }

    /** The closing bracket that belongs to an opening one. */
    TokenKind closer() {
        switch (this) {
            case LEFT_PAREN:
                return RIGHT_PAREN;
            case LEFT_BRACKET:
                return RIGHT_BRACKET;
            case LEFT_BRACE:
                return RIGHT_BRACE;
            case BAR:
            case NORM:
                return this;
            default:
                throw new IllegalStateException(this + " opens nothing");
        }
    }
}
