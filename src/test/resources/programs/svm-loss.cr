dims N=4, D=3, C=3
input X [N, D], y [N] integer(0, 2)
param W [D, C]
S = X @ W
correct = sum(S*one_hot(y, C), axis=1, keepdims=true)
M = maximum(0, S - correct + 1)*(1 - one_hot(y, C))
L = sum(M)/N
derive L
num_train = X.shape[0]
scores = X.dot(W)
correct_class_scores = scores[np.arange(num_train), y].reshape(-1, 1)
margins = np.maximum(0, scores - correct_class_scores + 1)
margins[np.arange(num_train), y] = 0
binary = margins
binary[margins > 0] = 1
row_sum = np.sum(binary, axis=1)
binary[np.arange(num_train), y] = -row_sum.T
dW = X.T.dot(binary) / num_train # right
