# source: kind of tensorflow#126634
# expected: g = [4.248e-18, -4.248e-18]; got [0, -4.248e-18]; l = the same; got [0, ...]
# holds: g = [4.248354255291589e-18, -4.248354255291589e-18]
# holds: l = [4.248354255291589e-18, -4.248354255291589e-18]
param z [2] = [40, 0]
g = grad(softmax(z)[0], z)
l = grad(log_softmax(z)[0], z)
