dims n=3, h=4, V=5
input x1 [n, 1], x2 [n, 1], x3 [n, 1], h0 [h, 1]
input t1 [V, 1] onehot(axis=0), t2 [V, 1] onehot(axis=0), t3 [V, 1] onehot(axis=0)
param U [h, n], W [h, h], V_ [V, h]
s1 = tanh(U @ x1 + W @ h0)
s2 = tanh(U @ x2 + W @ s1)
s3 = tanh(U @ x3 + W @ s2)
o1 = softmax(V_ @ s1, axis=0)
o2 = softmax(V_ @ s2, axis=0)
o3 = softmax(V_ @ s3, axis=0)
E = -sum(t1*log(o1)) - sum(t2*log(o2)) - sum(t3*log(o3))

derive E
x = [x1, x2, x3]
y = [t1, t2, t3]
o = [o1, o2, o3]
s = [s1, s2, s3, h0]
dLdU = np.zeros(U.shape)
dLdV = np.zeros(V_.shape)
dLdW = np.zeros(W.shape)
delta_o = [o[i] - y[i] for i in range(3)]
for t in np.arange(3)[::-1]:
    dLdV += np.dot(delta_o[t], s[t].T)
    delta_t = np.dot(V_.T, delta_o[t]) * (1 - (s[t] ** 2))
    for bptt_step in np.arange(0, t+1)[::-1]:
        dLdW += np.dot(delta_t, s[bptt_step-1].T)
       dLdU += np.dot(delta_t, x[t].T)  # wrong
        delta_t = np.dot(W.T, delta_t) * (1 - s[bptt_step-1] ** 2)
dU = dLdU  # follows
dW = dLdW  # right
dV_ = dLdV  # right
