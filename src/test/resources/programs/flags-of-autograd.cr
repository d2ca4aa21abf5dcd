dims B, n_in, n_out
input x [B, n_in], gout [B, n_out]
param weight [n_out, n_in], bias [n_out]
output = relu(x @ weight.T + bias)
loss = sum(output * gout)

derive loss
class LinearReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, input, weight, bias=None):
        ctx.save_for_backward(input, weight, bias)
        output = input.mm(weight.t())
        if bias is not None:
            output += bias.unsqueeze(0).expand_as(output)
        return output.clamp(min=0)

    @staticmethod
    def backward(ctx, grad_output):
        x, weight, bias = ctx.saved_tensors
        grad_output = gout.clone()
        grad_output[output <= 0] = 0
        grad_x = grad_weight = grad_bias = None
        if ctx.needs_input_grad[0]:
            grad_x = grad_output.mm(weight)  # right
        if ctx.needs_input_grad[1]:
            grad_weight = grad_output.t().mm(x)  # right
        if bias is not None and ctx.needs_input_grad[2]:
            grad_bias = grad_output.sum(0)  # right
        return grad_x, grad_weight, grad_bias
