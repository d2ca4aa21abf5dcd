# source: own
# expected: warning at F1a
# holds: a = -inf
# warns: F1a_first.cr:6:5
param x = 0
a = log(0)
