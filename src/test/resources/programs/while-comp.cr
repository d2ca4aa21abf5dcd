dims n=4
input a [n], g []
param x [n]
L = g*sum(a*x^2)
derive L
i = 0
dx = np.zeros(n)
while i < n:
    dx[i] = 2 * g * a[i] * x[i]  # right
    i += 1
