dims N, D, H
input x [N, D], dnext_h [N, H], dnext_c [N, H]
param prev_h [N, H], prev_c [N, H], Wx [D, 4*H], Wh [H, 4*H], b [4*H]
A = x @ Wx + prev_h @ Wh + b
i = sigmoid(A[:, 0:H])
f = sigmoid(A[:, H:2*H])
o = sigmoid(A[:, 2*H:3*H])
g = tanh(A[:, 3*H:4*H])
next_c = f * prev_c + i * g
next_h = o * tanh(next_c)
J = sum(next_h * dnext_h) + sum(next_c * dnext_c)

derive J
def lstm_step_backward(dnext_h, dnext_c, cache):
    x, prev_h, prev_c, Wx, Wh, i, f, o, g, next_c = cache
    H = dnext_h.shape[1]
    dnext_c = dnext_c + dnext_h * o * (1 - np.tanh(next_c)**2)
    dA = np.zeros((x.shape[0], 4*H))
    dA[:, 0:H] = dnext_c * g * (1 - i) # wrong
    dA[:, H:2*H] = dnext_c * prev_c * f * (1 - f)
    dA[:, 2*H:3*H] = dnext_h * np.tanh(next_c) * o * (1 - o) # follows
    dA[:, 3*H:4*H] = dnext_c * i * (1 - g**2) # follows
    dprev_c = dnext_c * f
    dx = np.dot(dA, Wx.T) # follows
    dWx = np.dot(x.T, dA) # follows
    dprev_h = np.dot(dA, Wh.T) # follows
    dWh = np.dot(prev_h.T, dA) # follows
    db = np.sum(dA, axis=0) # follows
    return dx, dprev_h, dprev_c, dWx, dWh, db
