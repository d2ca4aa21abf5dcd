dims N=2, T=3, D=3, H=2
input dh [N, T, H], x [N, T, D]
param h0 [N, H], Wx [D, H], Wh [H, H], b [H]
h1 = tanh(x[:, 0, :] @ Wx + h0 @ Wh + b)
h2 = tanh(x[:, 1, :] @ Wx + h1 @ Wh + b)
h3 = tanh(x[:, 2, :] @ Wx + h2 @ Wh + b)
J = sum(h1 * dh[:, 0, :]) + sum(h2 * dh[:, 1, :]) + sum(h3 * dh[:, 2, :])

derive J
def rnn_step_forward(x, prev_h, Wx, Wh, b):
    a = np.dot(prev_h, Wh) + np.dot(x, Wx) + b
    next_h = np.tanh(a)
    cache = (x, prev_h, Wx, Wh, next_h)
    return next_h, cache

def rnn_step_backward(dnext_h, cache):
    x, prev_h, Wx, Wh, next_h = cache
    da = dnext_h * (1 - next_h)  # wrong
    dx = da.dot(Wx.T)
    dprev_h = da.dot(Wh.T)  # follows
    dWx = x.T.dot(da)
    dWh = prev_h.T.dot(da)
    db = np.sum(da, axis=0)
    return dx, dprev_h, dWx, dWh, db

def rnn_forward(x, h0, Wx, Wh, b):
    N, T, D = x.shape
    H = h0.shape[1]
    h = np.zeros((N, T, H))
    cache = []
    prev = h0
    for t in range(T):
        prev, c = rnn_step_forward(x[:, t, :], prev, Wx, Wh, b)
        h[:, t, :] = prev
        cache.append(c)
    return h, cache

def rnn_backward(dh, cache):
    N, T, H = dh.shape
    D = cache[0][0].shape[1]
    dx = np.zeros((N, T, D))
    dprev = np.zeros((N, H))
    dWx = np.zeros((D, H))
    dWh = np.zeros((H, H))
    db = np.zeros(H)
    for t in range(T - 1, -1, -1):
        dcur = dh[:, t, :] + dprev
        dx_t, dprev, dWx_t, dWh_t, db_t = rnn_step_backward(dcur, cache[t])
        dx[:, t, :] = dx_t  # follows
        dWx += dWx_t  # follows
        dWh += dWh_t  # follows
        db += db_t  # follows
    dh0 = dprev
    return dx, dh0, dWx, dWh, db

h, cache = rnn_forward(x, h0, Wx, Wh, b)
dx, dh0, dWx, dWh, db = rnn_backward(dh, cache)  # follows
