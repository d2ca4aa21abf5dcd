# source: tensorflow#126634, #126636
# expected: g = [[-5.55e-17, 5.55e-17]]; got [[0, 5.55e-17]]; gradient no longer sums to 0
# holds: g = [[-5.5511151231257821e-17, 5.5511151231257821e-17]]
# holds: h = reshape([5.5511151231257818e-17, -5.5511151231257818e-17, -5.5511151231257818e-17, 5.5511151231257818e-17], [1, 2, 1, 2])
param Z [1, 2] = [[37.42994775023705, 0]]
g = grad(softmax_cross_entropy(Z, [0]), Z)
h = hessian(softmax_cross_entropy(Z, [0]), Z)
