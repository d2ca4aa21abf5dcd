import org.jspecify.annotations.NullMarked;

/**
 * Computation graphs with symbolic backpropagation. The front door is {@link org.chainrule.Chainrule}.
 *
 * <p>The commands are in no module: the executable jar holds them.
 */
@NullMarked
module chainrule {
    requires java.desktop;
    // Libraries without a name of their own have that of their file: this holds for the versions that the pom names.
    requires commons.math3;
    requires rings;
    requires trove4j;
    requires guru.nidi.graphviz;
    // Of graphviz-java, which names nobody: without this line nobody would ask for it.
    requires org.slf4j;
    requires com.github.weisj.jsvg;
    requires com.google.gson;
    requires de.siegmar.fastcsv;
    requires static org.jspecify;

    uses org.chainrule.notation.model.EntryTranslator;
    uses org.chainrule.notation.model.ModelFormat;
    uses org.chainrule.notation.model.ProgramRunner;
    uses org.chainrule.graph.Readability;

    provides org.chainrule.graph.Readability with
            org.chainrule.symbolic.rewrite.ReadableForm;

    exports org.chainrule;
    exports org.chainrule.check;
    exports org.chainrule.check.derivation;
    exports org.chainrule.check.diagnose;
    exports org.chainrule.error;
    exports org.chainrule.exec;
    exports org.chainrule.exec.compile;
    exports org.chainrule.exec.digits;
    exports org.chainrule.exec.kernel;
    exports org.chainrule.explain;
    exports org.chainrule.grad;
    exports org.chainrule.graph;
    exports org.chainrule.io;
    exports org.chainrule.message;
    exports org.chainrule.notation.document;
    exports org.chainrule.notation.model;
    exports org.chainrule.notation.syntax;
    exports org.chainrule.ops;
    exports org.chainrule.symbolic.algebra;
    exports org.chainrule.symbolic.facts;
    exports org.chainrule.symbolic.prove;
    exports org.chainrule.symbolic.rewrite;
    exports org.chainrule.tensor;
    exports org.chainrule.view;
    exports org.chainrule.view.layout;
}
