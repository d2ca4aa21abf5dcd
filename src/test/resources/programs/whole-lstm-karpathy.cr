dims n, d, X
input Hprev [n, d], xin [n, X], C0 [n, d], dHout [n, d], dCnext [n, d]
param WLSTM [1 + X + d, 4*d]
Hin = concat([ones(shape=[n, 1]), xin, Hprev], axis=1)
IFOG = Hin @ WLSTM
I_ = sigmoid(IFOG[:, 0:d])
F_ = sigmoid(IFOG[:, d:2*d])
O_ = sigmoid(IFOG[:, 2*d:3*d])
G_ = tanh(IFOG[:, 3*d:4*d])
C = F_ * C0 + I_ * G_
Ct = tanh(C)
Hout = O_ * Ct
J = sum(Hout * dHout) + sum(C * dCnext)
derive J
dIFOGf = np.zeros((n, 4*d))
dC = dCnext.copy()
# output gate
dIFOGf[:, 2*d:3*d] = Ct * dHout
# backprop tanh non-linearity
dC += (1 - Ct**2) * (O_ * dHout) # right
dIFOGf[:, d:2*d] = C0 * dC
dC0 = F_ * dC # right
dIFOGf[:, :d] = G_ * dC
dIFOGf[:, 3*d:] = I_ * dC
# through the activations
dIFOG = np.zeros_like(dIFOGf)
dIFOG[:, 3*d:] = (1 - G_**2) * dIFOGf[:, 3*d:]
S = np.concatenate([I_, F_, O_], axis=1)
dIFOG[:, :3*d] = (S * (1 - S)) * dIFOGf[:, :3*d] # right
dWLSTM = np.dot(Hin.transpose(), dIFOG) # right
dHin = dIFOG.dot(WLSTM.transpose()) # right
dxin = dHin[:, 1:1+X] # right
dHprev = dHin[:, 1+X:] # right
