dims N, D, H, C=4
input X [N, D], y [N] integer(0, 3), reg = 0.05
param W1 [D, H], b1 [H], W2 [H, C], b2 [C]

z1 = X @ W1 + b1
h1 = relu(z1)
scores = h1 @ W2 + b2
J = softmax_cross_entropy(scores, y, axis=1) + reg * (sum(W1^2) + sum(W2^2))

derive J
N = X.shape[0]
probs = F.softmax(scores, dim=1)
dscores = probs.clone()
dscores[range(N), y] -= 1
dscores /= N  # right
dW2 = torch.mm(h1.t(), dscores) + reg * W2  # wrong
db2 = dscores.sum(0)  # right
dh1 = dscores.mm(W2.t())  # right
dh1[h1 <= 0] = 0
dW1 = X.t().mm(dh1) + 2 * reg * W1  # right
db1 = dh1.sum(1)  # wrong
