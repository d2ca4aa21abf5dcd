# wrong
dims m, n
input t [n] onehot(axis=0)
param w [n]
input k [] nonnegative
J = max(sqrt(((huber((w * k), n, delta=2, reduction="none") * t[0])^2 + 1)))

derive J
dw = where((n > 8), (0 * (((((((1 * (sqrt(((huber((w * k), n, delta=2, reduction="none") * t[0])^2 + 1)) == max(sqrt(((huber((w * k), n, delta=2, reduction="none") * t[0])^2 + 1))))) / sum((sqrt(((huber((w * k), n, delta=2, reduction="none") * t[0])^2 + 1)) == max(sqrt(((huber((w * k), n, delta=2, reduction="none") * t[0])^2 + 1)))))) / (2 * sqrt(((huber((w * k), n, delta=2, reduction="none") * t[0])^2 + 1)))) * (2 * (huber((w * k), n, delta=2, reduction="none") * t[0]))) * t[0]) * clamp(((w * k) - n), (-2), 2)) * k)), (((((((1 * (sqrt(((huber((w * k), n, delta=2, reduction="none") * t[0])^2 + 1)) == max(sqrt(((huber((w * k), n, delta=2, reduction="none") * t[0])^2 + 1))))) / sum((sqrt(((huber((w * k), n, delta=2, reduction="none") * t[0])^2 + 1)) == max(sqrt(((huber((w * k), n, delta=2, reduction="none") * t[0])^2 + 1)))))) / (2 * sqrt(((huber((w * k), n, delta=2, reduction="none") * t[0])^2 + 1)))) * (2 * (huber((w * k), n, delta=2, reduction="none") * t[0]))) * t[0]) * clamp(((w * k) - n), (-2), 2)) * k))
