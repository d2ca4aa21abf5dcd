dims N, D, H
input x [N, D], g [N, H]
param weight [H, D], bias [H]
y = x @ weight.T + bias
L = sum(g*y)
derive L
class LinearFunction(Function):
    @staticmethod
    def backward(ctx, grad_output):
        grad_output = g
        grad_input = grad_weight = grad_bias = None
        grad_weight = grad_output.t().mm(x) # right
        grad_bias = grad_output.sum(0) # right
        return grad_input, grad_weight, grad_bias
