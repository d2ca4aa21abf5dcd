# A prediction [m, 1] beside labels [m].
# fails: mse: a has shape [m, 1] and y has shape [m], which broadcast to [m, m]
# fails: write reshape(y, [m, 1])
dims m
input a [m, 1], y [m]
J = mse(a, y)
