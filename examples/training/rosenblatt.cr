# Rosenblatt's machine: the first layer is set once and stays as it is, only the last one learns, by the perceptron rule. With the
# two hidden units of the slides it learns what one layer cannot: equal signs.
dims   m
input  X [m, 2] = [[1, 1], [1, -1], [-1, 1], [-1, -1]], t [m] binary = [1, 0, 0, 1]
param  W1 [2, 2] = [[1, 1], [1, 1]], b1 [2] = [-1, 1], w2 [2] = zeros, b2 = 0

H = step(X @ W1.T + b1)
z = H @ w2 + b2
y = step(z)
J = sum(stop_gradient(y - t) * z)
accuracy = mean(y == t)
loss J

train
optimizer = sgd(lr=1)
frozen  = [W1, b1]
epochs  = 20
batch   = 1
