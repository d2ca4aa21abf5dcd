dims d, h
input x [d], G [h]
param hp [h], Wz [h, d], Uz [h, h], Wr [h, d], Ur [h, h], Wn [h, d], Un [h, h]

z = sigmoid(Wz @ x + Uz @ hp)
r = sigmoid(Wr @ x + Ur @ hp)
n = tanh(Wn @ x + Un @ (r * hp))
hn = (1 - z) * n + z * hp
J = sum(G * hn)

derive J
dhn = G  # right
dz = dhn * (hp - n)  # right
dn = dhn * (1 - z)  # right
dan = dn * (1 - n**2)
dWn = np.outer(dan, x)  # right
dUn = np.outer(dan, r * hp)  # right
drh = Un.T @ dan
dr = drh * hp  # right
daz = dz * z * (1 - z)
dar = dr * r * (1 - r)
dWz, dUz = np.outer(daz, x), np.outer(daz, hp)  # right
dWr = np.outer(dar, x)  # right
dUr = np.outer(dar, hp)  # right
dhp = dhn * z + drh * r
dhp += Uz.T @ daz + Ur.T @ dar  # right
