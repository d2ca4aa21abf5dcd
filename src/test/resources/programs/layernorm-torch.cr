dims B, H
input g [B, H]
param x [B, H], weight [H], bias [H]
mean_ = mean(x, axis=1, keepdims=true)
var_ = mean((x - mean_)^2, axis=1, keepdims=true)
rstd = 1/sqrt(var_ + 1e-5)
x_hat = (x - mean_)*rstd
y = weight*x_hat + bias
L = sum(g*y)
derive L
class LayerNormFn(torch.autograd.Function):
    @staticmethod
    def backward(ctx, grad_output):
        x, mean_, rstd, weight = ctx.saved_tensors
        grad_output = g
        xhat = (x - mean_) * rstd
        grad_weight = (grad_output * xhat).sum(dim=0) # right
        grad_bias = grad_output.sum(dim=0) # right
        dnorm = grad_output * weight
        grad_x = dnorm - dnorm.mean(dim=-1, keepdim=True) - xhat * (dnorm * xhat).mean(dim=-1, keepdim=True)
        grad_x *= rstd # right
        return grad_x, grad_weight, grad_bias
