dims N, D, H
input x [N, D], gout [N, H]
param weight [H, D], bias [H]
z = x @ weight.T + bias
output = relu(z)
L = sum(gout*output)
derive L
grad_output = gout * (output > 0)
grad_input = grad_output.mm(weight) # right
grad_weight = grad_output.t().mm(x) # right
grad_bias = grad_output.sum(1) # wrong
