dims N=2, C=2, H=4, W=4
input dout [2, 2, 2, 2]
param x [2, 2, 4, 4]
out = max_pool2d(x, 2)
J = sum(dout * out)
derive J
dx = np.zeros(x.shape)
for n in range(2):
    for c in range(2):
        for i in range(2):
            for j in range(2):
                win = x[n, c, 2*i:2*i+2, 2*j:2*j+2]
                a, b = np.unravel_index(np.argmax(win), win.shape)
                dx[n, c, 2*i + a, 2*j + b] += dout[n, c, i, j]
