dims H=4, W=4, K=2
input x [H, W], g [3, 3]
param w [K, K]
y = w[0, 0]*x[0:3, 0:3] + w[0, 1]*x[0:3, 1:4] + w[1, 0]*x[1:4, 0:3] + w[1, 1]*x[1:4, 1:4]
L = sum(g*y)
derive L
dw = np.zeros_like(w)
for i in range(3):
    for j in range(3):
        dw += g[i, j] * x[i:i+2, j:j+2] # right
