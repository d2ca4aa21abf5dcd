dims N, D
input x [N, D], g [N, D]
param w [D]
r = sqrt(mean(x^2, axis=1, keepdims=true) + 1e-5)
y = x / r * w
J = sum(g * y)
derive J
class RMSNorm(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, weight, eps):
        rms = (x.pow(2).mean(-1, keepdim=True) + eps).sqrt()
        x_hat = x / rms
        ctx.save_for_backward(x_hat, weight, rms)
        return x_hat * weight
    @staticmethod
    def backward(ctx, grad_output):
        x_hat, weight, rms = ctx.saved_tensors
        grad_weight = (grad_output * x_hat).sum(0) # right
        gx = grad_output * weight
        grad_x = (gx - x_hat * (gx * x_hat).mean(-1, keepdim=True)) * rms # wrong
        return grad_x, grad_weight, None

y = RMSNorm.apply(x, w, 1e-5)
