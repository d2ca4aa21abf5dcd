# Derivatives by symmetric matrices, and constants that are left out
dims m, n
input A [n, n], eps [] positive, x [n], B [n, n]
param S [n, n] spd, T [n, n], v [n] positive, g [n]
u = sum(g * x / sqrt(v + 1e-5))
s = sum(g * x / (v + eps))
r = sum(g^2) * 1e-4 + u
q = sum((x + 0.001*g + 1e-4)^2)
check grad(q, x) == 2*(x + 0.001*g)  #= wrong
check grad(logdet(S), S) == 2*inv(S) - inv(S)*eye(n)  #= right: symmetric_entries
check grad(trace(A @ S), S) == A + A.T - A*eye(n)  #= right: symmetric_entries
check grad(trace(A @ S), S) == (A + A.T)/2  #= right: symmetric_part
check grad(trace(A @ S), S) == A.T  #= right
check grad(trace(A @ S), S) == 2*(A + A.T)  #= wrong
check grad(trace(A @ T), T) == (A + A.T)/2  #= wrong
check grad(trace(A @ T), T) == A + A.T - A*eye(n)  #= wrong
check grad(u, g) == x / sqrt(v)  #= right: small_constant
check grad(u, v) == -g * x / (2 * v * sqrt(v))  #= right: small_constant
check grad(u, v) == -g * x / (v * sqrt(v))  #= wrong
check grad(u, g) == x / (sqrt(v) + 1e-5)  #= wrong
check grad(s, g) == x / v  #= right: small_constant
check grad(s, g) == x * v  #= wrong
check grad(r, g) == x / sqrt(v)  #= wrong
check grad(r, g) == 2e-4*g + x / sqrt(v)  #= wrong
