dims H, D
input x [D], hp [H], cp [H], G [H]
param W [4*H, D], U [4*H, H], b [4*H]
z = W @ x + U @ hp + b
i = sigmoid(z[0:H])
f = sigmoid(z[H:2*H])
o = sigmoid(z[2*H:3*H])
g = tanh(z[3*H:4*H])
c = f * cp + i * g
h = o * tanh(c)
J = sum(G * h)
loss J
derive J
dh = G
do = dh * np.tanh(c)
dc = dh * o * (1 - np.tanh(c)**2)
df = dc * cp
di = dc * g
dg = dc * i
dz = np.concatenate([di * i * (1 - i), df * f * (1 - f), do * o * (1 - o), dg * g * (1 - g)])  # wrong
dW = np.outer(dz, x)  # follows
dU = np.outer(dz, hp)  # follows
db = dz  # follows
dcp = dc * f
dhp = U.T @ dz  # follows
