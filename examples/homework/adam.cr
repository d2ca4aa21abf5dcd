# One step of Adam as a student has written it: the square is missing in v_new, and eps stands below the root.
# chainrule check examples/homework/adam.cr
dims  n
input g [n], m [n], v [n] positive, t [] = 3
param W [n]

m_new = 0.9*m + 0.1*g
v_new = 0.999*v + 0.001*g^2
step = 0.01 * (m_new/(1 - 0.9^t)) / (sqrt(v_new/(1 - 0.999^t)) + 1e-8)
W_new = W - step
J = sum(W_new)

derive J
m_new = 0.9*m + (1 - 0.9)*g
v_new = 0.999*v + 0.001*g
m_hat = m_new / (1 - 0.9^t)
v_hat = v_new / (1 - 0.999^t)
step = 0.01 * m_hat / sqrt(v_hat + 1e-8)
W_new = W - 0.01 * m_hat / (sqrt(v_hat) + 1e-8)
