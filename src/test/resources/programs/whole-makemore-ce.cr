dims n, h, V=7
input h_ [n, h], Yb [n] integer(0, 6)
param W2 [h, V], b2 [V]
logits = h_ @ W2 + b2
logit_maxes = max(logits, axis=1, keepdims=true)
norm_logits = logits - logit_maxes
counts = exp(norm_logits)
counts_sum = sum(counts, axis=1, keepdims=true)
counts_sum_inv = counts_sum^(-1)
probs = counts * counts_sum_inv
logprobs = log(probs)
loss = -sum(logprobs * one_hot(Yb, 7)) / n

derive loss
dlogprobs = torch.zeros_like(logprobs)
dlogprobs[range(n), Yb] = -1.0/n # right
dprobs = (1.0 / probs) * dlogprobs # right
dcounts_sum_inv = (counts * dprobs).sum(1, keepdim=True) # right
dcounts = counts_sum_inv * dprobs
dcounts_sum = (-counts_sum**-2) * dcounts_sum_inv # right
dcounts += torch.ones_like(counts) * dcounts_sum # right
dnorm_logits = counts * dcounts # right
dlogits = dnorm_logits.clone() # right
dlogit_maxes = (-dnorm_logits).sum(1, keepdim=True) # right
dlogits += F.one_hot(logits.max(1).indices, num_classes=logits.shape[1]) * dlogit_maxes # right
dh = dlogits @ W2.T
dW2 = h_.T @ dlogits # right
db2 = dlogits.sum(0) # right
dlogits = F.softmax(logits, 1)
dlogits[range(n), Yb] -= 1
dlogits /= n # right
