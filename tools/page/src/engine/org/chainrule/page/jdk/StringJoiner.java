package org.chainrule.page.jdk;

/** The JDK's class of this name. */
public final class StringJoiner {
    private final String separator;
    private final String prefix;
    private final String suffix;
    private String empty;
    private StringBuilder joined;

    /** Joins with a separator. */
    public StringJoiner(CharSequence separator) {
        this(separator, "", "");
    }

    /** Joins with a separator between two texts. */
    public StringJoiner(CharSequence separator, CharSequence prefix, CharSequence suffix) {
        this.separator = separator.toString();
        this.prefix = prefix.toString();
        this.suffix = suffix.toString();
        this.empty = this.prefix + this.suffix;
    }

    /** What nothing joined is. */
    public StringJoiner setEmptyValue(CharSequence value) {
        empty = value.toString();
        return this;
    }

    /** Adds a text. */
    public StringJoiner add(CharSequence text) {
        if (joined == null) {
            joined = new StringBuilder(prefix);
        } else {
            joined.append(separator);
        }
        joined.append(text);
        return this;
    }

    @Override
    public String toString() {
        return joined == null ? empty : joined + suffix;
    }
}
