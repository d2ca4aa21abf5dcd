# Weights that start at zero. With tanh they stay there for ever, and only the last bias learns; with sigmoids they move, but the
# two hidden units stay equal, as if there were one. Labels are those of OR.
dims   m
input  X [2, m] = [[0, 0, 1, 1], [0, 1, 0, 1]], Y [1, m] binary = [[0, 1, 1, 1]]
param  W1 [2, 2] = zeros, b1 [2, 1] = zeros, W2 [1, 2] = zeros, b2 [1, 1] = 0     # tanh
param  V1 [2, 2] = zeros, c1 [2, 1] = zeros, V2 [1, 2] = zeros, c2 [1, 1] = 0     # sigmoids

J_tanh    = mean(bce_with_logits(W2 @ tanh(W1 @ X + b1) + b2, Y))
J_sigmoid = mean(bce_with_logits(V2 @ sigmoid(V1 @ X + c1) + c2, Y))
J = J_tanh + J_sigmoid
loss J

train
optimizer = sgd(lr=1)
epochs  = 3
metrics = [J_tanh, J_sigmoid]
