dims d, K
input uo [d], Uneg [K, d]
param vc [d]
s0 = uo @ vc
sn = Uneg @ vc
J = -log(sigmoid(s0)) - sum(log(sigmoid(-sn)))
derive J
def negSamplingLossAndGradient():
    z = sigmoid(np.dot(uo, vc))
    zn = sigmoid(np.dot(Uneg, vc))
    gradCenterVec = (z - 1.0) * uo
    for k in range(K):
        gradCenterVec += zn[k] * Uneg[k]
    grad_vc = gradCenterVec # right
    grad_uo = (z - 1) * vc # right
    grad_Uneg = np.outer(zn, vc) # right
