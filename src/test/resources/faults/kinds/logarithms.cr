# Logarithms of what is too small for a double.
# holds: a = 1
# holds: b = [-1, 0, 1]
# holds: c = 1
# holds: e = -0.9993773316214088
# holds: f = -15.064998393988725
param s = -800, z [3] = [800, 0, -800], x = -40
a = grad(log(sigmoid(s)), s)
b = grad(log(softmax(z))[2], z)
c = grad(log(exp(s)), s)
e = grad(grad(log_normal_cdf(x), x), x)
f = log_normal_cdf(-5)
