# The perceptron rule of 1957: w moves by (t - y) x where the answer is wrong, and not at all where it is right. It finds AND
# and OR after a few rounds; for exclusive or there is no line to be found, and it goes round for ever (Minsky and Papert 1969).
dims   m
input  X [m, 2] = [[0, 0], [0, 1], [1, 0], [1, 1]]
input  T [m, 3] binary = [[0, 0, 0], [0, 1, 1], [0, 1, 1], [1, 1, 0]]     # AND, OR, exclusive or
param  W [2, 3] = zeros, b [3] = zeros

Z = X @ W + b
Y = step(Z)
# The rule is the gradient of this loss, if Y is held fixed: each wrong answer costs its distance from the line.
J = sum(stop_gradient(Y - T) * Z)
right = mean(Y == T, axis=0)
and_right = right[0]
or_right  = right[1]
xor_right = right[2]
loss J

train
optimizer = sgd(lr=1)
epochs  = 50
batch   = 1
metrics = [and_right, or_right, xor_right]
