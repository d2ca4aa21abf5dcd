dims n, m
input P [n,n] spd, H [m,n], R [m,m] spd
param K [n,m]
I = eye(n)
Pn = (I - K@H) @ P @ (I - K@H).T + K@R@K.T
J = trace(Pn)
derive J
$$\frac{\partial J}{\partial K} = -2 (HP)^T + 2 K (HPH^T + R)$$
$$\frac{\partial J}{\partial K} = -2 P H^T + 2K(HPH^T + R)$$
dK = -2*(I - K@H)@P@H.T + 2*K@R
