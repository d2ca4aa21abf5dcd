dims n, h
input x [n], hprev [h], dh [h]
param Wz [h, n], Uz [h, h], bz [h], Wr [h, n], Ur [h, h], br [h], Wh [h, n], Uh [h, h], bh [h]
az = Wz @ x + Uz @ hprev + bz
z = sigmoid(az)
ar = Wr @ x + Ur @ hprev + br
r = sigmoid(ar)
ah = Wh @ x + Uh @ (r * hprev) + bh
hhat = tanh(ah)
hh = (1 - z) * hprev + z * hhat
J = sum(hh * dh)

derive J
# back through the blend
dhhat = dh * z # right
dz = dh * (hhat - hprev) # right
dhprev = dh * (1 - z)
dah = dhhat * (1 - hhat * hhat) # right
dWh = np.outer(dah, x) # right
dUh = np.outer(dah, r * hprev) # right
dbh = dah # right
drhp = np.dot(Uh.T, dah)
dr = drhp * hprev # right
dhprev += drhp * r
dar = dr * r * (1 - r) # right
dWr = np.outer(dar, x) # right
dUr = np.outer(dar, hprev) # right
dbr = dar # right
dhprev += np.dot(Ur.T, dar)
daz = dz * z * (1 - z) # right
dWz = np.outer(daz, x) # right
dUz = np.outer(daz, hprev) # right
dbz = daz # right
dhprev += np.dot(Uz.T, daz) # right
dx = Wh.T @ dah + Wr.T @ dar + Wz.T @ daz # right
