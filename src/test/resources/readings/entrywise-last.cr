# What stands side by side is multiplied before the entrywise product
dims d, h, k
input x [d], hp [h], y [k] onehot
param Wx [h, d], Wh [h, h], b [h], Wy [k, h], c [k]
a = Wx @ x + Wh @ hp + b
s = tanh(a)
o = Wy @ s + c
p = softmax(o)
L = -sum(y*log(p))
loss L

derive L
\nabla_o L = p - y  %= right
\nabla_c L = p - y  %= right
\nabla_{W_y} L = (p - y) s^\top  %= right
\nabla_s L = W_y^\top (p - y)  %= right
\nabla_a L = \operatorname{diag}(1 - s^2) W_y^\top (p - y)  %= right
\nabla_a L = (1 - s^2) \odot W_y^\top (p - y)  %= right: entrywise_last
\nabla_b L = \nabla_a L  %= right
\nabla_{W_x} L = (\nabla_a L) x^\top  %= right
\nabla_{W_h} L = (\nabla_a L) x^\top  %= wrong
\nabla_a L = (1 - s) \odot W_y^\top (p - y)  %= wrong
\nabla_{W_y} L = s (p - y)^\top  %= wrong
