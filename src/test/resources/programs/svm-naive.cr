dims N, D, C=3
input X [N, D], y [N] integer(0, 2), reg = 0.1
param W [D, C]

scores = X @ W
correct = sum(scores * one_hot(y, 3), axis=1, keepdims=true)
margins = maximum(scores - correct + 1, 0) * (1 - one_hot(y, 3))
J = sum(margins) / N + reg * sum(W^2)

derive J
num_train = X.shape[0]
num_classes = W.shape[1]
dW = np.zeros(W.shape)
for i in range(num_train):
    s = X[i].dot(W)
    correct_class_score = s[y[i]]
    for j in range(num_classes):
        if j == y[i]:
            continue
        margin = s[j] - correct_class_score + 1  # note delta = 1
        if margin > 0:
            loss += margin
            dW[:, j] += X[i]
            dW[:, y[i]] -= X[i]
dW /= num_train
dW += 2 * reg * W  # right
