# Values as numpy, scipy and PyTorch have them.
# holds: a = 0.15418945495963046
# holds: b = 0.600039880363969
# holds: c = 0.542537458665258
# holds: e = 0.732869077959217
# holds: f = 0.85839369133414
# holds: g = 0.206878633813317
# holds: h = -3.28986813369645
# holds: i = 3
# holds: j = 1.8
# holds: k = [3, 3, 4, 4, 5]
# holds: l = [3, log(exp(3) + exp(1)), log(exp(3) + exp(1) + exp(4))]
# holds: m = [-2, 3, -2.5, 3.5]
# holds: n = [1, 1, 2, 2]
# holds: o = [-1, log(2)]
# holds: q = [3, 2, 1, 2, 3, 2]
# holds: r = [3, 1, 2, 3, 1, 2]
# holds: u = [1, 1, 2, 2]
# holds: v = [8/3, 3.5]
# holds: w = [[7, 10], [15, 22]]
# holds: x2 = [0, 0.25, 0.5, 0.75, 1]
# holds: y2 = [0, 1, 2]
# holds: z2 = 0
param x = 2.3, y [5] = [3, 1, 4, 1.5, 5]
a = lgamma(x)
b = digamma(x)
c = polygamma(1, x)
e = erfinv(0.7)
f = sinc(0.3)
g = grad(sinc(x), x)
h = grad(grad(sinc(x - 2.3), x), x)
i = median(y)
j = quantile(y, 0.3)
k = cummax(y)
l = logcumsumexp(y[:3])
m = diff(y)
n = repeat([1, 2], 2)
o = slogdet([[1, 2], [3, 4]])
q = pad([1, 2, 3], [2, 1], mode="reflect")
r = pad([1, 2, 3], [1, 2], mode="circular")
u = pad([1, 2], [1, 1], mode="replicate")
v = adaptive_avg_pool1d(y, 2)
w = tensordot([[1, 2], [3, 4]], [[1, 2], [3, 4]], axes=1)
x2 = linspace(0, 1, num=5)
y2 = arange(3)
z2 = nan_to_num(log(-x))
