dims N, D
input x [N, D], dy [N, D]
param g [D], b [D]
m = mean(x, axis=1, keepdims=true)
v = var(x, axis=1, keepdims=true)
r = 1 / sqrt(v + 1e-5)
n = (x - m) * r
y = g * n + b
J = sum(dy * y)
loss J
derive J
db = torch.sum(dy, dim=0)
dg = (dy * n).sum(0)
dn = dy * g
dx = dn - dn.mean(-1, keepdim=True) - n * dn.mean(-1, keepdim=True)  # wrong
dx *= r  # follows
