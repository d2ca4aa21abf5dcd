# By how much a number changes with one parameter; what is right by what a name says, whatever was not understood above.
dims d, h, m
input x [d], y [m]
param A [h, d], B [m, h]
u = A @ x
s = sigmoid(u)
z = B @ s
e = z - y
L = 1/2 * e^T e
loss L

derive L
dL = e : dz = e : dB s = e s^T : dB  #= right
dL = s e^T : dB  #= wrong
D = \operatorname{Diag}(s - s \odot s)
\frac{\partial L}{\partial A} = D B^T e\, x^T    %= right
\frac{\partial L}{\partial x} = A^T B^T D e    %= wrong
(∂L/∂z)_B = e  #= right
(∂L/∂z)_B = 2 e  #= wrong
\frac{\partial L}{\partial z_j} = e_j \mathbb{1}\left[e_j \ne 0\right]    %= right
