# not right
dims m, n
param w [n]
input k [] integer(0, 9)
J = sum(relu(((3 * log(((w * k)^2 + 1))) + (1 * log(((w * k)^2 + 1))^2))))

derive J
dw = where((log(((w * k)^2 + 1)) < 1e-20), (0 * (((((((ones([n]) * (log(((w * k)^2 + 1)) > 0)) * 1) * (2 * log(((w * k)^2 + 1)))) + ((ones([n]) * (log(((w * k)^2 + 1)) > 0)) * 3)) / ((w * k)^2 + 1)) * (2 * (w * k))) * k)), (((((((ones([n]) * (log(((w * k)^2 + 1)) > 0)) * 1) * (2 * log(((w * k)^2 + 1)))) + ((ones([n]) * (log(((w * k)^2 + 1)) > 0)) * 3)) / ((w * k)^2 + 1)) * (2 * (w * k))) * k))
