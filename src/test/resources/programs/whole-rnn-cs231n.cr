dims N, D, H, T=3
input x [N, T, D], h0 [N, H], dh [N, T, H]
param Wx [D, H], Wh [H, H], b [H]
h1 = tanh(x[:, 0] @ Wx + h0 @ Wh + b)
h2 = tanh(x[:, 1] @ Wx + h1 @ Wh + b)
h3 = tanh(x[:, 2] @ Wx + h2 @ Wh + b)
h = stack([h1, h2, h3], axis=1)
J = sum(h * dh)
derive J
def rnn_step_backward(dnext_h, cache):
    x, prev_h, Wx, Wh, next_h = cache
    dt = (1 - next_h * next_h) * dnext_h
    dx = dt.dot(Wx.T)
    dprev_h = dt.dot(Wh.T)
    dWx = x.T.dot(dt)
    dWh = prev_h.T.dot(dt)
    db = np.sum(dt, axis=0)
    return dx, dprev_h, dWx, dWh, db

def rnn_backward(dh, x, h0, h, Wx, Wh):
    N, T, H = dh.shape
    D = x.shape[2]
    dx = np.zeros((N, T, D))
    dWx = np.zeros((D, H))
    dWh = np.zeros((H, H))
    db = np.zeros(H)
    dprev_h = np.zeros((N, H))
    for t in reversed(range(T)):
        prev_h = h[:, t-1, :] if t > 0 else h0
        cache = (x[:, t, :], prev_h, Wx, Wh, h[:, t, :])
        dx[:, t, :], dprev_h, dWx_t, dWh_t, db_t = rnn_step_backward(dh[:, t, :] + dprev_h, cache) # right
        dWx += dWx_t # right
        dWh += dWh_t # right
        db += db_t # right
    dh0 = dprev_h # right
    return dx, dh0, dWx, dWh, db
