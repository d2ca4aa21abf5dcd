package org.chainrule.notation.code;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.chainrule.notation.syntax.BinaryOp;

/** What programs call modules, operators and functions. */
final class CallNames {
    private CallNames() {}

    static final Set<String> MODULES = Set.of(
            "np",
            "numpy",
            "jnp",
            "jax",
            "torch",
            "math",
            "tf",
            "scipy",
            "F",
            "nn",
            "functional",
            "linalg",
            "special",
            "cp",
            "xp",
            "K",
            "sp",
            "keras");

    static final Map<String, BinaryOp> COMPARISONS = Map.of(
            "==", BinaryOp.EQUAL,
            "!=", BinaryOp.NOT_EQUAL,
            "~=", BinaryOp.NOT_EQUAL,
            "<", BinaryOp.LESS,
            "<=", BinaryOp.LESS_EQUAL,
            ">", BinaryOp.GREATER,
            ">=", BinaryOp.GREATER_EQUAL,
            "≤", BinaryOp.LESS_EQUAL,
            "≥", BinaryOp.GREATER_EQUAL);

    /** What gives an array as it is. */
    static final Set<String> SAME = Set.of(
            "copy",
            "clone",
            "detach",
            "float",
            "double",
            "contiguous",
            "item",
            "numpy",
            "cpu",
            "astype",
            "array",
            "asarray",
            "ascontiguousarray",
            "tensor",
            "Tensor",
            "float32",
            "float64",
            "as_tensor",
            "to",
            "type",
            "long",
            "full_matrix",
            "from_numpy",
            "requires_grad_",
            "data",
            "single",
            "logical",
            "Variable",
            "real",
            "constant",
            "bool",
            "cast",
            "convert_to_tensor",
            "stop_gradient",
            "int64",
            "int32",
            "squeeze_");

    static final Map<String, BinaryOp> OPERATORS = Map.ofEntries(
            Map.entry("multiply", BinaryOp.MULTIPLY),
            Map.entry("mul", BinaryOp.MULTIPLY),
            Map.entry("times", BinaryOp.MULTIPLY),
            Map.entry("divide", BinaryOp.DIVIDE),
            Map.entry("true_divide", BinaryOp.DIVIDE),
            Map.entry("div", BinaryOp.DIVIDE),
            Map.entry("rdivide", BinaryOp.DIVIDE),
            Map.entry("add", BinaryOp.ADD),
            Map.entry("plus", BinaryOp.ADD),
            Map.entry("subtract", BinaryOp.SUBTRACT),
            Map.entry("sub", BinaryOp.SUBTRACT),
            Map.entry("minus", BinaryOp.SUBTRACT),
            Map.entry("matmul", BinaryOp.MATMUL),
            Map.entry("mm", BinaryOp.MATMUL),
            Map.entry("bmm", BinaryOp.MATMUL),
            Map.entry("mv", BinaryOp.MATMUL),
            Map.entry("pow", BinaryOp.POWER),
            Map.entry("power", BinaryOp.POWER),
            Map.entry("greater", BinaryOp.GREATER),
            Map.entry("greater_equal", BinaryOp.GREATER_EQUAL),
            Map.entry("less", BinaryOp.LESS),
            Map.entry("less_equal", BinaryOp.LESS_EQUAL),
            Map.entry("equal", BinaryOp.EQUAL),
            Map.entry("eq", BinaryOp.EQUAL),
            Map.entry("gt", BinaryOp.GREATER),
            Map.entry("ge", BinaryOp.GREATER_EQUAL),
            Map.entry("lt", BinaryOp.LESS),
            Map.entry("le", BinaryOp.LESS_EQUAL));

    static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("cat", "concat"),
            Map.entry("concatenate", "concat"),
            Map.entry("ger", "outer"),
            Map.entry("clip", "clamp"),
            Map.entry("clamp_max", "minimum"),
            Map.entry("expit", "sigmoid"),
            Map.entry("unsqueeze", "expand_dims"),
            Map.entry("absolute", "abs"),
            Map.entry("fabs", "abs"),
            Map.entry("amax", "max"),
            Map.entry("amin", "min"),
            Map.entry("ln", "log"),
            Map.entry("arctan", "atan"),
            Map.entry("arcsin", "asin"),
            Map.entry("arccos", "acos"),
            Map.entry("arctanh", "atanh"),
            Map.entry("logistic", "sigmoid"),
            Map.entry("repmat", "tile"),
            Map.entry("take_along_axis", "take_along"),
            Map.entry("reduce_sum", "sum"),
            Map.entry("reduce_mean", "mean"),
            Map.entry("reduce_max", "max"),
            Map.entry("nansum", "sum"),
            Map.entry("identity", "eye"));

    /** Keywords that say nothing of the values. */
    static final Set<String> SILENT =
            Set.of("dtype", "device", "requires_grad", "order", "copy", "out_dtype", "non_blocking", "memory_format");

    static final Set<String> REDUCTIONS = Set.of("sum", "mean", "max", "min", "prod", "std", "var");

    /** {@code sigmoid_derivative} and its like. */
    static final Pattern DERIVATIVE = Pattern.compile(
            "(?:d_?|grad_)?(sigmoid|tanh|relu|softplus|elu|leaky_relu|silu|gelu)_?(?:derivative|deriv|prime|gradient|grad|Derivative|Prime|Gradient|Grad|backward)?");

    /** {@code relu_backward} with two arguments. */
    static final Pattern BACKWARD = Pattern.compile("(sigmoid|tanh|relu|softplus|elu)_backward");
}
