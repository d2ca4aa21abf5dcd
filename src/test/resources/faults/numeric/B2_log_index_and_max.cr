# source: pytorch#15506
# expected: g = [0, 0, 0, 1/3] twice; got nan first
# holds: g = [0, 0, 0, 1/3]
# holds: m = [0, 0, 0, 1/3]
param a [4] = arange
g = grad(log(a)[-1], a)
m = grad(max(log(a)), a)
