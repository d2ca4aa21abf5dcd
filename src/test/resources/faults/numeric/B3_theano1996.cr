# source: Theano#1996
# expected: a = 1.2480754415067656 = b; got a = nan
# holds: a = 1.2480754415067656
# holds: b = 1.2480754415067656
param alpha = 1
input xs [4] = [-2, -1, 0, 1], ys [6] = [-3, -2, -1, 0, 1, 2]
term = xs[none, :]^2 + alpha * ys[:, none]^2
a = grad(sqrt(term)[0, 0], alpha)
b = grad(sqrt(term[0, 0]), alpha)
