# wrong
dims m, n
input x [n]
param w [n]
J = (max(clamp((w * x), (-1e-6), 1e-6)) + sum(w^2))

derive J
dw = (((1 * ones([n])) * (2 * w)) + (take_along((((1 * (sort((w * x)) == max(sort((w * x))))) / sum((sort((w * x)) == max(sort((w * x)))))) * ((sort((w * x)) > (-1e-6)) * (sort((w * x)) < 1e-6))), argsort(argsort(x))) * x))
