dims D, H
input x [D], hp [H], g [H]
param Wz [H, D], Uz [H, H], Wr [H, D], Ur [H, H], Wh [H, D], Uh [H, H]
z = sigmoid(Wz @ x + Uz @ hp)
r = sigmoid(Wr @ x + Ur @ hp)
c = tanh(Wh @ x + Uh @ (r*hp))
h = (1 - z)*hp + z*c
L = sum(g*h)
derive L
dh = g # right
dz = dh * (c - hp) # right
dc = dh * z # right
dc_raw = dc * (1 - c ** 2)
dz_raw = dz * z * (1 - z)
drh = Uh.T @ dc_raw
dr = drh * hp # right
dr_raw = dr * r * (1 - r)
dWz = np.outer(dz_raw, x) # right
dUz = np.outer(dz_raw, hp) # right
dWr = np.outer(dr_raw, x) # right
dUr = np.outer(dr_raw, hp) # right
dWh = np.outer(dc_raw, x) # right
dUh = np.outer(dc_raw, r * hp) # right
