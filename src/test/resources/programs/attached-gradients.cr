dims n, nin, nh
input inp [n, nin], targ [n, 2]
param w1 [nin, nh], b1 [nh], w2 [nh, 2], b2 [2]
l1 = inp @ w1 + b1
l2 = relu(l1)
out = l2 @ w2 + b2
loss = mean((out - targ)**2)
derive loss
def lin_grad(inp, out, w, b):
    inp.g = out.g @ w.t() # right
    w.g = inp.t() @ out.g # right
    b.g = out.g.sum(0) # right

with torch.no_grad():
    out.g = 2. * (out - targ) / out.numel() # right
    lin_grad(l2, out, w2, b2)
    l1.g = (l1 > 0).float() * l2.g # right
    lin_grad(inp, l1, w1, b1)
