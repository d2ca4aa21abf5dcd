# Layer normalisation of rows
dims N, D
input X [N, D], G [N, D]
param g [D], b [D]
mu = mean(X, axis=1, keepdims=true)
var = mean((X - mu)^2, axis=1, keepdims=true)
inv_std = 1 / sqrt(var + 1e-5)
xhat = (X - mu) * inv_std
Y = xhat * g + b
J = sum(G * Y)
derive J
dg = sum(G * xhat, axis=0)  #= right
db = sum(G, axis=0)  #= right
dxhat = G * g  #= right
dX = inv_std * (dxhat - mean(dxhat, axis=1, keepdims=true) - xhat * mean(dxhat * xhat, axis=1, keepdims=true))  #= right
check dJ/dX == inv_std / D * (D * dxhat - sum(dxhat, axis=1, keepdims=true) - xhat * sum(dxhat * xhat, axis=1, keepdims=true))  #= right
check dJ/dX == inv_std * dxhat  #= statistics_as_constants
check dJ/dX == inv_std * (dxhat - mean(dxhat, axis=0, keepdims=true) - xhat * mean(dxhat * xhat, axis=1, keepdims=true))  #= wrong_axis
check dJ/dvar == -0.5 * sum(dxhat * (X - mu), axis=1, keepdims=true) * inv_std^3  #= right
check dJ/dvar == 0.5 * sum(dxhat * (X - mu), axis=1, keepdims=true) * inv_std^3  #= wrong_sign
check dJ/dmu == -inv_std * sum(dxhat, axis=1, keepdims=true)  #= right
