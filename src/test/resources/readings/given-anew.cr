# A name that is given anew behind what was not understood
dims n, k
input X [n, k], Y [n, k] onehot(axis=1)
param W [k, k]
Z = X @ W
P = softmax(Z, axis=1)
L = -mean(sum(Y*log(P), axis=1))
loss L

derive L
dP = zeros_like(P)  #= undecided
dP[range(batch), labels] = -1.0/batch  #= undecided
dP = -Y/P/n  #= right
dZ = P*(dP - (dP*P).sum(1, keepdim=True))  #= right
derive L
dP[range(batch), labels] = -1.0/batch  #= undecided
dZ = P*(dP - (dP*P).sum(1, keepdim=True))  #= undecided
derive L
dZ = (P .- Y) ./ n  #= right
dW = X' * dZ  #= right
