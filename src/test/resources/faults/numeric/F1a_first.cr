# source: own
# expected: warning at F1a
# holds: a = -inf
param x = 0
a = log(0)
