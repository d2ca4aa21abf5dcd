# wrong
dims m, n
input x [n]
param w [n]
J = where((sqrt(((w @ x)^2 + 1)) > 1e10), sqrt(((w @ x)^2 + 1))^2, (1 * sqrt(((w @ x)^2 + 1))))

derive J
dx = (((((where((sqrt((w @ x)^2) > 1e10), 0, (1 / 1)) * 1) + (where((sqrt((w @ x)^2) > 1e10), (1 / 1), 0) * (2 * sqrt((-(-(w @ x)))^2)))) / (2 * sqrt((((w @ x) * (w @ x)) + 1)))) * (2 * (w @ x))) * w)
