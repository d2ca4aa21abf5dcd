dims n, m, p
input B [m, n], C [m, p], D [p, n], b [m], d [p], a [n], c [n]
param x [n]
J = (B @ x + b) @ C @ (D @ x + d) + sin(a @ c * (c @ x))
