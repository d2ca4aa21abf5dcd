dims N=2, C=2, F=3
input x [2, 2, 5, 5], g [2, 3, 3, 3]
param w [3, 2, 3, 3], b [3]
y = conv2d(x, w) + reshape(b, [1, 3, 1, 1])
L = sum(y * g)
derive L
grad_b = g.sum(dim=(0, 2, 3)) # right
grad_w = torch.zeros_like(w)
for i in range(3):
    for j in range(3):
        patch = x[:, :, i:i+3, j:j+3]
        grad_w[:, :, i, j] = torch.einsum('nfhw,nchw->fc', g, patch) # right
grad_x = torch.zeros_like(x)
for i in range(3):
    for j in range(3):
        grad_x[:, :, i:i+3, j:j+3] += torch.einsum('nfhw,fc->nchw', g, w[:, :, i, j]) # right
