# source: kind of jplag/JPlag#1247 (commons-math EigenDecomposition)
# expected: s = [1, 1, 1]; got "internal error, please report it: ...MaxCountExceededException: convergence failed"
# an ordinary RBF kernel of three points 26.6 length scales apart; [[1, 1e-160], [1e-160, 1]] is enough
# holds: s = [1, 1, 1]
input x [3] = [0.5, 27.1, 53.8]
K = exp(-0.5*(x[:, none] - x[none, :])^2)
s = eigvalsh(K)
