dims N, I, O
input x [N, I], grad_out [N, O]
param weight [O, I], bias [O]
z = x @ weight.T + bias
y = silu(z)
J = sum(grad_out * y)

derive J
class LinearSwish(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, weight, bias):
        z = F.linear(x, weight, bias)
        ctx.save_for_backward(x, weight, z)
        return z * torch.sigmoid(z)

    @staticmethod
    def backward(ctx, grad_out):
        x, weight, z = ctx.saved_tensors
        s = torch.sigmoid(z)
        ds = s * (1 - s)
        grad_z = grad_out * (s + z * ds)
        grad_x = torch.matmul(grad_z, weight)
        grad_weight = torch.matmul(grad_z.transpose(0, 1), x)
        grad_bias = torch.sum(grad_z, dim=0)
        return grad_x, grad_weight, grad_bias
