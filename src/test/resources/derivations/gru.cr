dims h, d
input x [d], hp [h], g [h]
param Wz [h,d], Uz [h,h], Wr [h,d], Ur [h,h], Wh [h,d], Uh [h,h]
az = Wz@x + Uz@hp
ar = Wr@x + Ur@hp
z = sigmoid(az)
r = sigmoid(ar)
rh = r*hp
ah = Wh@x + Uh@rh
c = tanh(ah)
hn = (1-z)*hp + z*c
L = hn @ g
derive L
dhn = g
dz = dhn * (c - hp)
dc = dhn * z
dah = dc * (1 - c**2)
drh = Uh.T @ dah
dr = drh * hp
daz = dz * z * (1-z)
dar = dr * r * (1-r)
dhp = dhn*(1-z) + drh*r + Uz.T@daz + Ur.T@dar
dWh = np.outer(dah, x)
dUh = np.outer(dah, rh)
dWz = np.outer(daz, x)
$$\frac{\partial L}{\partial z} = g \odot (c - h_p)$$
