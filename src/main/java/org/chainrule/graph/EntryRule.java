package org.chainrule.graph;

/**
 * How the entries of a result come from the entries of the real inputs, for ops of which that is all there is to say.
 * Whoever evaluates with other numbers than doubles can then run the op on numbers that stand for entries.
 */
public enum EntryRule {
    /** Computed; a definition, a contraction or a primitive says how. */
    COMPUTED,
    /** Each is an entry of an input, or a fixed number, by its position alone: joining, padding, gathering. */
    MOVED,
    /** Each is an entry of an input, or the position of one, by the order of the entries alone: largest, sorted. */
    CHOSEN,
    /** Each is a sum of multiples of entries of all inputs: running sums, scattering. */
    LINEAR,
    /** Each is a sum of multiples of products of entries, one of each input: convolutions. */
    PRODUCTS
}
