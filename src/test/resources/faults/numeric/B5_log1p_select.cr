# source: pytorch#152088
# expected: g = [0, 0.6667, 0.5]; got [nan, ...]; with where it is right
# holds: g = [0, 2/3, 0.5]
# holds: w = [0, 2/3, 0.5]
param a [3] = [-1, 0.5, 1]
g = grad(sum(log1p(a)[[1, 2]]), a)
w = grad(sum(where(a > -1, log1p(a), 0)), a)
