dims N, T=3, D, H
input x [N, T, D], dh [N, T, H], h0 [N, H]
param Wx [D, H], Wh [H, H], b [H]
h1 = tanh(x[:, 0, :] @ Wx + h0 @ Wh + b)
h2 = tanh(x[:, 1, :] @ Wx + h1 @ Wh + b)
h3 = tanh(x[:, 2, :] @ Wx + h2 @ Wh + b)
h = stack([h1, h2, h3], axis=1)
L = sum(h * dh)

derive L
def rnn_step_backward(dnext_h, cache):
    x, prev_h, Wx, Wh, next_h = cache
    dtanh = dnext_h * (1 - next_h**2)
    dx = dtanh.dot(Wx.T)
    dprev_h = dtanh.dot(Wh.T)
   dWx = x.T.dot(dnext_h)  # wrong
    dWh = prev_h.T.dot(dtanh)
    db = np.sum(dtanh, axis=0)
    return dx, dprev_h, dWx, dWh, db

N, T, H = dh.shape
dx = np.zeros((N, T, D))
dprev_h = np.zeros((N, H))
dWx = np.zeros((D, H))
dWh = np.zeros((H, H))
db = np.zeros(H)
prev = [h0, h1, h2, h3]
for t in reversed(range(T)):
    dx_t, dprev_h, dWx_t, dWh_t, db_t = rnn_step_backward(dh[:, t, :] + dprev_h, (x[:, t, :], prev[t], Wx, Wh, prev[t+1]))
    dx[:, t, :] = dx_t
    dWx += dWx_t  # follows
    dWh += dWh_t
    db += db_t
dh0 = dprev_h
