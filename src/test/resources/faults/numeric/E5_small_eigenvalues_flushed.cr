# source: LAPACK and numpy give the exact ones for a diagonal matrix
# expected: s = [1e-30, 1e-20, 1]; got [0, 0, 1], log is -inf
# holds: s = [1e-30, 1e-20, 1]
# holds: l = [-69.07755278982137, -46.05170185988092, 0]
param B [3, 3] = [[1, 0, 0], [0, 1e-20, 0], [0, 0, 1e-30]]
s = eigvalsh(B)
l = log(s)
