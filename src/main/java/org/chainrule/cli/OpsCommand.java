package org.chainrule.cli;

import static org.chainrule.message.Message.english;

import java.io.PrintWriter;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.chainrule.notation.model.CallableFunctions;
import org.chainrule.ops.Function;
import picocli.CommandLine.Command;

/** {@code chainrule ops}: the catalogue. */
@Command(name = "ops", mixinStandardHelpOptions = true, description = "Lists the functions a model can call.")
final class OpsCommand extends CatalogueCommand<Function> {
    @Override
    String unknown() {
        return english("there is no function {0}{1}");
    }

    @Override
    Map<String, List<Function>> families() {
        return CallableFunctions.families();
    }

    @Override
    Optional<Function> find(String name) {
        Optional<Function> found = CallableFunctions.find(name);
        // As lectures and other systems write it: CrossEntropy, crossEntropy, Mul.
        return found.isPresent()
                ? found
                : names().stream()
                        .filter(known -> known.replace("_", "")
                                .equals(name.replace("_", "").toLowerCase(Locale.ROOT)))
                        .findFirst()
                        .flatMap(CallableFunctions::find);
    }

    @Override
    Collection<String> names() {
        return CallableFunctions.names();
    }

    @Override
    String line(Function function) {
        return function + "  " + sentences(function);
    }

    @Override
    void print(Function function, PrintWriter out) {
        out.println(function);
        out.println("  " + sentences(function));
        if (!function.aliases().isEmpty()) {
            out.println("  also written " + String.join(", ", function.aliases()));
        }
        if (!function.source().isEmpty()) {
            out.println("  source: " + function.source());
        }
        function.examples().forEach(example -> out.println("  " + example.call() + "    # " + example.inputs()));
    }

    /** The documentation is written for Javadoc; a terminal shows code as it is. */
    private static String sentences(Function function) {
        return function.doc().replaceAll("\\{@code ([^}]*)\\}", "$1");
    }
}
