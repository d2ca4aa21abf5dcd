input x [3], y [3]
param w [3]
z = w * xx
a = sigmoid(z) + Tanh(w) + relu_(w)
J = sum((a - y)^2) + J
