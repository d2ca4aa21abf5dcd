# source: tensorflow#57786
# expected: g = [-1.1547, 0, 0]; got [-1.1547, -0, nan]
# holds: g = [-1.1547005383792517, 0, 0]
param x [3] = [-0.5, 0.5, 2]
g = grad(sum(acos(x)[0:1]), x)
