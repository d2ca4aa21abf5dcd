dims n, m, nh
input x_train [n, m], y_train [n]
param w1 [m, nh], b1 [nh], w2 [nh, 1], b2 [1]
l1 = x_train @ w1 + b1
l2 = relu(l1)
out = l2 @ w2 + b2
mse = mean((out[:, 0] - y_train)^2)
derive mse
def mse_grad(inp, targ):
    inp.g = 2. * (inp.squeeze() - targ).unsqueeze(-1) / inp.shape[0]  # right

def relu_grad(inp, out):
    inp.g = (inp>0).float() * out.g  # right

def lin_grad(inp, out, w, b):
    inp.g = out.g @ w.t()  # right
    w.g = inp.t() @ out.g  # right
    b.g = out.g.sum(0)  # right

def forward_and_backward(inp, targ):
    l1 = inp @ w1 + b1
    l2 = relu(l1)
    out = l2 @ w2 + b2
    mse_grad(out, targ)
    lin_grad(l2, out, w2, b2)
    relu_grad(l1, l2)
    lin_grad(inp, l1, w1, b1)

forward_and_backward(x_train, y_train)
