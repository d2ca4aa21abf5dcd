# Batch normalisation, step by step
dims N, D
input X [N, D], G [N, D]
param gamma [D], beta [D]
mu = mean(X, axis=0)
xc = X - mu
v = mean(xc^2, axis=0)
sd = sqrt(v + 1e-5)
xh = xc / sd
Y = gamma * xh + beta
J = sum(G * Y)
derive J
dbeta = sum(G, axis=0)  #= right
dgamma = sum(G * xh, axis=0)  #= right
dxh = G * gamma  #= right
dv = sum(dxh * xc, axis=0) * -0.5 * (v + 1e-5)^(-3/2)  #= right
dsd = -sum(dxh * xc, axis=0) / sd^2  #= right
dmu = -sum(dxh, axis=0) / sd - 2 * dv * mean(xc, axis=0)  #= right
dX = dxh / sd + 2 * dv * xc / N - sum(dxh, axis=0) / sd / N  #= right
check dJ/dX == (N * dxh - sum(dxh, axis=0) - xh * sum(dxh * xh, axis=0)) / (N * sd)  #= right
check dJ/dX == gamma / sd * (G - mean(G, axis=0) - xh * mean(G * xh, axis=0))  #= right
check dJ/dX == dxh / sd  #= statistics_as_constants
check dJ/dX == (dxh - mean(dxh, axis=0)) / sd  #= statistics_as_constants
check dJ/dX == (N * dxh - sum(dxh, axis=0) + xh * sum(dxh * xh, axis=0)) / (N * sd)  #= wrong_sign
check dJ/dgamma == sum(G * X, axis=0)  #= wrong_variable
check dJ/dbeta == G  #= missing_batch_sum
check dJ/dv == sum(dxh * xc, axis=0) * -0.5 * (v + 1e-5)^(-1/2)  #= wrong_power
