# The forward pass, said once more, is judged and never replaces the model
dims n, h
input x [n], y [h]
param W [h, n], b [h]
z = W @ x + b
a = tanh(z)
J = sum((a - y)^2) / 2
derive J
z = W @ x - b  #= wrong_sign
a = tanh(z)  #= right
da = a - y  #= right
dz = da * (1 - a^2)  #= right
db = dz  #= right
dW = np.outer(db, x)  #= right
