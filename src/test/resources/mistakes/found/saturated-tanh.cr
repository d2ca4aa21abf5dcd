# right
dims m, n
input x [n] positive
input t [n]
param w [n]
param b []
J = max((tanh(relu((1 - (sort((w * x)) * t)))) * relu(b)))

derive J
dw = (take_along(((-((((((1 * ((tanh((1 - (sort((w * x)) * t))) * b) == max((tanh((1 - (sort((w * x)) * t))) * b)))) / sum(((tanh((1 - (sort((w * x)) * t))) * b) == max((tanh((1 - (sort((w * x)) * t))) * b))))) * ((tanh((1 - (sort((w * x)) * t))) * b) < b)) * b) * (1 - tanh((1 - (sort((w * x)) * t)))^2)) * ((1 - (sort((w * x)) * t)) > 0))) * t), argsort(argsort((w * x)))) * x)
