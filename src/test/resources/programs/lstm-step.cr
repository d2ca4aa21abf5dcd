dims N, D, H=3
input x [N, D], dnext_h [N, H], dnext_c [N, H]
param prev_h [N, H], prev_c [N, H], Wx [D, 4*H], Wh [H, 4*H], b [4*H]

a = x @ Wx + prev_h @ Wh + b
i = sigmoid(a[:, 0:H])
f = sigmoid(a[:, H:2*H])
o = sigmoid(a[:, 2*H:3*H])
g = tanh(a[:, 3*H:4*H])
next_c = f * prev_c + i * g
next_h = o * tanh(next_c)
J = sum(next_h * dnext_h) + sum(next_c * dnext_c)

derive J
def lstm_step_backward(dnext_h, dnext_c, cache):
    H = prev_h.shape[1]
    do = dnext_h * np.tanh(next_c)  # right
    dc = dnext_c + dnext_h * o * (1 - np.tanh(next_c)**2)
    df = dc * prev_c  # right
    dprev_c = dc * f  # right
    di = dc * g  # right
    dg = dc * i  # right
    da = np.zeros_like(a)
    da[:, :H] = di * i * (1 - i)
    da[:, H:2*H] = df * f * (1 - f)
    da[:, 2*H:3*H] = do * o * (1 - o)
    da[:, 3*H:] = dg * (1 - g**2)  # right
    dx = da.dot(Wx.T)
    dprev_h = da.dot(Wh.T)  # right
    dWx = x.T.dot(da)  # right
    dWh = prev_h.T.dot(da)  # right
    db = np.sum(da, axis=0)  # right
    return dx, dprev_h, dprev_c, dWx, dWh, db
