package org.chainrule.page;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What TeaVM's class library lacks, or has otherwise than the JDK, and what stands for it. */
final class Missing {
    private static final String HERE = "org/chainrule/page/jdk/";

    /** The class with the methods that are replaced. */
    static final String SHIMS = HERE + "Shims";

    /** Classes, each with the one in its place. */
    static final Map<String, String> CLASSES = classes(
            "java/util/SplittableRandom",
            "java/util/StringJoiner",
            "java/util/concurrent/Executors",
            "java/util/concurrent/ExecutorService",
            "java/util/concurrent/Future",
            "java/util/concurrent/atomic/AtomicReferenceArray",
            "java/lang/StackWalker",
            "java/lang/StackWalker$Option",
            "java/text/Normalizer",
            "java/text/Normalizer$Form",
            "java/io/ObjectStreamField");

    /** The class with what stands for instructions. */
    static final String PRIMITIVES = HERE + "Primitives";

    /** Elementary functions, which are in {@link #FUNCTIONS} by the same names. */
    static final String FUNCTIONS = HERE + "Functions";

    private static final List<String> UNARY = List.of(
            "exp", "log", "log10", "log1p", "expm1", "sin", "cos", "tan", "asin", "acos", "atan", "sinh", "cosh",
            "tanh", "cbrt");

    private static final List<String> BINARY = List.of("pow", "atan2", "hypot");

    /** Methods, each with the type that the receiver has in the shim; empty for static ones. */
    static final Map<String, String> METHODS = methods();

    private Missing() {}

    private static Map<String, String> classes(String... names) {
        Map<String, String> classes = new HashMap<>();
        for (String name : names) {
            classes.put(name, HERE + name.substring(name.lastIndexOf('/') + 1));
        }
        return classes;
    }

    private static Map<String, String> methods() {
        Map<String, String> methods = new HashMap<>();
        String text = "Ljava/lang/String;";
        for (String method : List.of(
                "java/lang/Math.fma(DDD)D",
                "java/lang/Character.toString(I)" + text,
                "java/lang/Double.toString(D)" + text,
                "java/lang/String.valueOf(D)" + text,
                "java/lang/String.valueOf(Ljava/lang/Object;)" + text,
                "java/lang/Double.parseDouble(" + text + ")D",
                "java/lang/Double.valueOf(" + text + ")Ljava/lang/Double;",
                "java/lang/String.format(Ljava/util/Locale;" + text + "[Ljava/lang/Object;)" + text,
                "java/lang/String.format(" + text + "[Ljava/lang/Object;)" + text,
                "java/util/regex/Pattern.compile(" + text + ")Ljava/util/regex/Pattern;",
                "java/util/regex/Pattern.compile(" + text + "I)Ljava/util/regex/Pattern;",
                "java/lang/reflect/Array.newInstance(Ljava/lang/Class;[I)Ljava/lang/Object;",
                "java/lang/reflect/Array.newInstance(Ljava/lang/Class;I)Ljava/lang/Object;",
                "java/util/Set.copyOf(Ljava/util/Collection;)Ljava/util/Set;",
                "java/util/Map.copyOf(Ljava/util/Map;)Ljava/util/Map;",
                "java/util/Arrays.spliterator([Ljava/lang/Object;II)Ljava/util/Spliterator;",
                "org/chainrule/graph/Notes.callerOfLibrary()" + text,
                "org/chainrule/graph/Readability.found()Lorg/chainrule/graph/Readability;",
                "org/chainrule/io/Reading.tensors(Ljava/nio/file/Path;)Ljava/util/Map;",
                "org/chainrule/io/Csv.read(Ljava/nio/file/Path;I)Lorg/chainrule/tensor/Tensor;",
                "org/chainrule/notation/model/EntryTranslator.service()Ljava/util/Optional;",
                "org/chainrule/notation/model/ProgramRunner.found(Lorg/chainrule/notation/model/Model;Lorg/chainrule/notation/model/Program$Section;)Lorg/chainrule/notation/model/ProgramRunner;",
                "org/chainrule/notation/model/ModelFormat.read(Ljava/nio/file/Path;Ljava/util/Optional;)Lorg/chainrule/notation/model/OutsideModel;")) {
            methods.put(method, "");
        }
        for (String method : List.of(
                "java/lang/StringBuilder.append(D)Ljava/lang/StringBuilder;",
                "java/lang/StringBuilder.append(Ljava/lang/Object;)Ljava/lang/StringBuilder;",
                "java/lang/String.formatted([Ljava/lang/Object;)" + text,
                "java/lang/String.startsWith(" + text + "I)Z",
                "java/lang/String.lines()Ljava/util/stream/Stream;",
                "java/util/regex/Matcher.results()Ljava/util/stream/Stream;",
                "java/util/regex/Matcher.replaceAll(Ljava/util/function/Function;)" + text,
                "java/util/regex/Matcher.appendReplacement(Ljava/lang/StringBuilder;" + text
                        + ")Ljava/util/regex/Matcher;",
                "java/util/regex/Matcher.appendTail(Ljava/lang/StringBuilder;)Ljava/lang/StringBuilder;",
                "java/lang/String.replaceAll(" + text + text + ")" + text,
                "java/lang/String.replaceFirst(" + text + text + ")" + text,
                "java/lang/String.matches(" + text + ")Z",
                "java/lang/String.split(" + text + ")[" + text,
                "java/lang/String.split(" + text + "I)[" + text,
                "java/math/BigInteger.sqrtAndRemainder()[Ljava/math/BigInteger;",
                "java/math/BigInteger.doubleValue()D",
                "java/math/BigDecimal.doubleValue()D",
                "java/util/stream/Stream.distinct()Ljava/util/stream/Stream;",
                "java/util/stream/DoubleStream.sum()D",
                "java/util/Properties.load(Ljava/io/Reader;)V")) {
            methods.put(method, "L" + method.substring(0, method.indexOf('.')) + ";");
        }
        for (String type : List.of("java/lang/Math.", "java/lang/StrictMath.")) {
            UNARY.forEach(name -> methods.put(type + name + "(D)D", ""));
            BINARY.forEach(name -> methods.put(type + name + "(DD)D", ""));
            methods.put(type + "scalb(DI)D", "");
            methods.put(type + "rint(D)D", "");
            methods.put(type + "ulp(D)D", "");
            methods.put(type + "round(D)J", "");
            methods.put(type + "IEEEremainder(DD)D", "");
            for (String integers : List.of("(II)I", "(JJ)J")) {
                methods.put(type + "floorDiv" + integers, "");
                methods.put(type + "floorMod" + integers, "");
            }
        }
        String reference = "Ljava/lang/ref/Reference;";
        methods.put("java/lang/ref/WeakReference.refersTo(Ljava/lang/Object;)Z", reference);
        methods.put("org/chainrule/graph/WeakNotes$Key.refersTo(Ljava/lang/Object;)Z", reference);
        return methods;
    }

    /** Where a call of a missing method goes. */
    static String owner(String method) {
        return isFunction(method) ? FUNCTIONS : SHIMS;
    }

    private static boolean isFunction(String method) {
        return (method.startsWith("java/lang/Math.") || method.startsWith("java/lang/StrictMath."))
                && !method.contains(".fma(");
    }

    /** Files that the page has no use for. */
    static boolean isLeftOut(String name) {
        return name.startsWith("META-INF/maven/") || name.endsWith(".html");
    }
}
