dims N, D, C=3
input X [N, D], y [N] integer(0, 2), reg = 0.1
param W [D, C]

scores = X @ W
correct = sum(scores * one_hot(y, 3), axis=1, keepdims=true)
margins = maximum(scores - correct + 1, 0) * (1 - one_hot(y, 3))
J = sum(margins) / N + reg * sum(W^2)

derive J
num_train = X.shape[0]
mask = np.zeros_like(margins)
mask[margins > 0] = 1
row_sum = np.sum(mask, axis=1)
mask[np.arange(num_train), y] = -row_sum
dW = X.T.dot(mask)
dW /= num_train
dW += 2 * reg * W  # right
