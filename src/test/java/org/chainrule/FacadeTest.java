package org.chainrule;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chainrule.graph.Node;
import org.chainrule.notation.model.Model;
import org.chainrule.ops.Catalogue;
import org.chainrule.ops.Function;
import org.junit.jupiter.api.Test;

/**
 * Every function of the catalogue has a method in Java, a sentence and an example, and the method builds what the notation
 * builds. A call such as {@code hypot(X, Y)} is made by itself; one with settings stands in {@link FacadeCalls}.
 */
class FacadeTest {
    /** The name of the method for a function: {@code one_hot} is {@code oneHot}. */
    private static String method(String function) {
        return Pattern.compile("_(.)").matcher(function).replaceAll(found -> found.group(1)
                .toUpperCase(Locale.ROOT));
    }

    private static List<Method> methods(String function) {
        return Arrays.stream(Chainrule.class.getMethods())
                .filter(method -> Modifier.isStatic(method.getModifiers())
                        && method.getName().equals(method(function)))
                .toList();
    }

    @Test
    void everyFunctionHasAMethodASentenceAndAnExample() {
        List<String> missing = new ArrayList<>();
        for (Function function : Catalogue.functions()) {
            if (methods(function.name()).isEmpty()) {
                missing.add(function + ": no method Chainrule." + method(function.name()));
            }
            if (function.doc().isBlank()) {
                missing.add(function + ": no sentence");
            }
            if (function.examples().isEmpty()) {
                missing.add(function + ": no example");
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void everyMethodBuildsWhatTheNotationBuilds() throws ReflectiveOperationException {
        TreeSet<String> untried = new TreeSet<>();
        Catalogue.functions().forEach(function -> untried.add(function.name()));
        for (Function function : Catalogue.functions()) {
            for (Function.Example example : function.examples()) {
                if (plain(function, example)) {
                    untried.remove(function.name());
                }
            }
        }
        for (FacadeCalls.Call call : FacadeCalls.ALL) {
            Model model = Model.parse("dims m\ninput " + call.inputs() + "\nz = " + call.notation() + "\n");
            assertThat(call.java().apply(model::get))
                    .as(call.notation())
                    .isSameAs(model.find("z").orElseThrow());
            untried.remove(call.notation().substring(0, call.notation().indexOf('(')));
        }
        assertThat(untried)
                .as("functions without a call in Java: add one to FacadeCalls")
                .isEmpty();
    }

    /** Makes the call of an example in Java, when its arguments are names of inputs. */
    private static boolean plain(Function function, Function.Example example) throws ReflectiveOperationException {
        Matcher call = Pattern.compile(function.name() + "\\(([A-Za-z]\\w*(?:, [A-Za-z]\\w*)*)\\)")
                .matcher(example.call());
        if (!call.matches()) {
            return false;
        }
        Model model = Model.parse("input " + example.inputs() + "\nz = " + example.call() + "\n");
        Object[] arguments =
                Arrays.stream(call.group(1).split(", ")).map(model::get).toArray();
        Optional<Method> found = methods(function.name()).stream()
                .filter(method -> takes(method, arguments.length))
                .findFirst();
        if (found.isEmpty()) {
            return false;
        }
        try {
            Object built = found.get().invoke(null, filled(found.get(), arguments));
            assertThat(built).as(example.call()).isSameAs(model.find("z").orElseThrow());
        } catch (InvocationTargetException e) {
            throw new AssertionError(example.call(), e.getCause());
        }
        return true;
    }

    /** Whether a method takes so many nodes and nothing else. */
    private static boolean takes(Method method, int nodes) {
        Class<?>[] types = method.getParameterTypes();
        return types.length - (method.isVarArgs() ? 1 : 0) == nodes
                && Arrays.stream(types, 0, nodes).allMatch(type -> type == Node.class);
    }

    private static Object[] filled(Method method, Object... arguments) {
        if (!method.isVarArgs()) {
            return arguments;
        }
        Object[] all = Arrays.copyOf(arguments, arguments.length + 1);
        Class<?> last = method.getParameterTypes()[arguments.length];
        all[arguments.length] = java.lang.reflect.Array.newInstance(last.getComponentType(), 0);
        return all;
    }

    @Test
    void functionsOfEachEntryHaveTheSentenceOfTheCatalogue() throws IOException {
        String source = Files.readString(
                Path.of("src/main/java/org/chainrule/ElementwiseFunctions.java"), StandardCharsets.UTF_8);
        TreeMap<String, String> written = new TreeMap<>();
        Matcher comments = Pattern.compile("/\\*\\* ([^\n]*) \\*/\n    public static Node (\\w+)\\(")
                .matcher(source);
        while (comments.find()) {
            written.put(
                    comments.group(2),
                    comments.group(1).replace("&gt;", ">").replace("&lt;", "<").replace("&amp;", "&"));
        }
        List<String> differ = new ArrayList<>();
        for (Function function : Catalogue.functions()) {
            String sentence = written.get(method(function.name()));
            if (sentence != null && !sentence.equals(function.doc())) {
                differ.add(function.name() + ": " + sentence + " but the catalogue has " + function.doc());
            }
        }
        assertThat(differ).isEmpty();
        assertThat(written).hasSizeGreaterThan(70);
    }
}
