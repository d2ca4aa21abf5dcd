dims N, D, H=2, T=2
input x [N, T, D], h0 [N, H], dh [N, T, H]
param Wx [D, 4*H], Wh [H, 4*H], b [4*H]
a1 = x[:, 0] @ Wx + h0 @ Wh + b
i1 = sigmoid(a1[:, 0:H])
f1 = sigmoid(a1[:, H:2*H])
o1 = sigmoid(a1[:, 2*H:3*H])
g1 = tanh(a1[:, 3*H:4*H])
c1 = i1 * g1
h1 = o1 * tanh(c1)
a2 = x[:, 1] @ Wx + h1 @ Wh + b
i2 = sigmoid(a2[:, 0:H])
f2 = sigmoid(a2[:, H:2*H])
o2 = sigmoid(a2[:, 2*H:3*H])
g2 = tanh(a2[:, 3*H:4*H])
c2 = f2 * c1 + i2 * g2
h2 = o2 * tanh(c2)
h = stack([h1, h2], axis=1)
J = sum(h * dh)

derive J
def lstm_step_backward(dnext_h, dnext_c, cache):
    i, f, o, g, tanh_c, prev_c, prev_h, Wx, Wh, x = cache
    do = dnext_h * tanh_c
    dc = dnext_c + dnext_h * o * (1 - tanh_c ** 2)
    df = dc * prev_c
    dprev_c = dc * f
    di = dc * g
    dg = dc * i
    dai = di * i * (1 - i)
    daf = df * f * (1 - f)
    dao = do * o * (1 - o)
    dag = dg * g * (1 - g) # wrong
    da = np.hstack((dai, daf, dao, dag))
    dx = da.dot(Wx.T)
    dWx = x.T.dot(da)
    dprev_h = da.dot(Wh.T)
    dWh = prev_h.T.dot(da)
    db = da.sum(axis=0)
    return dx, dprev_h, dprev_c, dWx, dWh, db

def lstm_backward(dh, caches):
    N, T, H = dh.shape
    caches = [(i1, f1, o1, g1, np.tanh(c1), np.zeros((N, H)), h0, Wx, Wh, x[:, 0]), (i2, f2, o2, g2, np.tanh(c2), c1, h1, Wx, Wh, x[:, 1])]
    dx = np.zeros((N, T, x.shape[2]))
    dWx = np.zeros_like(Wx)
    dWh = np.zeros_like(Wh)
    db = np.zeros_like(b)
    dprev_h = np.zeros((N, H))
    dprev_c = np.zeros((N, H))
    for t in reversed(range(T)):
        dnext_h = dh[:, t, :] + dprev_h
        dx[:, t, :], dprev_h, dprev_c, dWx_t, dWh_t, db_t = lstm_step_backward(dnext_h, dprev_c, caches.pop()) # follows
        dWx += dWx_t # follows
        dWh += dWh_t # follows
        db += db_t # follows
    dh0 = dprev_h # follows
    return dx, dh0, dWx, dWh, db
