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
    x, next_h, prev_h, Wx, Wh, b = cache
    dtanh = 1 - next_h ** 2
    dz = dnext_h * dtanh
    dx = np.dot(dz, Wx.T)
    dprev_h = np.dot(dz, Wh.T)
    dWx = np.dot(x.T, dz)
    dWh = np.dot(prev_h.T, dz) # follows
    db = dz.sum(axis=0)
    return dx, dprev_h, dWx, dWh, db

def rnn_backward(dh, cache):
    dx, dh0, dWx, dWh, db = None, None, None, None, None
    x, h0, h, Wx, Wh, b = cache
    N, T, H = dh.shape
    D = x.shape[2]
    dx = np.zeros((N, T, D))
    dh0 = np.zeros((N, H))
    dWx = np.zeros((D, H))
    dWh = np.zeros((H, H))
    db = np.zeros((H,))
    dprev_h = np.zeros((N, H))
    for t in range(T - 1, -1, -1):
        prev = h0 if t == 0 else h[:, t - 1, :]
        dcur = dh[:, t, :] + dprev_h
        dx[:, t, :], dprev_h, dWxt, dWht, dbt = rnn_step_backward(dcur, (x[:, t, :], h[:, t, :], prev, Wx, Wh, b))
        dWx += dWxt
        dWh = dWht # wrong
        db += dbt
    dh0 = dprev_h
    return dx, dh0, dWx, dWh, db
