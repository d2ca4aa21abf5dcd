dims N, D
input x [N, D], grad_output [N, D]
param weight [D], bias [D]
mu = mean(x, axis=1, keepdims=true)
xmu = x - mu
var = mean(xmu^2, axis=1, keepdims=true)
std = sqrt(var + 1e-6)
y = xmu / std
out = weight * y + bias
J = sum(out * grad_output)
derive J
class LayerNormFunction(torch.autograd.Function):
    @staticmethod
    def backward(ctx, grad_output):
        eps = ctx.eps
        y, var, weight = ctx.saved_tensors
        N, C = grad_output.size()
        g = grad_output * weight.view(1, C)
        mean_g = g.mean(dim=1, keepdim=True)
        mean_gy = (g * y).mean(dim=1, keepdim=True)
        gx = 1. / torch.sqrt(var + eps) * (g - y * mean_gy - mean_g)
        grad_weight = (grad_output * y).sum(dim=0) # right
        grad_bias = grad_output.sum(dim=0) # right
        return gx, grad_weight, grad_bias, None
