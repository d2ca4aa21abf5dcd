# source: pytorch#4132
# expected: gz = [0, 1]; got [nan, 1]
# holds: gz = [0, 1]
param x [2] = [1, 1]
input d [2] = [0, 1]
gz = grad(sum((x/d)[[1]]), x)
