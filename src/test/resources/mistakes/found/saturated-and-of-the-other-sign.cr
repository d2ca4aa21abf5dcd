# not right
dims m, n
input x [n]
input t [n] onehot(axis=0)
param w [n]
param b []
J = (sum(clamp((sigmoid(((w @ x) + b)) * t[0]), (-0.01), 0.01)) + (7 * sum(w^2)))

derive J
dw = (((7 * ones([n])) * (2 * w)) + ((((((sigmoid(((w @ x) + b)) * w[0]) > (-1 * 0.01)) * ((sigmoid(((w @ x) + b)) * t[0]) < 0.01)) * t[0]) * (sigmoid(((w @ x) + b)) * (1 - sigmoid(((w @ x) + b))))) * x))
