dims N, Din, H, Dout
input x [N, Din], y [N, Dout]
param w1 [Din, H], w2 [H, Dout]
h = x @ w1
h_relu = relu(h)
y_pred = h_relu @ w2
loss = sum((y_pred - y)^2)
derive loss
grad_y_pred = 2.0 * (y_pred - y) # right
grad_w2 = h_relu.t().mm(grad_y_pred) # right
grad_h_relu = grad_y_pred.mm(w2.t()) # right
grad_h = grad_h_relu.clone()
grad_h[h < 0] = 0 # right
grad_w1 = x.t().mm(grad_h) # right
