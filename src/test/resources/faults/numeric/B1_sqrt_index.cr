# source: pytorch#9688
# expected: g = [0, 0.5]; got [nan, 0.5]
# holds: g = [0, 0.5]
param p [2] = [0, 1]
l = sqrt(p)[1]
g = grad(l, p)
