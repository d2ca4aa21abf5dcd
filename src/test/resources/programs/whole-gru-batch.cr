dims N, D, H
input x [N, D], h0 [N, H], dh [N, H]
param W [D, 3*H], U [H, 3*H], b [3*H]
gx = x @ W + b
gh = h0 @ U
r = sigmoid(gx[:, :H] + gh[:, :H])
z = sigmoid(gx[:, H:2*H] + gh[:, H:2*H])
n = tanh(gx[:, 2*H:] + r * gh[:, 2*H:])
h = (1 - z) * n + z * h0
J = sum(h * dh)
derive J
dz = dh * (h0 - n) # right
dn = dh * (1 - z) # right
dh0 = dh * z
dn_pre = dn * (1 - n**2)
dr = dn_pre * gh[:, 2*H:] # right
dz_pre = dz * z * (1 - z)
dr_pre = dr * r * (1 - r)
dgx = np.hstack([dr_pre, dz_pre, dn_pre]) # right
dgh = np.hstack([dr_pre, dz_pre, dn_pre * r]) # right
dW = x.T @ dgx # right
db = dgx.sum(axis=0) # right
dU = h0.T @ dgh # right
dh0 += dgh @ U.T # right
dx = dgx @ W.T # right
