# Small letters for what the model writes large: e_{ui} is an entry of E, and not of Euler's number.
dims a, b, c
input R [a, b], M [a, b] integer(0, 1)
param P [a, c], Q [b, c]
E = M*(R - P @ Q.T)
J = 0.5*sum(E^2) + 0.05*sum(P^2)
loss J

derive J
\frac{\partial J}{\partial p_{uk}} = -\sum_i e_{ui} q_{ik} + 0.1 p_{uk}    %= right
\frac{\partial J}{\partial p_{uk}} = \sum_i e_{ui} q_{ik} + 0.1 p_{uk}    %= wrong
