"""Writes derivatives.txt: unary functions and their first three derivatives, computed with 120 digits.

Needs mpmath; run it by hand when a function is added:  python3 derivatives.py > derivatives.txt
"""
from mpmath import mp, mpf, diff, sech, sinh, cosh, exp, expm1, log, log1p, tanh, sin, cos, tan, asin, acos, atan
from mpmath import asinh, acosh, atanh, erf, erfc, ncdf, npdf, sqrt, pi

mp.dps = 120


def sigma(x):
    return 1 / (1 + exp(-x))


def softplus(x):
    return log1p(exp(x))


SELU = mpf('1.0507009873554805'), mpf('1.6732632423543772')
WIDE = [-40, -20, -6.5, -1.25, -0.375, 0.0625, 0.5, 2, 6.5, 20, 40]
SMALL = [-2.5, -1.25, -0.375, 0.0625, 0.5, 2.25, 3]
UNIT = [-0.9990234375, -0.75, -0.125, 0.0625, 0.5, 0.875, 0.9990234375]
POSITIVE = [2.0 ** -20, 0.125, 0.75, 1.0009765625, 3, 1e6]

TABLE = [
    ('expm1', expm1, WIDE),
    ('log1p', log1p, [-0.9990234375, -0.5, 2.0 ** -30, 0.75, 40]),
    ('log2', lambda x: log(x) / log(2), POSITIVE),
    ('log10', lambda x: log(x) / log(10), POSITIVE),
    ('log1mexp', lambda x: log1p(-exp(-x)), [2.0 ** -20, 0.125, 0.6875, 0.75, 3, 20, 40, 300]),
    ('bose', lambda x: 1 / expm1(x), [-40, -3, -0.125, 2.0 ** -10, 0.75, 3, 20, 40, 300]),
    ('sin', sin, SMALL),
    ('cos', cos, SMALL),
    ('tan', tan, [-1.25, -0.375, 0.0625, 0.5, 1.5]),
    ('asin', asin, UNIT),
    ('acos', acos, UNIT),
    ('atan', atan, WIDE),
    ('sinh', sinh, WIDE),
    ('cosh', cosh, WIDE),
    ('tanh', tanh, WIDE),
    ('sech2', lambda x: sech(x) ** 2, WIDE),
    ('asinh', asinh, WIDE + [1e9]),
    ('acosh', acosh, [1.0009765625, 1.25, 3, 40, 1e9]),
    ('atanh', atanh, UNIT),
    ('erf', erf, SMALL + [1.4375, 1.5625]),
    ('erfc', erfc, SMALL + [1.4375, 1.5625, 6.5]),
    ('normal_cdf', ncdf, SMALL + [-20, -6.5]),
    ('normal_pdf', npdf, SMALL + [-20, -6.5]),
    ('sigmoid', sigma, WIDE),
    ('logsigmoid', lambda x: -softplus(-x), WIDE),
    ('softplus', softplus, WIDE),
    ('softsign', lambda x: x / (1 + abs(x)), WIDE),
    ('tanh_opt', lambda x: mpf('1.7159') * tanh(2 * x / 3), WIDE),
    ('selu', lambda x: SELU[0] * (x if x > 0 else SELU[1] * expm1(x)), WIDE),
    ('gelu', lambda x: x * ncdf(x), [-20, -6.5] + SMALL),
    ('gelu_tanh', lambda x: x * (1 + tanh(sqrt(2 / pi) * (x + mpf('0.044715') * x ** 3))) / 2, [-6.5] + SMALL),
    ('silu', lambda x: x * sigma(x), WIDE),
    ('mish', lambda x: x * tanh(softplus(x)), WIDE),
]

for name, f, points in TABLE:
    for x in points:
        at = mpf(x)
        values = [f(at)]
        for n in (1, 2, 3):
            # A step small enough for the kinks nearby, large enough for 120 digits.
            values.append(diff(f, at, n, h=mpf(10) ** -15, method='step') if n > 0 else None)
        print(name, repr(float(x)), *[mp.nstr(v, 17, min_fixed=1, max_fixed=0) for v in values])
