dims D, H, O
input x1 [D], x2 [D], t [O] onehot
param U [H, D], W [H, H], V [O, H]
s1 = tanh(U @ x1)
s2 = tanh(U @ x2 + W @ s1)
o = softmax(V @ s2)
L = -sum(t * log(o))
derive L
class RNN:
    def bptt(self, x1, x2, t):
        dLdU = np.zeros(self.U.shape)
        dLdV = np.zeros(self.V.shape)
        dLdW = np.zeros(self.W.shape)
        delta_o = o - t
        dLdV += np.outer(delta_o, s2.T) # right
        delta_t = self.V.T.dot(delta_o) * (1 - (s2 ** 2))
        dLdW += np.outer(delta_t, s1) # right
        dLdU += np.outer(delta_t, x2)
        delta_t = self.W.T.dot(delta_t) * (1 - s1 ** 2)
        dLdU += np.outer(delta_t, x1) # right
        return [dLdU, dLdV, dLdW]
