dims B, D, H
input x [B, D], hp [B, H], cp [B, H], gh [B, H]
param Wx [D, 4*H], Wh [H, 4*H], b [4*H]
a = x @ Wx + hp @ Wh + b
i = sigmoid(a[:, :H])
f = sigmoid(a[:, H:2*H])
o = sigmoid(a[:, 2*H:3*H])
g = tanh(a[:, 3*H:])
c = f*cp + i*g
h = o*tanh(c)
L = sum(gh*h)
derive L
dnext_h = gh
do = dnext_h * np.tanh(c) # right
dnext_c = o * (1 - np.tanh(c)**2) * dnext_h
df = dnext_c * cp # right
di = dnext_c * g # right
dg = dnext_c * i # right
da = np.hstack((i*(1-i)*di, f*(1-f)*df, o*(1-o)*do, (1-g**2)*dg)) # right
dWx = x.T.dot(da) # right
dWh = hp.T.dot(da) # right
db = da.sum(axis=0) # right
