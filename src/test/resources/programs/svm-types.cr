dims N, D, C
input X [N, D], y [N] integer(0, 9)
param W [D, 10]
scores = X @ W
correct = take_along(scores, expand_dims(y, 1), axis=1)
margins = max(0, scores - correct + 1)
J = (sum(margins) - N) / N
loss J
derive J
num_train = X.shape[0]
mask = (margins > 0).astype(float)
mask[np.arange(num_train), y] = 0
row = mask.sum(axis=1)
mask[np.arange(num_train), y] = -row
dW = X.T.dot(mask) / num_train  # right
