dims d
param a [d], p [d], n [d]
dp = sum((a-p)^2)
dn = sum((a-n)^2)
L = relu(dp - dn + 1)
derive L
$$\frac{\partial L}{\partial a} = 2(n - p) \mathbb{1}[dp - dn + 1 > 0]$$
da = 2*(n - p)*(L > 0)
