# source: chainer#6340, stan#1357, stan-dev/math#2881, pytorch#52973
# expected: y = -804.6084420137538, g = 40.02496884720726; got -inf and nan (no log_normal_cdf / log_ndtr)
# holds: y = -804.6084420137538
# warns: the value is that of log_normal_cdf(x)
# holds: g = 40.02496884720726
param x = -40
y = log(normal_cdf(x))
g = grad(y, x)
